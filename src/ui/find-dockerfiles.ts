import { dirname, posix } from 'node:path';
import * as vscode from 'vscode';
import { foreignFolders, isDockerfileName } from '../dockerfile/file-names.ts';
import type { DockerfileOnDisk } from './dockerfile.ts';

/** The names that Docker, Podman and VS Code give a Dockerfile. */
export const DOCKERFILE_GLOB = '**/{Dockerfile*,Containerfile*,*.dockerfile,*.Dockerfile,*.containerfile}';

const EXCLUDED = `**/{${foreignFolders.join(',')}}/**`;

/** Most Dockerfiles that are looked for: a list beyond that helps nobody. */
const MOST = 500;

/** The workspace's Dockerfiles on disk, by path, those nearest to the top first. */
export async function findDockerfiles(): Promise<readonly DockerfileOnDisk[]> {
  const uris = await vscode.workspace.findFiles(DOCKERFILE_GLOB, EXCLUDED, MOST);
  return uris
    .filter(({ scheme, path }) => scheme === 'file' && isDockerfileName(posix.basename(path)))
    .map(describeDockerfile)
    .sort((a, b) => depth(a) - depth(b) || a.label.localeCompare(b.label));
}

/** How the user interface names the Dockerfile at `uri`, a file on disk. */
export function describeDockerfile(uri: vscode.Uri): DockerfileOnDisk {
  const folder = vscode.workspace.getWorkspaceFolder(uri);
  return {
    path: uri.fsPath,
    root: folder?.uri.fsPath ?? dirname(uri.fsPath),
    label: vscode.workspace.asRelativePath(uri),
  };
}

function depth({ label }: DockerfileOnDisk): number {
  return label.split('/').length;
}
