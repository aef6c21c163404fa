import { homedir } from 'node:os';
import * as vscode from 'vscode';
import type { RegistrySecretRequest } from '../build/registry-secret.ts';
import { parseReference } from '../registry/reference.ts';
import type { AnswerStore } from './answer-store.ts';
import type { Answers } from './answers.ts';
import type { DockerfileOnDisk } from './dockerfile.ts';
import { errorText } from './errors.ts';
import { registryOf } from './login.ts';
import type { Passwords } from './passwords.ts';
import { inputText } from './questions/input.ts';
import { askLogin } from './questions/login.ts';
import { pick } from './questions/pick.ts';
import type { InputReply, Prompt } from './questions/question.ts';
import type { Questions } from './questions/questions.ts';
import { askSecretName } from './questions/secret-name.ts';

export interface SecretFlowParts {
  readonly store: AnswerStore;
  readonly passwords: Passwords;
  readonly questions: Pick<Questions, 'cluster' | 'namespace'>;
}

/** A registry Secret that is asked for, and the password that goes into it. */
export interface PreparedSecret {
  readonly request: RegistrySecretRequest;
  readonly password: string | undefined;
}

type Credentials = RegistrySecretRequest['credentials'];

/** What has been answered so far. */
interface Draft {
  readonly registry: string;
  readonly credentials?: Credentials;
  readonly place: Answers;
  readonly name: string;
}

type Step = (draft: Draft, prompt: Prompt) => Promise<Draft | 'back' | 'cancelled'>;

const NAME = 'registry-credentials';

/** Asks what a registry Secret is made of: registry, credentials, cluster, namespace, name. */
export class SecretFlow {
  readonly #parts: SecretFlowParts;

  constructor(parts: SecretFlowParts) {
    this.#parts = parts;
  }

  /** Undefined when the user gave up. `dockerfile`: whose answers are suggested. */
  async prepare(
    dockerfile: DockerfileOnDisk | undefined,
    title: string,
  ): Promise<PreparedSecret | undefined> {
    const known =
      dockerfile === undefined ? this.#parts.store.others()[0] : this.#parts.store.get(dockerfile);
    const place = known?.cluster === undefined ? {} : { cluster: known.cluster };
    let draft: Draft = {
      registry: registryOf(known ?? {}),
      place: known?.namespace === undefined ? place : { ...place, namespace: known.namespace },
      name: NAME,
    };
    const steps = this.#steps();
    for (let index = 0; ;) {
      const step = steps[index];
      if (step === undefined) return await this.#prepared(draft);
      const answered = await step(draft, {
        dockerfile: dockerfile ?? someplace(),
        title,
        step: index + 1,
        totalSteps: steps.length,
        canGoBack: index > 0,
      });
      if (answered === 'cancelled') return undefined;
      if (answered === 'back') index -= 1;
      else {
        draft = answered;
        index += 1;
      }
    }
  }

  #steps(): readonly Step[] {
    const { cluster, namespace } = this.#parts.questions;
    return [
      askRegistry,
      async (draft, prompt) => {
        const credentials = await this.#askCredentials(draft, prompt);
        return typeof credentials === 'string' ? credentials : { ...draft, credentials: credentials.value };
      },
      async (draft, prompt) => {
        const place = await cluster.ask(draft.place, prompt);
        return typeof place === 'string' ? place : { ...draft, place };
      },
      async (draft, prompt) => {
        const place = await namespace.ask(draft.place, prompt);
        return typeof place === 'string' ? place : { ...draft, place };
      },
      async (draft, prompt) => {
        const name = await askSecretName(prompt, {
          namespace: draft.place.namespace ?? '?',
          placeholder: NAME,
          value: draft.name,
        });
        return typeof name === 'string' ? name : { ...draft, name: name.value };
      },
    ];
  }

  async #askCredentials({ registry, credentials }: Draft, prompt: Prompt): Promise<InputReply<Credentials>> {
    for (;;) {
      const kind = await pick<Credentials['kind']>(prompt, {
        placeholder: vscode.l10n.t('Where do the credentials for {0} come from?', registry),
        isActive: (value) => value === credentials?.kind,
        choices: [
          {
            label: vscode.l10n.t('Docker config of this machine'),
            detail: vscode.l10n.t(
              'The entry of this registry alone, also from Podman or a credential helper',
            ),
            iconPath: new vscode.ThemeIcon('account'),
            value: 'docker-config',
          },
          {
            label: vscode.l10n.t('Type a user name and a password or token…'),
            detail: vscode.l10n.t('Kept in the secret storage of VS Code; needs no Docker on this machine'),
            iconPath: new vscode.ThemeIcon('key'),
            value: 'typed',
          },
        ],
      });
      if (typeof kind === 'string') return kind;
      if (kind.value === 'docker-config') return { value: { kind: 'docker-config' } };
      const former = credentials?.kind === 'typed' ? credentials.username : '';
      const login = await askLogin(registry, former, this.#parts.passwords, { ...prompt, canGoBack: true });
      if (login === 'cancelled') return login;
      if (login !== 'back') return { value: { kind: 'typed', username: login.value.username } };
    }
  }

  async #prepared({ registry, credentials, place, name }: Draft): Promise<PreparedSecret | undefined> {
    const { cluster, namespace } = place;
    if (credentials === undefined || cluster === undefined || namespace === undefined) return undefined;
    return {
      request: { name, cluster: { ...cluster, namespace }, registries: [registry], credentials },
      password:
        credentials.kind === 'typed'
          ? await this.#parts.passwords.get({ registry, username: credentials.username })
          : undefined,
    };
  }
}

const askRegistry: Step = async (draft, prompt) => {
  const registry = await inputText(prompt, {
    prompt: vscode.l10n.t('Registry that the Secret is for, as host or host:port'),
    placeholder: 'registry.example.com:5000',
    value: draft.registry,
    problem: registryProblem,
  });
  return typeof registry === 'string' ? registry : { ...draft, registry: registry.value };
};

function registryProblem(text: string): string | undefined {
  try {
    if (parseReference(`${text}/image`).registry === text) return undefined;
  } catch (error) {
    return errorText(error);
  }
  return vscode.l10n.t('Write a host, with a port where it has one: registry.example.com:5000.');
}

/** For questions that are about no Dockerfile. */
function someplace(): DockerfileOnDisk {
  const root = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? homedir();
  return { path: root, root, label: '' };
}
