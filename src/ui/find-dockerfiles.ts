import { dirname } from 'node:path';
import * as vscode from 'vscode';
import type { DockerfileOnDisk } from './dockerfile.ts';

/** The names that Docker, Podman and VS Code give a Dockerfile. */
export const DOCKERFILE_GLOB = '**/{Dockerfile*,Containerfile*,*.dockerfile,*.Dockerfile,*.containerfile}';

/** What only looks like a Dockerfile: its ignore file, a text about it, an editor's backup. */
const OTHER_FILES = /\.(?:dockerignore|md|txt|ya?ml|json|sh|swp|bak|orig)$|~$/i;

const EXCLUDED = '**/{node_modules,.git,.hg,.svn,vendor,.venv}/**';

/** Most Dockerfiles that are looked for: a list beyond that helps nobody. */
const MOST = 500;

/** The workspace's Dockerfiles on disk, by path, those nearest to the top first. */
export async function findDockerfiles(): Promise<readonly DockerfileOnDisk[]> {
  const uris = await vscode.workspace.findFiles(DOCKERFILE_GLOB, EXCLUDED, MOST);
  return uris
    .filter(({ scheme, path }) => scheme === 'file' && !OTHER_FILES.test(path))
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
