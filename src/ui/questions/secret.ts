import * as vscode from 'vscode';
import type { CredentialsChoice } from '../../build/request.ts';
import type { ExistingSecret, SecretInspection } from '../../build/secret-correction.ts';
import type { Answers } from '../answers.ts';
import type { ExistingSecrets } from '../existing-secret.ts';
import type { SecretCorrection } from '../secret-correction.ts';
import { plain } from '../text/plain.ts';
import { pick } from './pick.ts';
import type { InputReply, Prompt } from './question.ts';
import { askSecretName } from './secret-name.ts';

type Faults = Extract<SecretInspection, { readonly state: 'read' }>;

/** Asks for the existing Secret that a build logs in by, looks at it, and offers a corrected one where it has faults. */
export class SecretQuestion {
  readonly #existing: ExistingSecrets;
  readonly #correction: SecretCorrection;

  constructor(existing: ExistingSecrets, correction: SecretCorrection) {
    this.#existing = existing;
    this.#correction = correction;
  }

  async ask(answers: Answers, prompt: Prompt): Promise<InputReply<CredentialsChoice>> {
    let value = answers.credentials?.kind === 'secret' ? answers.credentials.name : '';
    for (;;) {
      let seen: SecretInspection | undefined;
      const name = await askSecretName(prompt, {
        namespace: answers.namespace ?? '?',
        placeholder: vscode.l10n.t('It holds a Docker config under the key .dockerconfigjson or config.json'),
        value,
        check: async (typed, signal) => {
          const secret = this.#existing.of(typed, prompt.dockerfile, answers);
          seen = secret === undefined ? undefined : await this.#existing.glance(secret, signal);
          return seen?.state === 'missing'
            ? vscode.l10n.t('Namespace {0} has no Secret {1}.', answers.namespace ?? '?', typed)
            : undefined;
        },
      });
      if (typeof name === 'string') return name;
      value = name.value;
      const secret = this.#existing.of(value, prompt.dockerfile, answers);
      const chosen = secret === undefined ? value : await this.#settle(secret, seen, prompt);
      if (chosen === 'cancelled') return chosen;
      if (chosen !== 'back') return { value: { kind: 'secret', name: chosen } };
    }
  }

  /** The name of the Secret that is used in the end. */
  async #settle(secret: ExistingSecret, seen: SecretInspection | undefined, prompt: Prompt): Promise<string> {
    if (seen?.state === 'hidden') {
      void vscode.window.showInformationMessage(
        vscode.l10n.t('You may not read Secret {0}: a build uses it unchecked.', secret.name),
      );
    }
    if (seen?.state !== 'read' || seen.problems.length === 0) return secret.name;
    const choice = await askAboutFaults(secret, seen, prompt);
    if (typeof choice === 'string') return choice;
    if (choice.value === 'use') return secret.name;
    return (await this.#correction.make(secret, seen)) ?? 'back';
  }
}

function askAboutFaults(
  { name }: ExistingSecret,
  { problems }: Faults,
  prompt: Prompt,
): Promise<InputReply<'correct' | 'use'>> {
  return pick<'correct' | 'use'>(
    { ...prompt, canGoBack: true },
    {
      placeholder: vscode.l10n.t('Secret {0} has faults by which a build may fail to log in.', name),
      choices: [
        {
          label: vscode.l10n.t('Make Corrected Secret…'),
          detail: vscode.l10n.t('A new one beside it; {0} stays as it is', name),
          iconPath: new vscode.ThemeIcon('wand'),
          value: 'correct',
        },
        {
          label: vscode.l10n.t('Use It as It Is'),
          detail: plain(problems.map(({ message }) => message).join(' ')),
          iconPath: new vscode.ThemeIcon('warning'),
          value: 'use',
        },
      ],
    },
  );
}
