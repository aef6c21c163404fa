import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { DockerfileOnDisk } from './dockerfile.ts';
import { describeDockerfile, findDockerfiles } from './find-dockerfiles.ts';
import { pick } from './questions/pick.ts';

/** Anything in a view that belongs to a Dockerfile. */
interface OfDockerfile {
  readonly dockerfile: DockerfileOnDisk;
}

/**
 * The Dockerfile that a command is about: what it was given, else the active editor's, else the only one of the
 * workspace, else the one that the user picks. Undefined when there is none; the user has been told why.
 */
export async function resolveDockerfile(argument: unknown): Promise<DockerfileOnDisk | undefined> {
  if (isOfDockerfile(argument)) return argument.dockerfile;
  if (argument instanceof vscode.Uri) return onDisk(argument);
  const active = vscode.window.activeTextEditor?.document;
  if (active?.languageId === 'dockerfile') return onDisk(active.uri);
  const found = await findDockerfiles();
  const [only, ...others] = found;
  if (only === undefined) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('There is no Dockerfile in this workspace. Open a folder that has one, or create one.'),
    );
    return undefined;
  }
  if (others.length === 0) return only;
  const reply = await pick<DockerfileOnDisk>(
    { title: vscode.l10n.t('Build Image in Cluster'), canGoBack: false },
    {
      placeholder: vscode.l10n.t('Choose the Dockerfile to build'),
      choices: found.map((value) => ({ label: value.label, value })),
    },
  );
  return typeof reply === 'string' ? undefined : reply.value;
}

/** The Dockerfile at a location, or undefined, having told why, when it does not lie on a disk. A new one is saved. */
async function onDisk(location: vscode.Uri): Promise<DockerfileOnDisk | undefined> {
  const uri = location.scheme === 'untitled' ? await vscode.workspace.save(location) : location;
  if (uri === undefined) return undefined;
  if (uri.scheme === 'file') return describeDockerfile(uri);
  void vscode.window.showErrorMessage(
    vscode.l10n.t(
      '{0} is not a file on a disk (its scheme is "{1}"), so its folder cannot be uploaded. Save it in a local or remote folder first.',
      basename(uri.path),
      uri.scheme,
    ),
  );
  return undefined;
}

function isOfDockerfile(argument: unknown): argument is OfDockerfile {
  return typeof argument === 'object' && argument !== null && 'dockerfile' in argument;
}
