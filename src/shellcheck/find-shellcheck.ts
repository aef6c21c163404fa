import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { delimiter, isAbsolute, join } from 'node:path';

/**
 * The ShellCheck program to use: the path that the user gives, else the first `shellcheck` on PATH. Undefined where
 * there is none that can be run. Only absolute folders count, so that no project brings a program of its own.
 */
export async function findShellcheck(
  chosen: string | undefined,
  env: Readonly<Record<string, string | undefined>>,
): Promise<string | undefined> {
  if (chosen !== undefined && chosen !== '') {
    return isAbsolute(chosen) && (await isProgram(chosen)) ? chosen : undefined;
  }
  const name = process.platform === 'win32' ? 'shellcheck.exe' : 'shellcheck';
  for (const folder of (env['PATH'] ?? env['Path'] ?? '').split(delimiter)) {
    const path = join(folder, name);
    if (isAbsolute(folder) && (await isProgram(path))) {
      return path;
    }
  }
  return undefined;
}

async function isProgram(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}
