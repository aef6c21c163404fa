import * as vscode from 'vscode';
import type { Login, Passwords } from '../passwords.ts';
import { inputText } from './input.ts';
import type { InputReply, Prompt } from './question.ts';

type Surroundings = Pick<Prompt, 'title' | 'canGoBack' | 'step' | 'totalSteps'>;

/** Asks for a user name and a password or token, which goes to SecretStorage and nowhere else. */
export async function askLogin(
  registry: string,
  username: string,
  passwords: Passwords,
  prompt: Surroundings,
): Promise<InputReply<Login>> {
  for (;;) {
    const name = await inputText(prompt, {
      prompt: vscode.l10n.t('User name for {0}', registry),
      value: username,
      problem: (text) => {
        if (text === '') return vscode.l10n.t('Type the user name.');
        return text.includes(':') ? vscode.l10n.t('A user name cannot hold a colon.') : undefined;
      },
    });
    if (typeof name === 'string') return name;
    const login = { registry, username: name.value };
    const password = await askPassword(login, passwords, { ...prompt, canGoBack: true });
    if (password !== 'back') return password;
  }
}

/** Asks for the password or token of a login and keeps it. */
export async function askPassword(
  login: Login,
  passwords: Passwords,
  prompt: Surroundings,
): Promise<InputReply<Login>> {
  const password = await inputText(prompt, {
    prompt: vscode.l10n.t('Password or token for {0}', login.registry),
    placeholder: vscode.l10n.t('Kept in the secret storage of VS Code'),
    password: true,
    problem: (text) => (text === '' ? vscode.l10n.t('Type the password or token.') : undefined),
  });
  if (typeof password === 'string') return password;
  await passwords.set(login, password.value);
  return { value: login };
}
