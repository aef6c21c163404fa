import * as vscode from 'vscode';
import {
  dockerfileSettingsProblems,
  settingsOfDockerfile,
  workspacePath,
  type GetSetting,
} from './dockerfile-settings.ts';
import type { KnownFlavours } from './known-flavours.ts';
import { readSettings, type Settings } from './settings.ts';

/** Reads the settings as they are at each call, for the file or folder at `path` or for the window. */
export function currentSettings(flavours: KnownFlavours): (path?: string) => Settings {
  return (path) => {
    const { folder, get } = configurationOf(path);
    const own = path === undefined ? get : settingsOfDockerfile(get, workspacePath(path, folder));
    return readSettings(own, folder, (image) => flavours.of(image));
  };
}

/** What is wrong with the settings of single Dockerfiles, for the folder of the file at `path`. Localised. */
export function settingsProblems(path: string): readonly string[] {
  return dockerfileSettingsProblems(configurationOf(path).get);
}

/** The configuration of the file or folder at `path` or of the window, and the folder that its paths begin in. */
function configurationOf(path?: string): { readonly folder: string; readonly get: GetSetting } {
  const resource = path === undefined ? undefined : vscode.Uri.file(path);
  const configuration = vscode.workspace.getConfiguration('kanikoBuild', resource);
  const folder =
    (resource === undefined ? undefined : vscode.workspace.getWorkspaceFolder(resource)) ??
    vscode.workspace.workspaceFolders?.[0];
  return { folder: folder?.uri.fsPath ?? process.cwd(), get: (key) => configuration.get(key) };
}
