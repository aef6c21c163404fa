import * as vscode from 'vscode';
import type { BuilderProfile } from '../../builders/builder.ts';
import type { Answers } from '../answers.ts';
import type { DockerfileOnDisk } from '../dockerfile.ts';
import type { KnownFlavours } from '../known-flavours.ts';
import { unknownImage } from '../request.ts';
import type { Settings } from '../settings.ts';
import { pick } from './pick.ts';
import type { Prompt, Question, Reply } from './question.ts';

/** Asks once which flavour is in an executor image of the settings whose name does not tell. */
export class FlavourQuestion implements Question {
  readonly #builders: readonly BuilderProfile[];
  readonly #settings: (path: string) => Settings;
  readonly #known: KnownFlavours;

  constructor(
    builders: readonly BuilderProfile[],
    settings: (path: string) => Settings,
    known: KnownFlavours,
  ) {
    this.#builders = builders;
    this.#settings = settings;
    this.#known = known;
  }

  isOpen(answers: Answers, { path }: DockerfileOnDisk): boolean {
    return unknownImage(answers, this.#settings(path), this.#builders) !== undefined;
  }

  async ask(answers: Answers, prompt: Prompt): Promise<Reply> {
    const unknown = unknownImage(answers, this.#settings(prompt.dockerfile.path), this.#builders);
    if (unknown === undefined) return answers;
    const { builder, image } = unknown;
    const reply = await pick<string>(prompt, {
      placeholder: vscode.l10n.t('Which {0} is in {1}? Their flags differ', builder.name, image),
      choices: builder.flavours.map(({ id, name, image: own }) => ({
        label: name,
        ...(own === undefined ? {} : { detail: own }),
        value: id,
      })),
    });
    if (typeof reply === 'string') return reply;
    await this.#known.add(image, reply.value);
    return answers;
  }
}
