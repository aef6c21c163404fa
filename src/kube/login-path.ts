import { spawn } from 'node:child_process';

type Environment = Readonly<Record<string, string | undefined>>;

/** Milliseconds that the files of a login shell may take. */
const LIMIT = 10_000;
/** Characters of a shell's output that are read. */
const LONGEST = 1024 * 1024;
/** What a shell's own files print stands around it. */
const MARK = 'kaniko-build-path';

const found = new Map<string, Promise<string | undefined>>();

/**
 * The PATH of the user's login shell, which an editor that was started from a dock or menu does not have. Asks each
 * shell once; undefined where there is no shell (Windows) or it does not answer.
 */
export async function loginPath(env: Environment): Promise<string | undefined> {
  const shell = env['SHELL'] ?? '';
  if (shell === '' || process.platform === 'win32') return undefined;
  const path = found.get(shell) ?? askShell(shell);
  found.set(shell, path);
  return await path;
}

/** Interactive too, because many set their PATH in the file that only interactive shells read. */
async function askShell(shell: string): Promise<string | undefined> {
  return await new Promise((resolve) => {
    // In a session of its own: an interactive shell would take the terminal of the process that started us.
    const asked = spawn(shell, ['-ilc', `printf '${MARK}%s${MARK}' "$PATH"`], {
      stdio: ['ignore', 'pipe', 'ignore'],
      detached: true,
    });
    const { pid } = asked;
    const timer = setTimeout(() => end(undefined), LIMIT);
    let said = '';
    const end = (path: string | undefined): void => {
      clearTimeout(timer);
      asked.stdout.destroy();
      if (pid !== undefined) killGroup(pid);
      resolve(path);
    };
    asked.stdout.setEncoding('utf8');
    asked.stdout.on('data', (text: string) => {
      said = (said + text).slice(-LONGEST);
      const path = said.split(MARK)[1];
      // The second mark has come, whatever the shell does after it.
      if (path !== undefined && said.split(MARK).length > 2) end(path);
    });
    asked.once('error', () => end(undefined));
    asked.once('close', () => end(undefined));
  });
}

/** Ends the shell and what its files may have started. */
function killGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It has ended already.
  }
}
