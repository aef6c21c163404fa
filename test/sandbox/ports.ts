import { SandboxError } from './errors.ts';
import { attempt } from './tool.ts';

/** Fails with the name of the process that holds a port which a daemon of the sandbox needs. */
export async function assertPortFree(port: number, daemon: string): Promise<void> {
  const { stdout } = await attempt('ss', ['-ltnpH', `sport = :${port}`]);
  const listener = stdout.trim();
  if (listener !== '') {
    const holder = /users:\(\("([^"]+)",pid=(\d+)/.exec(listener);
    const who = holder === null ? 'another process' : `${holder[1] ?? ''} (pid ${holder[2] ?? ''})`;
    throw new SandboxError(
      `Port ${port}, which ${daemon} of the sandbox needs, is taken by ${who}. End it and try again.`,
    );
  }
}
