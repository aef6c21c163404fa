import * as vscode from 'vscode';
import type { BuilderProfile } from '../../builders/builder.ts';
import type { Answers } from '../answers.ts';
import { builderChoice } from '../request.ts';
import type { Settings } from '../settings.ts';
import { pick } from './pick.ts';
import type { InputReply, Prompt, Question, Reply } from './question.ts';

/** Asks what builds the image, with the access that each builder needs, and in which flavour. */
export class BuilderQuestion implements Question {
  readonly #builders: readonly BuilderProfile[];
  readonly #settings: (path: string) => Settings;

  constructor(builders: readonly BuilderProfile[], settings: (path: string) => Settings) {
    this.#builders = builders;
    this.#settings = settings;
  }

  /** A setting answers it. */
  isOpen(): boolean {
    return false;
  }

  async ask(answers: Answers, prompt: Prompt): Promise<Reply> {
    const current = builderChoice(answers, this.#settings(prompt.dockerfile.path), this.#builders);
    for (;;) {
      const builder = await pick<BuilderProfile>(prompt, {
        placeholder: vscode.l10n.t('Choose what builds the image'),
        isActive: ({ id }) => id === current.id,
        choices: this.#builders.map((value) => ({ label: value.name, detail: value.access(), value })),
      });
      if (typeof builder === 'string') return builder;
      const flavour = await askFlavour(builder.value, current.flavour, { ...prompt, canGoBack: true });
      if (flavour === 'cancelled') return flavour;
      if (flavour !== 'back') {
        return { ...answers, builder: { id: builder.value.id, flavour: flavour.value } };
      }
    }
  }
}

async function askFlavour(
  builder: BuilderProfile,
  current: string,
  prompt: Prompt,
): Promise<InputReply<string>> {
  const [only, ...others] = builder.flavours;
  if (only !== undefined && others.length === 0) return { value: only.id };
  return pick<string>(prompt, {
    placeholder: vscode.l10n.t('Choose the flavour of {0}', builder.name),
    isActive: (id) => id === current,
    choices: builder.flavours.map(({ id, name, image }) => ({
      label: name,
      detail:
        image ??
        vscode.l10n.t('No public image: name one in the setting {0}', `kanikoBuild.${builder.id}.image`),
      value: id,
    })),
  });
}
