import * as vscode from 'vscode';
import type { Answers } from '../answers.ts';
import { inputText } from './input.ts';
import { pick } from './pick.ts';
import type { InputReply, Prompt, Question, Reply } from './question.ts';

type Arguments = Readonly<Record<string, string>>;

type Action =
  { readonly kind: 'add' | 'done' } | { readonly kind: 'change' | 'remove'; readonly name: string };

/** Asks for the build arguments, one after the other, until the user is done. */
export class BuildArgumentsQuestion implements Question {
  isOpen(): boolean {
    return false;
  }

  async ask(answers: Answers, prompt: Prompt): Promise<Reply> {
    let buildArgs = answers.buildArgs ?? {};
    for (;;) {
      const action = await askAction(buildArgs, prompt);
      if (typeof action === 'string') return action;
      if (action.value.kind === 'done') return { ...answers, buildArgs };
      const changed = await apply(action.value, buildArgs, { ...prompt, canGoBack: true });
      if (changed === 'cancelled') return changed;
      if (changed !== 'back') buildArgs = changed.value;
    }
  }
}

function askAction(buildArgs: Arguments, prompt: Prompt): Promise<InputReply<Action>> {
  return pick<Action>(prompt, {
    placeholder: vscode.l10n.t('Build arguments are readable in the Pod: put no secret there'),
    isActive: ({ kind }) => kind === 'done',
    choices: [
      { label: `$(check) ${vscode.l10n.t('Done')}`, value: { kind: 'done' } },
      { label: `$(add) ${vscode.l10n.t('Add a Build Argument…')}`, value: { kind: 'add' } },
      ...Object.entries(buildArgs).flatMap(([name, value]) => [
        { label: `$(edit) ${name}=${value}`, value: { kind: 'change', name } as const },
        { label: `$(trash) ${vscode.l10n.t('Remove {0}', name)}`, value: { kind: 'remove', name } as const },
      ]),
    ],
  });
}

async function apply(
  action: Exclude<Action, { kind: 'done' }>,
  buildArgs: Arguments,
  prompt: Prompt,
): Promise<InputReply<Arguments>> {
  const former = 'name' in action ? action.name : undefined;
  const rest = Object.fromEntries(Object.entries(buildArgs).filter(([name]) => name !== former));
  if (action.kind === 'remove') return { value: rest };
  const text = await inputText(prompt, {
    prompt: vscode.l10n.t('A build argument as NAME=value'),
    placeholder: 'VERSION=1.2.3',
    value: former === undefined ? '' : `${former}=${buildArgs[former] ?? ''}`,
    problem: (typed) =>
      /^[A-Za-z_]\w*=/.test(typed)
        ? undefined
        : vscode.l10n.t('Write it as NAME=value; the name has letters, digits and underscores.'),
  });
  if (typeof text === 'string') return text;
  const equals = text.value.indexOf('=');
  return { value: { ...rest, [text.value.slice(0, equals)]: text.value.slice(equals + 1) } };
}
