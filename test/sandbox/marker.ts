import { readdirSync, readFileSync } from 'node:fs';
import { paths } from './paths.ts';

/**
 * Every process of the sandbox carries two environment variables, which its children inherit. They prove, better than
 * a pid alone, that a process is ours, and find what a killed run left behind.
 */
const folderVariable = 'KANIKO_BUILD_SANDBOX';
const nameVariable = 'KANIKO_BUILD_PROCESS';

/** A process that carries this sandbox's mark. */
export interface MarkedProcess {
  readonly pid: number;
  readonly name: string;
  readonly command: string;
}

/** The environment that marks a process. */
export function marked(name: string, environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return { ...environment, [folderVariable]: paths.sandbox, [nameVariable]: name };
}

/** The name under which a living process is marked as this sandbox's; undefined for all others. */
export function markOf(pid: number): string | undefined {
  const environment = readProc(pid, 'environ')?.split('\0') ?? [];
  if (!environment.includes(`${folderVariable}=${paths.sandbox}`)) {
    return undefined;
  }
  const prefix = `${nameVariable}=`;
  return environment.find((entry) => entry.startsWith(prefix))?.slice(prefix.length);
}

/** All living processes of this sandbox, children of its daemons included. */
export function markedProcesses(): readonly MarkedProcess[] {
  return readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .map(Number)
    .filter((pid) => pid !== process.pid)
    .flatMap((pid) => {
      const name = markOf(pid);
      return name === undefined ? [] : [{ pid, name, command: commandOf(pid) }];
    });
}

/** The command line of a process, empty when it is gone. */
export function commandOf(pid: number): string {
  return (readProc(pid, 'cmdline') ?? '').replaceAll('\0', ' ').trim();
}

/** The parent of a process, 0 when it is gone. */
export function parentOf(pid: number): number {
  return Number(/^PPid:\s+(\d+)$/m.exec(readProc(pid, 'status') ?? '')?.[1] ?? 0);
}

/** Resident memory of a process in bytes. */
export function memoryOf(pid: number): number {
  const line = /^VmRSS:\s+(\d+) kB$/m.exec(readProc(pid, 'status') ?? '');
  return Number(line?.[1] ?? 0) * 1024;
}

function readProc(pid: number, file: string): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return undefined;
  }
}
