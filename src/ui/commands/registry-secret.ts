import { homedir } from 'node:os';
import * as vscode from 'vscode';
import type { Engine } from '../../build/engine.ts';
import { describeDockerfile } from '../find-dockerfiles.ts';
import type { DockerfileOnDisk } from '../dockerfile.ts';
import type { Parts } from '../parts.ts';
import type { PreparedSecret } from '../secret-flow.ts';
import { requireTrust } from '../trust.ts';
import { secretLocation } from '../yaml-preview.ts';
import type { Handler } from './handler.ts';

/** *Show Registry Secret YAML…*: a Secret that kubelets and builders read, redacted, to be saved. */
export function showSecretYamlCommand(parts: Parts): Handler {
  return async () => {
    if (!(await requireTrust())) return;
    const title = vscode.l10n.t('Show Registry Secret YAML');
    const prepared = await parts.secretFlow.prepare(activeDockerfile(), title);
    if (prepared !== undefined) await showYaml(prepared, parts);
  };
}

/** *Create Registry Secret…*: shows the same, asks, and creates it in the cluster. */
export function createSecretCommand(parts: Parts): Handler {
  return async () => {
    if (!(await requireTrust())) return;
    const title = vscode.l10n.t('Create Registry Secret');
    const prepared = await parts.secretFlow.prepare(activeDockerfile(), title);
    if (prepared === undefined) return;
    await showYaml(prepared, parts);
    if (!(await askWhether(prepared))) return;
    if (!(await create(prepared, await parts.engine()))) return;
    const { name, cluster } = prepared.request;
    void vscode.window.showInformationMessage(
      vscode.l10n.t(
        'Secret {0} is in namespace {1}. Builds can use it by its name.',
        name,
        cluster.namespace,
      ),
    );
  };
}

async function showYaml({ request, password }: PreparedSecret, { engine, yaml }: Parts): Promise<void> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file(homedir());
  await yaml.showSource({
    uri: secretLocation(request.cluster.namespace, request.name),
    folder,
    holdsSecrets: true,
    make: async (secrets) =>
      (await engine()).secretManifest(request, {
        secrets,
        ...(password === undefined ? {} : { password }),
      }),
  });
}

async function askWhether({ request }: PreparedSecret): Promise<boolean> {
  const { name, cluster, registries } = request;
  const create = vscode.l10n.t('Create');
  const pressed = await vscode.window.showInformationMessage(
    vscode.l10n.t('Create Secret {0} in namespace {1}?', name, cluster.namespace),
    {
      modal: true,
      detail: [
        vscode.l10n.t('Kube context: {0}', cluster.context),
        vscode.l10n.t('Whoever may read Secrets there can then log in to {0} as you.', registries.join(', ')),
      ].join('\n'),
    },
    create,
  );
  return pressed === create;
}

/** Returns whether it was created; one that is there is replaced only when the user says so. */
async function create({ request, password }: PreparedSecret, engine: Engine): Promise<boolean> {
  const options = password === undefined ? {} : { password };
  if ((await engine.createSecret(request, options)) === 'created') return true;
  const replace = vscode.l10n.t('Replace');
  const pressed = await vscode.window.showWarningMessage(
    vscode.l10n.t(
      'Namespace {0} has a Secret {1} already. Replace it?',
      request.cluster.namespace,
      request.name,
    ),
    {
      modal: true,
      detail: vscode.l10n.t('What it holds now is lost, and whatever uses it gets the new credentials.'),
    },
    replace,
  );
  if (pressed !== replace) return false;
  return (await engine.createSecret(request, { ...options, replace: true })) === 'created';
}

/** The Dockerfile in the active editor, whose answers are a good suggestion. */
function activeDockerfile(): DockerfileOnDisk | undefined {
  const document = vscode.window.activeTextEditor?.document;
  const isDockerfile = document?.languageId === 'dockerfile' && document.uri.scheme === 'file';
  return isDockerfile ? describeDockerfile(document.uri) : undefined;
}
