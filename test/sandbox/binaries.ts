import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, readdir, rename, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { SandboxError } from './errors.ts';
import { findProgram } from './packages.ts';
import { paths } from './paths.ts';
import { run, runPersistently } from './tool.ts';

const version = '1.34.4';
const source = join(import.meta.dirname, 'kubernetes');
const programs = [
  'kube-apiserver',
  'kube-controller-manager',
  'kube-scheduler',
  'kubelet',
  'kubectl',
] as const;

/** A program of the one Kubernetes binary. */
export type KubernetesProgram = (typeof programs)[number];

/** The path of a Kubernetes program. */
export function programPath(program: KubernetesProgram): string {
  return join(paths.programs, program);
}

/** The path of the program that holds a Pod's namespaces. */
export const pauseProgram = join(paths.programs, 'pause');

/** Whether the binary is there, built from exactly the sources of today. */
export async function hasBinaries(): Promise<boolean> {
  return existsSync(pauseProgram) && existsSync(await binaryPath());
}

/** Builds Kubernetes from its Go module, unless that is done already. */
export async function ensureBinaries(): Promise<void> {
  const binary = await binaryPath();
  if (!(await hasBinaries())) {
    const go = assertGo();
    const caches = join(paths.work, 'go');
    const environment = {
      GOCACHE: join(caches, 'cache'),
      GOMODCACHE: join(caches, 'modules'),
      GOPATH: join(caches, 'path'),
      GOFLAGS: '-modcacherw -buildvcs=false -mod=readonly',
      GOWORK: 'off',
      CGO_ENABLED: '0',
      // Fewer garbage collections in the compiler: a tenth less time for some memory.
      GOGC: '300',
    };
    await mkdir(caches, { recursive: true });
    const unfinished = join(caches, 'kubernetes');
    await runPersistently(go, ['mod', 'download'], { cwd: source, env: environment });
    await goBuild(go, './pause', join(caches, 'pause'), '-s -w', environment);
    await goBuild(go, '.', unfinished, `-s -w ${versionFlags()}`, environment);
    await replacePrograms(binary, unfinished, join(caches, 'pause'));
  }
  // What the build needed is worth three gigabytes, and nothing once the binary is there.
  await rm(join(paths.work, 'go'), { recursive: true, force: true });
  await linkPrograms(binary);
}

async function goBuild(
  go: string,
  what: string,
  output: string,
  linkerFlags: string,
  env: Readonly<Record<string, string>>,
): Promise<void> {
  await run(go, ['build', '-trimpath', '-ldflags', linkerFlags, '-o', output, what], { cwd: source, env });
}

async function replacePrograms(binary: string, builtBinary: string, builtPause: string): Promise<void> {
  await mkdir(paths.programs, { recursive: true });
  for (const old of await readdir(paths.programs)) {
    await rm(join(paths.programs, old), { force: true });
  }
  await rename(builtPause, pauseProgram);
  await rename(builtBinary, binary);
}

async function linkPrograms(binary: string): Promise<void> {
  for (const program of programs) {
    if (!existsSync(programPath(program))) {
      await rm(programPath(program), { force: true });
      await symlink(binary, programPath(program));
    }
  }
}

/** Named after its sources: another version is another file. */
async function binaryPath(): Promise<string> {
  const hash = createHash('sha256').update(version);
  for (const file of ['go.mod', 'go.sum', 'main.go', 'pause/main.go']) {
    hash.update(await readFile(join(source, file)));
  }
  return join(paths.programs, `kubernetes-${version}-${hash.digest('hex').slice(0, 12)}`);
}

/** Without these, kubelet and clients would see version v0.0.0. */
function versionFlags(): string {
  const [major, minor] = version.split('.');
  const variable = 'k8s.io/component-base/version';
  return `-X ${variable}.gitVersion=v${version} -X ${variable}.gitMajor=${major ?? ''} -X ${variable}.gitMinor=${minor ?? ''}`;
}

/** Fails, saying what to do, where the binary cannot be built. */
export function assertGo(): string {
  // sudo forgets the folder where Go is usually installed.
  const go = findProgram('go') ?? findProgram('/usr/local/go/bin/go');
  if (go === undefined) {
    throw new SandboxError(
      'Go is missing: the sandbox builds Kubernetes from source. Install Go 1.24 or newer (https://go.dev/dl) and put it on PATH.',
    );
  }
  return go;
}
