import * as vscode from 'vscode';
import type { BuildRequest } from '../build/request.ts';
import type { ExistingSecret, SecretInspection } from '../build/secret-correction.ts';
import type { Login } from '../registry/auth.ts';
import type { AnswerStore } from './answer-store.ts';
import type { Answers } from './answers.ts';
import type { DockerfileOnDisk } from './dockerfile.ts';
import type { EngineLoader } from './engine-loader.ts';
import type { ExistingSecrets } from './existing-secret.ts';
import type { Passwords } from './passwords.ts';
import { askLogin } from './questions/login.ts';
import { askSecretName } from './questions/secret-name.ts';
import { plain } from './text/plain.ts';

type Faults = Extract<SecretInspection, { readonly state: 'read' }>;

export interface SecretCorrectionParts {
  readonly engine: EngineLoader;
  readonly existing: ExistingSecrets;
  readonly passwords: Passwords;
  readonly store: AnswerStore;
}

/**
 * Makes a corrected Secret beside one that no builder could log in by. That one is never changed; what is in it is seen by
 * the engine alone.
 */
export class SecretCorrection {
  readonly #parts: SecretCorrectionParts;

  constructor(parts: SecretCorrectionParts) {
    this.#parts = parts;
  }

  /**
   * Explains what is wrong with the Secret of the request, else of the Dockerfile's answers, and, where the user wants
   * that, makes a corrected one and takes it for the Dockerfile. Returns whether it did. Throws BuildError.
   */
  async correct(dockerfile: DockerfileOnDisk, request?: BuildRequest): Promise<boolean> {
    const { store, existing } = this.#parts;
    const known = request === undefined ? store.get(dockerfile) : answersOf(request);
    if (known.credentials?.kind !== 'secret') return false;
    const secret = existing.of(known.credentials.name, dockerfile, known);
    if (secret === undefined) return false;
    const inspection = await vscode.window.withProgress(
      {
        location: vscode.ProgressLocation.Window,
        title: vscode.l10n.t('Looking at Secret {0}', secret.name),
      },
      () => existing.inspect(secret),
    );
    if (inspection.state !== 'read' || inspection.problems.length === 0) {
      void vscode.window.showInformationMessage(nothingToCorrect(secret, inspection));
      return false;
    }
    if (!(await askWhether(secret, inspection))) return false;
    const name = await this.make(secret, inspection);
    if (name === undefined) return false;
    await store.set(dockerfile, { ...store.get(dockerfile), credentials: { kind: 'secret', name } });
    return true;
  }

  /**
   * Asks for the name and for the logins that cannot be saved, and makes the Secret. Returns its name; undefined when the
   * user gave up. Throws BuildError.
   */
  async make(secret: ExistingSecret, { needed }: Faults): Promise<string | undefined> {
    const logins: Record<string, Login> = {};
    for (const registry of needed) {
      const login = await this.#login(registry);
      if (login === undefined) return undefined;
      logins[registry] = login;
    }
    const { namespace } = secret.cluster;
    const name = await askSecretName(
      { title: title(secret), canGoBack: false },
      {
        namespace,
        placeholder: `${secret.name}-fixed`,
        value: `${secret.name}-fixed`,
        // Made before the question closes: a name that is taken is asked for again.
        check: async (typed, signal) => {
          const engine = await this.#parts.engine();
          const made = await engine.createCorrectedSecret(secret, { name: typed, logins, signal });
          return made === 'created'
            ? undefined
            : vscode.l10n.t('Namespace {0} has a Secret {1} already: type another name.', namespace, typed);
        },
      },
    );
    if (typeof name === 'string') return undefined;
    void vscode.window.showInformationMessage(
      vscode.l10n.t(
        'Secret {0} is in namespace {1}, and the build uses it from now on. Secret {2} is as it was.',
        name.value,
        namespace,
        secret.name,
      ),
    );
    return name.value;
  }

  async #login(registry: string): Promise<Login | undefined> {
    const { passwords } = this.#parts;
    const typed = await askLogin(registry, '', passwords, {
      title: vscode.l10n.t('Login for {0}', registry),
      canGoBack: false,
    });
    if (typeof typed === 'string') return undefined;
    const password = await passwords.get(typed.value);
    return password === undefined ? undefined : { username: typed.value.username, password };
  }
}

async function askWhether(secret: ExistingSecret, { problems, needed }: Faults): Promise<boolean> {
  const make = vscode.l10n.t('Make Corrected Secret…');
  const pressed = await vscode.window.showWarningMessage(
    vscode.l10n.t('Secret {0} has faults by which a build may fail to log in.', secret.name),
    {
      modal: true,
      detail: [
        ...problems.map(({ message }) => `• ${plain(message)}`),
        '',
        vscode.l10n.t(
          'What can be saved of it goes into a new Secret beside it. Secret {0} stays as it is, for whoever else uses it.',
          secret.name,
        ),
        ...(needed.length === 0
          ? []
          : [vscode.l10n.t('You are asked for the login for {0}, which is not in it.', needed.join(', '))]),
      ].join('\n'),
    },
    make,
  );
  return pressed === make;
}

/** What of a request says which Secret is meant, and for whom. */
function answersOf({ builder, cluster, credentials, destinations }: BuildRequest): Answers {
  return { builder, cluster, namespace: cluster.namespace, credentials, destinations };
}

function nothingToCorrect({ name, cluster }: ExistingSecret, { state }: SecretInspection): string {
  switch (state) {
    case 'read':
      return vscode.l10n.t(
        'Nothing is wrong with the form of Secret {0}: look at the user, the password and its rights.',
        name,
      );
    case 'hidden':
      return vscode.l10n.t(
        'You may not read Secret {0}: a build uses it unchecked, and it cannot be corrected.',
        name,
      );
    case 'missing':
      return vscode.l10n.t('Namespace {0} has no Secret {1}.', cluster.namespace, name);
  }
}

function title({ name }: ExistingSecret): string {
  return vscode.l10n.t('Corrected Secret for {0}', name);
}
