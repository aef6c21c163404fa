import { stat } from 'node:fs/promises';
import { dirname, isAbsolute, join, relative } from 'node:path';
import type { ConfigRequest } from './linter.ts';

const namesInProject = ['.hadolint.yaml', '.hadolint.yml'];

/**
 * Path of the configuration that holds; undefined where there is none. The first of: the file that is asked for, the
 * folders of the request, the user's configuration folder, the user's home; as hadolint looks (seen with 2.15.1).
 */
export async function findConfig(request: ConfigRequest): Promise<string | undefined> {
  if (request.file !== undefined) {
    return request.file;
  }
  for (const file of configCandidates(request)) {
    if (await isFile(file)) {
      return file;
    }
  }
  return undefined;
}

/** Where {@link findConfig} looks, in this order: for those who watch. */
export function configCandidates({ folders, environment, home }: Omit<ConfigRequest, 'file'>): string[] {
  const user = userConfigFolder(environment, home);
  return [
    ...folders.flatMap((folder) => namesInProject.map((name) => join(folder, name))),
    ...['hadolint.yaml', 'hadolint.yml'].map((name) => join(user, name)),
    ...['hadolint.yaml', 'hadolint.yml', 'config.yaml', 'config.yml'].map((name) =>
      join(home, '.hadolint', name),
    ),
    ...namesInProject.map((name) => join(home, name)),
  ];
}

/** The folders from that of the Dockerfile up to the workspace's; only the first where it lies outside. */
export function foldersUpTo(workspace: string, dockerfile: string): string[] {
  const folders = [dirname(dockerfile)];
  const inside = relative(workspace, dirname(dockerfile));
  if (/^\.\.(?:[\\/]|$)/.test(inside) || isAbsolute(inside)) {
    return folders;
  }
  for (let count = inside === '' ? 0 : inside.split(/[\\/]/).length; count > 0; count--) {
    folders.push(dirname(folders.at(-1) ?? workspace));
  }
  return folders;
}

function userConfigFolder(environment: ConfigRequest['environment'], home: string): string {
  const { XDG_CONFIG_HOME: xdg = '', APPDATA: appData = '' } = environment;
  // The XDG base directory specification: a relative path is invalid and is ignored.
  if (isAbsolute(xdg)) {
    return xdg;
  }
  return process.platform === 'win32' && appData !== '' ? appData : join(home, '.config');
}

async function isFile(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}
