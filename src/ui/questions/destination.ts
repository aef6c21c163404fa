import * as vscode from 'vscode';
import { parseReference } from '../../registry/reference.ts';
import type { AnswerStore } from '../answer-store.ts';
import type { Answers } from '../answers.ts';
import { errorText } from '../errors.ts';
import type { Settings } from '../settings.ts';
import { suggestedDestination } from '../suggested-destination.ts';
import { inputText } from './input.ts';
import type { Prompt, Question, Reply } from './question.ts';

/** Asks where the image goes. */
export class DestinationQuestion implements Question {
  readonly #store: AnswerStore;
  readonly #settings: (path: string) => Settings;

  constructor(store: AnswerStore, settings: (path: string) => Settings) {
    this.#store = store;
    this.#settings = settings;
  }

  isOpen({ destinations }: Answers): boolean {
    return destinations === undefined;
  }

  async ask(answers: Answers, prompt: Prompt): Promise<Reply> {
    const reply = await inputText(prompt, {
      prompt: vscode.l10n.t('Where to push the image. Several references: separate them by spaces.'),
      placeholder: 'registry.example.com/team/app:1.0',
      value: answers.destinations?.join(' ') ?? this.#suggestion(prompt) ?? '',
      problem: referencesProblem,
    });
    return typeof reply === 'string' ? reply : { ...answers, destinations: references(reply.value) };
  }

  #suggestion({ dockerfile }: Prompt): string | undefined {
    const used = this.#store.others().find(({ destinations }) => destinations !== undefined)?.destinations;
    return suggestedDestination(dockerfile, this.#settings(dockerfile.path).defaultRegistry, used?.[0]);
  }
}

function references(text: string): readonly string[] {
  return text.split(/[\s,]+/).filter((part) => part !== '');
}

function referencesProblem(text: string): string | undefined {
  const parts = references(text);
  if (parts.length === 0)
    return vscode.l10n.t('Type an image reference, such as registry.example.com/team/app:1.0.');
  try {
    const digest = parts.find((part) => parseReference(part).digest !== undefined);
    return digest === undefined
      ? undefined
      : vscode.l10n.t('"{0}" names a digest. The push gives the digest: leave it out.', digest);
  } catch (error) {
    return errorText(error);
  }
}
