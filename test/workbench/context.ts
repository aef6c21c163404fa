import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startWorkbenchBed } from '../beds/vscode/workbench-bed.ts';
import type { WorkbenchBed } from '../beds/vscode/workbench-bed.ts';
import { readSandboxInfo } from '../sandbox/info.ts';
import type { SandboxInfo } from '../sandbox/info.ts';
import { Namespace } from './cluster.ts';

/** What every suite uses: one VS Code, one cluster, one namespace in it. */
export interface TestContext {
  readonly bed: WorkbenchBed;
  readonly sandbox: SandboxInfo;
  readonly namespace: Namespace;
  stop(): Promise<void>;
}

/** Starts the bed against the running sandbox. Throws when the sandbox is down. */
export async function startTestContext(): Promise<TestContext> {
  const sandbox = readSandboxInfo();
  if (sandbox === undefined) {
    throw new Error('The sandbox is down. Start it: npm run sandbox -- up');
  }
  const folder = await mkdtemp(join(tmpdir(), 'kaniko-build-home-'));
  const namespace = new Namespace(`workbench-${process.pid}`, sandbox);
  const cleanUp = async (): Promise<void> => {
    await namespace.delete();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await writeDockerConfig(folder, sandbox);
    await namespace.create();
    const bed = await startWorkbenchBed({
      settings: extensionSettings(sandbox),
      // Nobody's own kubeconfig or Docker config may be seen on a screenshot.
      env: { HOME: folder, DOCKER_CONFIG: folder, KUBECONFIG: join(folder, 'none') },
    });
    const stop = async (): Promise<void> => {
      await bed.stop();
      await cleanUp();
    };
    return { bed, sandbox, namespace, stop };
  } catch (error) {
    await cleanUp();
    throw error;
  }
}

/** kaniko where its executor is at hand, else buildah. */
function extensionSettings(sandbox: SandboxInfo): Readonly<Record<string, unknown>> {
  const { auth, open, tls } = sandbox.registries;
  const { osscontainertools } = sandbox.images.kaniko;
  return {
    'kanikoBuild.kubeconfig': [sandbox.kubeconfig],
    'kanikoBuild.registries.insecure': [auth.host, open.host],
    'kanikoBuild.registries.certificates': { [tls.host]: tls.caFile },
    'kanikoBuild.builder': osscontainertools === null ? 'buildah' : 'kaniko',
    'kanikoBuild.buildah.image': sandbox.images.buildah,
    'workbench.colorTheme': 'Default Dark Modern',
  };
}

async function writeDockerConfig(folder: string, sandbox: SandboxInfo): Promise<void> {
  const { auth, tls } = sandbox.registries;
  const auths = Object.fromEntries(
    [auth, tls].map(({ host, username = '', password = '' }) => [
      host,
      { auth: Buffer.from(`${username}:${password}`).toString('base64') },
    ]),
  );
  await writeFile(join(folder, 'config.json'), JSON.stringify({ auths }));
}
