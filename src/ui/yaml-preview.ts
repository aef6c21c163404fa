import { basename } from 'node:path';
import { open } from 'node:fs/promises';
import * as vscode from 'vscode';
import { isRemoteContext } from '../build/remote-context.ts';
import type { BuildRecord } from '../build/record.ts';
import type { BuildRequest } from '../build/request.ts';
import type { PreparedBuild } from './build-request-flow.ts';
import type { EngineLoader } from './engine-loader.ts';
import { pick } from './questions/pick.ts';
import { splitManifests } from './text/split-manifests.ts';
import { shortReference } from './text/reference.ts';

const SCHEME = 'kaniko-build-yaml';

/** Readable and writable by the user alone: the file may hold a password. */
const PRIVATE = 0o600;

/** What a document shows and a file can be written of. */
export interface YamlSource {
  readonly uri: vscode.Uri;
  /** Where a file of it is likely to go. */
  readonly folder: vscode.Uri;
  readonly holdsSecrets: boolean;
  readonly make: (secrets: 'redacted' | 'real') => Promise<string>;
}

/** Secret and Pod as read-only documents, secret values redacted; *Save As…* can write the real ones. */
export class YamlPreview implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #engine: EngineLoader;
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly #registration: vscode.Disposable;
  /** What each open document shows, by its location. */
  readonly #shown = new Map<string, { readonly source: YamlSource; readonly text: string }>();

  readonly onDidChange = this.#changed.event;

  constructor(engine: EngineLoader) {
    this.#engine = engine;
    this.#registration = vscode.Disposable.from(
      vscode.workspace.registerTextDocumentContentProvider(SCHEME, this),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.#shown.delete(uri.toString())),
      this.#changed,
    );
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.#shown.get(uri.toString())?.text ?? '';
  }

  /** Shows what a build would apply. Throws BuildError. */
  async show(prepared: PreparedBuild): Promise<void> {
    const { request } = prepared;
    await this.showSource({
      uri: locationOf(request),
      folder: vscode.Uri.joinPath(vscode.Uri.file(placeOf(request)), '..'),
      holdsSecrets: holdsSecrets(request),
      make: (secrets) => this.#manifests(prepared, secrets),
    });
  }

  /** Shows what a past build applied, as the history keeps it: without secret values. */
  async showApplied({ id, request }: BuildRecord, text: string): Promise<void> {
    await this.showSource({
      uri: vscode.Uri.from({ scheme: SCHEME, path: `/${id}.applied.yaml` }),
      folder: vscode.Uri.joinPath(vscode.Uri.file(placeOf(request)), '..'),
      holdsSecrets: false,
      make: () => Promise.resolve(text),
    });
  }

  /** Shows the redacted text of a source. Throws what the source throws. */
  async showSource(source: YamlSource): Promise<void> {
    const text = await source.make('redacted');
    const { uri } = source;
    this.#shown.set(uri.toString(), { source, text });
    this.#changed.fire(uri);
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document, { preview: true });
  }

  /**
   * Saves the document at `uri` as files that `kubectl apply` takes, after asking which values to write and whether Secret
   * and Pod go into one file.
   */
  async save(uri: vscode.Uri): Promise<void> {
    const shown = this.#shown.get(uri.toString());
    if (shown === undefined) return;
    const { source } = shown;
    const secrets = source.holdsSecrets ? await askSecrets() : 'real';
    if (secrets === undefined) return;
    const files = await askFiles(basename(uri.path), await source.make(secrets));
    const targets: { readonly uri: vscode.Uri; readonly text: string }[] = [];
    for (const { name, title, text } of files) {
      const target = await vscode.window.showSaveDialog({
        title,
        defaultUri: vscode.Uri.joinPath(source.folder, name),
        filters: { YAML: ['yaml', 'yml'] },
      });
      if (target === undefined) return;
      targets.push({ uri: target, text });
    }
    for (const target of targets) {
      await writePrivately(target.uri.fsPath, target.text);
      await vscode.window.showTextDocument(target.uri, { preview: false });
    }
  }

  dispose(): void {
    this.#registration.dispose();
  }

  async #manifests({ request, password }: PreparedBuild, secrets: 'redacted' | 'real'): Promise<string> {
    const engine = await this.#engine();
    return vscode.window.withProgress(
      { location: vscode.ProgressLocation.Window, title: vscode.l10n.t('Making Secret and Pod') },
      () => engine.manifests(request, { secrets, ...(password === undefined ? {} : { password }) }),
    );
  }
}

