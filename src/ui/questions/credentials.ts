import * as vscode from 'vscode';
import type { CredentialsChoice } from '../../build/request.ts';
import type { Answers } from '../answers.ts';
import type { Passwords } from '../passwords.ts';
import { loginOf, registryOf } from '../login.ts';
import { inputText } from './input.ts';
import { pick, type Choice } from './pick.ts';
import type { InputReply, Prompt, Question, Reply } from './question.ts';

/** A DNS subdomain, which a Secret's name must be. */
const SECRET_NAME = /^[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?$/;

type Kind = CredentialsChoice['kind'];

/** Asks how the build logs in to its registry. A typed password goes to SecretStorage and nowhere else. */
export class CredentialsQuestion implements Question {
  readonly #passwords: Passwords;

  constructor(passwords: Passwords) {
    this.#passwords = passwords;
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
      case 'none':
        return { value: { kind } };
      case 'secret':
        return askSecretName(answers, prompt);
      case 'typed':
        return this.#askLogin(answers, prompt);
    }
  }

  async #askLogin(answers: Answers, prompt: Prompt): Promise<InputReply<CredentialsChoice>> {
    const registry = registryOf(answers);
    for (;;) {
      const username = await inputText(prompt, {
        prompt: vscode.l10n.t('User name for {0}', registry),
        value: answers.credentials?.kind === 'typed' ? answers.credentials.username : '',
        problem: (text) => {
          if (text === '') return vscode.l10n.t('Type the user name.');
          return text.includes(':') ? vscode.l10n.t('A user name cannot hold a colon.') : undefined;
        },
      });
      if (typeof username === 'string') return username;
      const password = await inputText(prompt, {
        prompt: vscode.l10n.t('Password or token for {0}', registry),
        placeholder: vscode.l10n.t('Kept in the secret storage of VS Code'),
        password: true,
        problem: (text) => (text === '' ? vscode.l10n.t('Type the password or token.') : undefined),
      });
      if (password === 'cancelled') return password;
      if (password !== 'back') {
        await this.#passwords.set({ registry, username: username.value }, password.value);
        return { value: { kind: 'typed', username: username.value } };
      }
    }
  }
}

async function askSecretName(answers: Answers, prompt: Prompt): Promise<InputReply<CredentialsChoice>> {
  const name = await inputText(prompt, {
    prompt: vscode.l10n.t('Name of the Secret in namespace {0}', answers.namespace ?? '?'),
    placeholder: vscode.l10n.t('It holds a Docker config under the key .dockerconfigjson or config.json'),
    value: answers.credentials?.kind === 'secret' ? answers.credentials.name : '',
    problem: (text) =>
      SECRET_NAME.test(text)
        ? undefined
        : vscode.l10n.t('A Secret has only lower-case letters, digits, dots and dashes in its name.'),
  });
  return typeof name === 'string' ? name : { value: { kind: 'secret', name: name.value } };
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
      label: vscode.l10n.t('No credentials'),
      detail: vscode.l10n.t('The registry lets anyone push'),
      iconPath: new vscode.ThemeIcon('unlock'),
      value: 'none',
    },
  ];
}
