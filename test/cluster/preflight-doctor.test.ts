/** `kaniko-build doctor` on the real cluster. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { PreflightReport } from '../../src/build/preflight/report.ts';
import { preflightBed } from './preflight-support.ts';
import { sandbox } from './support.ts';

const CLI = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));
const run = promisify(execFile);

describe('kaniko-build doctor', () => {
  const { kubeconfig, contexts, namespaces, registries } = sandbox();
  const { folder, scratch } = preflightBed();

  const doctor = async (
    args: readonly string[],
    file = kubeconfig,
  ): Promise<{ code: number; stdout: string; stderr: string }> => {
    const common = ['doctor', '--context', folder(), '--kubeconfig', file, '--credentials', 'none'];
    const more = ['--insecure-registry', registries.open.host, '-d', `${registries.open.host}/test/doctor:1`];
    const ended = run(process.execPath, [CLI, ...common, ...more, ...args]);
    const { stdout, stderr } = await ended.catch(
      (error: unknown) => error as { stdout: string; stderr: string },
    );
    return { code: ended.child.exitCode ?? -1, stdout, stderr };
  };

  it('ends with 0 when all is well', async () => {
    const { code, stdout, stderr } = await doctor([
      '--kube-context',
      contexts.admin,
      '-n',
      namespaces.builds,
    ]);
    assert.equal(code, 0, stdout + stderr);
    assert.match(stdout, /^yes {6}Cluster: Kubernetes v1/m);
    assert.match(stdout, /^Ready to build\.$/m);
  });

  it('ends with 1 at a certain no, as JSON too', async () => {
    const args = ['--kube-context', contexts.viewer, '-n', namespaces.builds];
    const text = await doctor(args);
    assert.equal(text.code, 1, text.stdout + text.stderr);
    assert.match(text.stdout, /^no {7}Your rights in namespace builds$/m);
    assert.match(text.stdout, /^kind: RoleBinding$/m);
    const { code, stdout } = await doctor([...args, '--format', 'json']);
    assert.equal(code, 1);
    const report = JSON.parse(stdout) as PreflightReport;
    assert.equal(report.ready, false);
    assert.equal(report.items.find(({ id }) => id === 'rights')?.status, 'no');
    const gone = await doctor(['--kube-context', 'gone']);
    assert.equal(gone.code, 1, gone.stderr);
    assert.match(gone.stdout, /no context gone/);
  });

  it('ends with 3 when nobody answers, and with 2 for wrong usage', async () => {
    const text = await readFile(kubeconfig, 'utf8');
    const file = join(scratch(), 'down');
    await writeFile(file, text.replaceAll(/server: \S+/g, 'server: https://127.0.0.1:1'), { mode: 0o600 });
    const down = await doctor(['--kube-context', contexts.admin], file);
    assert.equal(down.code, 3, down.stdout + down.stderr);
    assert.match(down.stdout, /127\.0\.0\.1:1 refused the connection/);
    assert.equal((await doctor(['--no-such-flag'])).code, 2);
  });
});
