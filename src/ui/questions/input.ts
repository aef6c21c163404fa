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
  /** Looks at what was typed before the box closes: why it cannot be taken, or undefined when it can. */
  readonly check?: (text: string, signal: AbortSignal) => Promise<string | undefined>;
}

/** Lets the user type a text; a password is taken as it is, any other text trimmed. */
export async function inputText(
  prompt: Pick<Prompt, 'title' | 'canGoBack' | 'step' | 'totalSteps'>,
  options: TextOptions,
): Promise<InputReply<string>> {
  const box = vscode.window.createInputBox();
  const aborter = new AbortController();
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
    return await reply(box, prompt, async () => {
      const typed = text();
      const problem = options.problem(typed) ?? (await checked(typed, box, options, aborter.signal));
      if (!aborter.signal.aborted) box.validationMessage = problem;
      return problem === undefined ? typed : undefined;
    });
  } finally {
    aborter.abort();
    box.dispose();
  }
}

/** Why the text cannot be taken; the box shows that it is busy meanwhile. */
async function checked(
  text: string,
  box: vscode.InputBox,
  { check }: TextOptions,
  signal: AbortSignal,
): Promise<string | undefined> {
  if (check === undefined) return undefined;
  box.busy = true;
  box.enabled = false;
  try {
    return await check(text, signal);
  } finally {
    if (!signal.aborted) {
      box.busy = false;
      box.enabled = true;
    }
  }
}
