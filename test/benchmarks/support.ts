import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readSandboxInfo, type SandboxInfo } from '../sandbox/info.ts';

export const CLI = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));

/** The sandbox. Throws when it is down. */
export function sandbox(): SandboxInfo {
  const info = readSandboxInfo();
  if (info === undefined) throw new Error('the sandbox is down: npm run sandbox -- up');
  return info;
}

/** The arguments of kaniko-build for the context `folder`, with kaniko or else buildah. */
export function cliArguments(folder: string, repository: string): readonly string[] {
  const { kubeconfig, contexts, namespaces, registries, images } = sandbox();
  const kaniko = images.kaniko.osscontainertools;
  return [
    ...['--context', folder, '--destination', `${registries.open.host}/${repository}:1`],
    ...['--kubeconfig', kubeconfig, '--kube-context', contexts.admin, '--namespace', namespaces.builds],
    ...['--builder', kaniko === null ? 'buildah' : 'kaniko', '--image', kaniko ?? images.buildah],
    ...['--credentials', 'none', '--insecure-registry', registries.open.host],
  ];
}

export interface Measured {
  readonly stdout: string;
  readonly milliseconds: number;
  /** Peak resident memory in bytes. */
  readonly peakMemory: number;
}

/** Runs a program and measures it. Throws with its output when it fails. */
export async function measure(
  command: string,
  args: readonly string[],
  stdin?: NodeJS.ReadableStream,
): Promise<Measured> {
  const began = performance.now();
  const child = spawn(command, args, { stdio: [stdin === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'] });
  let stdout = '';
  let stderr = '';
  let peakMemory = 0;
  child.stdout?.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  if (stdin !== undefined && child.stdin !== null) stdin.pipe(child.stdin);
  const sampling = setInterval(() => {
    void residentPeak(child.pid ?? 0).then((peak) => (peakMemory = Math.max(peakMemory, peak)));
  }, 20);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  clearInterval(sampling);
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${code ?? 'a signal'}: ${stderr}`);
  return { stdout, milliseconds: performance.now() - began, peakMemory };
}

/** The kernel's own high-water mark. */
async function residentPeak(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) * 1024;
}

/** Calls `work` with a folder that is gone afterwards. */
export async function withFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'kaniko-build-bench-'));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The middle value. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
