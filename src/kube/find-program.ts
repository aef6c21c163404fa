import { access, constants } from 'node:fs/promises';
import * as path from 'node:path';
import { loginPath } from './login-path.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** A program, and the PATH on which it and those that it starts are found. */
export interface FoundProgram {
  readonly command: string;
  readonly path: string;
}

/**
 * Where a program lies that is not on this process's PATH but on that of the user's login shell. Undefined where
 * nothing needs to change: it is on PATH, is named by a path, or is nowhere.
 */
export async function findOnLoginPath(command: string, env: Environment): Promise<FoundProgram | undefined> {
  if (/[\\/]/.test(command) || process.platform === 'win32') return undefined;
  if ((await search(command, env['PATH'])) !== undefined) return undefined;
  const login = await loginPath(env);
  const program = await search(command, login);
  return program === undefined || login === undefined ? undefined : { command: program, path: login };
}

async function search(command: string, searched: string | undefined): Promise<string | undefined> {
  // A relative folder on PATH would be one of the workspace's.
  const folders = (searched ?? '').split(path.delimiter).filter((folder) => path.isAbsolute(folder));
  for (const folder of folders) {
    const file = path.join(folder, command);
    const isProgram = await access(file, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (isProgram) return file;
  }
  return undefined;
}
