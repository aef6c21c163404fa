import * as vscode from 'vscode';
import type { Login } from '../passwords.ts';
import { pick } from '../questions/pick.ts';
import type { Handler } from './handler.ts';
import type { Parts } from '../parts.ts';

/** *Forget Registry Password…*: deletes a typed password from the secret storage. */
export function forgetPasswordCommand({ passwords }: Parts): Handler {
  return async () => {
    const logins = passwords.logins();
    if (logins.length === 0) {
      void vscode.window.showInformationMessage(vscode.l10n.t('No registry password is stored.'));
      return;
    }
    const reply = await pick<Login>(
      { title: vscode.l10n.t('Forget Registry Password'), canGoBack: false },
      {
        placeholder: vscode.l10n.t('Choose the password to delete from the secret storage'),
        choices: logins.map((value) => ({ label: value.registry, description: value.username, value })),
      },
    );
    if (typeof reply !== 'string') await passwords.forget(reply.value);
  };
}
