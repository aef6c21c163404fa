import * as vscode from 'vscode';
import type { CredentialsChoice } from '../../build/request.ts';
import type { Answers } from '../answers.ts';
import type { Passwords } from '../passwords.ts';
import { loginOf, registryOf } from '../login.ts';
import { askLogin } from './login.ts';
import { pick, type Choice } from './pick.ts';
import type { InputReply, Prompt, Question, Reply } from './question.ts';
import type { SecretQuestion } from './secret.ts';

type Kind = CredentialsChoice['kind'];

/** Asks how the build logs in to its registry. A typed password goes to SecretStorage and nowhere else. */
export class CredentialsQuestion implements Question {
  readonly #passwords: Passwords;
  readonly #secret: SecretQuestion;

  constructor(passwords: Passwords, secret: SecretQuestion) {
    this.#passwords = passwords;
    this.#secret = secret;
  }

  async isOpen(answers: Answers): Promise<boolean> {
    if (answers.credentials === undefined) return true;
    const login = loginOf(answers);
    return login !== undefined && (await this.#passwords.get(login)) === undefined;
  }

  async ask(answers: Answers, prompt: Prompt): Promise<Reply> {
    for (;;) {
      const kind = await this.#askKind(answers, prompt);
      if (typeof kind === 'string') return kind;
      const choice = await this.#askDetails(kind.value, answers, { ...prompt, canGoBack: true });
      if (choice === 'cancelled') return choice;
      if (choice !== 'back') return { ...answers, credentials: choice.value };
    }
  }

  #askKind(answers: Answers, prompt: Prompt): Promise<InputReply<Kind>> {
    return pick<Kind>(prompt, {
      placeholder: vscode.l10n.t('How does the build log in to {0}?', registryOf(answers)),
      isActive: (kind) => kind === answers.credentials?.kind,
      choices: kinds(),
    });
  }

  async #askDetails(kind: Kind, answers: Answers, prompt: Prompt): Promise<InputReply<CredentialsChoice>> {
    switch (kind) {
      case 'docker-config':
      case 'ambient':
      case 'none':
        return { value: { kind } };
      case 'secret':
        return this.#secret.ask(answers, prompt);
      case 'typed':
        return this.#askTyped(answers, prompt);
    }
  }

  async #askTyped(answers: Answers, prompt: Prompt): Promise<InputReply<CredentialsChoice>> {
    const { credentials } = answers;
    const former = credentials?.kind === 'typed' ? credentials.username : '';
    const login = await askLogin(registryOf(answers), former, this.#passwords, prompt);
    return typeof login === 'string' ? login : { value: { kind: 'typed', username: login.value.username } };
  }
}

function kinds(): readonly Choice<Kind>[] {
  return [
    {
      label: vscode.l10n.t('Docker config of this machine'),
      detail: vscode.l10n.t(
        'The entries of the registries that the build touches, from Docker, Podman or a credential helper',
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
    {
      label: vscode.l10n.t('Use a Secret in the namespace…'),
      detail: vscode.l10n.t('One that exists in the cluster already; nothing leaves this machine'),
      iconPath: new vscode.ThemeIcon('lock'),
      value: 'secret',
    },
    {
      label: vscode.l10n.t('From the cloud that the cluster runs in'),
      detail: vscode.l10n.t(
        'Amazon, Google and Azure registries; nothing is sent. Needs kaniko, and a service account (kanikoBuild.pod.serviceAccount) or nodes that may push',
      ),
      iconPath: new vscode.ThemeIcon('cloud'),
      value: 'ambient',
    },
    {
      label: vscode.l10n.t('No credentials'),
      detail: vscode.l10n.t('The registry lets anyone push'),
      iconPath: new vscode.ThemeIcon('unlock'),
      value: 'none',
    },
  ];
}
