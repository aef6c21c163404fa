import * as vscode from 'vscode';
import { parseReference } from '../../registry/reference.ts';
import type { Answers, CacheAnswer } from '../answers.ts';
import { errorText } from '../errors.ts';
import { cacheAnswer } from '../request.ts';
import type { Settings } from '../settings.ts';
import { inputText } from './input.ts';
import { pick, type Choice } from './pick.ts';
import type { InputReply, Prompt, Question, Reply } from './question.ts';

type Action = 'off' | 'on' | 'settings' | 'repository' | 'copyLayers';

/** Asks whether and where the layers of a build are kept for the next. */
export class CacheQuestion implements Question {
  readonly #settings: (path: string) => Settings;

  constructor(settings: (path: string) => Settings) {
    this.#settings = settings;
  }

  /** The settings answer it. */
  isOpen(): boolean {
    return false;
  }

  async ask(answers: Answers, prompt: Prompt): Promise<Reply> {
    const current = cacheAnswer(answers, this.#settings(prompt.dockerfile.path));
    for (;;) {
      const action = await askAction(answers, current, prompt);
      if (typeof action === 'string') return action;
      const { cache: _former, ...rest } = answers;
      if (action.value === 'settings') return rest;
      const cache = await applied(action.value, current, { ...prompt, canGoBack: true });
      if (cache === 'cancelled') return cache;
      if (cache !== 'back') return { ...rest, cache: cache.value };
    }
  }
}

function askAction(
  answers: Answers,
  { enabled, repository, copyLayers }: CacheAnswer,
  prompt: Prompt,
): Promise<InputReply<Action>> {
  const choices: readonly Choice<Action>[] = [
    { label: vscode.l10n.t('On'), detail: repository ?? besideTheImage(answers), value: 'on' },
    { label: vscode.l10n.t('Off'), detail: vscode.l10n.t('Every instruction runs each time'), value: 'off' },
    {
      label: vscode.l10n.t('On, in Another Repository…'),
      detail: vscode.l10n.t('Where the build may push, also where registries have no nested repositories'),
      value: 'repository',
    },
    copyLayers === true
      ? { label: vscode.l10n.t('On, without the Layers of COPY'), value: 'copyLayers' }
      : { label: vscode.l10n.t('On, with the Layers of COPY Too'), value: 'copyLayers' },
    { label: vscode.l10n.t('As the Settings Say'), detail: 'kanikoBuild.cache', value: 'settings' },
  ];
  return pick<Action>(prompt, {
    placeholder: vscode.l10n.t('Choose whether layers are kept in a registry for the next build'),
    // What is chosen by Enter is the other state.
    isActive: (action) => action === (enabled ? 'off' : 'on'),
    choices,
  });
}

function besideTheImage({ destinations: [destination] = [] }: Answers): string {
  if (destination === undefined) return vscode.l10n.t('beside the image');
  try {
    const { registry, repository } = parseReference(destination);
    return `${registry}/${repository}/cache`;
  } catch {
    return vscode.l10n.t('beside the image');
  }
}

async function applied(
  action: Exclude<Action, 'settings'>,
  current: CacheAnswer,
  prompt: Prompt,
): Promise<InputReply<CacheAnswer>> {
  switch (action) {
    case 'on':
    case 'off':
      return { value: { ...current, enabled: action === 'on' } };
    case 'copyLayers':
      return { value: { ...current, enabled: true, copyLayers: current.copyLayers !== true } };
    case 'repository': {
      const reply = await inputText(prompt, {
        prompt: vscode.l10n.t('Repository for the layers, without a tag'),
        placeholder: 'registry.example.com/team/app-cache',
        value: current.repository ?? '',
        problem: repositoryProblem,
      });
      return typeof reply === 'string'
        ? reply
        : { value: { ...current, enabled: true, repository: reply.value } };
    }
  }
}

function repositoryProblem(text: string): string | undefined {
  try {
    const { tag, digest } = parseReference(text);
    return tag === undefined && digest === undefined
      ? undefined
      : vscode.l10n.t('Leave the tag out: each layer has its own.');
  } catch (error) {
    return errorText(error);
  }
}