/** Writes a file that only the user can read, even where it was there before and others could. */
async function writePrivately(path: string, text: string): Promise<void> {
  const file = await open(path, 'w', PRIVATE);
  try {
    await file.chmod(PRIVATE);
    await file.writeFile(text);
  } finally {
    await file.close();
  }
}

/** The location of a Secret's document. */
export function secretLocation(namespace: string, name: string): vscode.Uri {
  return vscode.Uri.from({ scheme: SCHEME, path: `/${name}.secret.yaml`, query: namespace });
}

/** One document per Dockerfile and destination, so that two previews can stand side by side. */
function locationOf({ dockerfile, destinations }: BuildRequest): vscode.Uri {
  // Not the Dockerfile's name: VS Code would take `Dockerfile.yaml` for a Dockerfile.
  const image = shortReference(destinations[0] ?? '').replace(/[:@].*$/, '');
  const name = `${basename(image)}.build.yaml`;
  return vscode.Uri.from({
    scheme: SCHEME,
    path: `/${name}`,
    query: JSON.stringify([dockerfile, destinations]),
  });
}

/** Whether the Secret that the build makes holds a password or token. */
function holdsSecrets({ credentials }: BuildRequest): boolean {
  return credentials.kind === 'docker-config' || credentials.kind === 'typed';
}

interface YamlFile {
  /** That is suggested. */
  readonly name: string;
  /** Of the dialog that asks where it goes. */
  readonly title: string;
  readonly text: string;
}

/** The files that a text goes into; none when the user gave up. */
async function askFiles(name: string, text: string): Promise<readonly YamlFile[]> {
  const whole = { name, title: vscode.l10n.t('Save YAML'), text };
  const parts = splitManifests(text);
  if (parts.length < 2) return [whole];
  const reply = await pick<'one' | 'two'>(
    { title: vscode.l10n.t('Save YAML'), canGoBack: false },
    {
      placeholder: vscode.l10n.t('Secret and Pod in one file, or each in its own?'),
      choices: [
        {
          label: vscode.l10n.t('One File'),
          detail: vscode.l10n.t('"kubectl apply -f" takes both at once'),
          value: 'one',
        },
        {
          label: vscode.l10n.t('Two Files'),
          detail: vscode.l10n.t('The Pod can be shown to others, the Secret kept apart'),
          value: 'two',
        },
      ],
    },
  );
  if (typeof reply === 'string') return [];
  if (reply.value === 'one') return [whole];
  return parts.map((part) => ({
    name: name.replace(/(?:\.build)?\.yaml$/, `.${part.kind.toLowerCase()}.yaml`),
    title: vscode.l10n.t('Save {0} as YAML', part.kind),
    text: part.text,
  }));
}

async function askSecrets(): Promise<'redacted' | 'real' | undefined> {
  const real = vscode.l10n.t('Save with Credentials');
  const redacted = vscode.l10n.t('Save Redacted');
  const pressed = await vscode.window.showWarningMessage(
    vscode.l10n.t('Write the registry credentials into the file?'),
    {
      modal: true,
      detail: vscode.l10n.t(
        'Whoever can read the file can then log in to the registry as you. Never commit it. Redacted, the file shows everything else, but a build made of it cannot log in.',
      ),
    },
    redacted,
    real,
  );
  if (pressed === undefined) return undefined;
  return pressed === real ? 'real' : 'redacted';
}

/** The context folder, or the Dockerfile where the context is elsewhere. */
function placeOf({ context, dockerfile }: BuildRequest): string {
  return isRemoteContext(context) ? dockerfile : context;
}
