import * as vscode from 'vscode';
import { reply, surround } from './pick.ts';
import type { InputReply, Prompt } from './question.ts';

export interface TextOptions {
  readonly prompt: string;
  readonly placeholder?: string;
  /** What stands there at first. */
  readonly value?: string;
  readonly password?: boolean;
  /** Why a text cannot be taken, or undefined when it can. */
  readonly problem: (text: string) => string | undefined;
}

/** Lets the user type a text; a password is taken as it is, any other text trimmed. */
export async function inputText(
  prompt: Pick<Prompt, 'title' | 'canGoBack' | 'step' | 'totalSteps'>,
  options: TextOptions,
): Promise<InputReply<string>> {
  const box = vscode.window.createInputBox();
  try {
    surround(box, prompt);
    box.prompt = options.prompt;
    box.placeholder = options.placeholder;
    box.value = options.value ?? '';
    box.password = options.password ?? false;
    const text = (): string => (box.password ? box.value : box.value.trim());
    box.onDidChangeValue(() => {
      // While typing, an empty box is no mistake yet.
      box.validationMessage = text() === '' ? undefined : options.problem(text());
    });
    return await reply(box, prompt, () => {
      const problem = options.problem(text());
      box.validationMessage = problem;
      return problem === undefined ? text() : undefined;
    });
  } finally {
    box.dispose();
  }
}
