import * as vscode from 'vscode';
import { errorText } from '../errors.ts';
import type { InputReply, Prompt } from './question.ts';

/** A choice; one without `value` only informs. */
export interface Choice<T> extends vscode.QuickPickItem {
  readonly value?: T;
}

export interface PickOptions<T> {
  readonly placeholder: string;
  /** The choices, or what loads them while the pick shows that it is busy; it may tell some of them early. */
  readonly choices: readonly Choice<T>[] | Loader<T>;
  /** Which choice is active at first. */
  readonly isActive?: (value: T) => boolean;
  /** A choice made of what was typed, where that is one. */
  readonly typed?: (text: string) => Choice<T> | undefined;
}

type Loader<T> = (show: (choices: readonly Choice<T>[]) => void, signal: AbortSignal) => Promise<void>;

type Surroundings = Pick<Prompt, 'title' | 'canGoBack' | 'step' | 'totalSteps'>;

/** Lets the user pick one choice. */
export async function pick<T>(prompt: Surroundings, options: PickOptions<T>): Promise<InputReply<T>> {
  const quickPick = vscode.window.createQuickPick<Choice<T>>();
  const aborter = new AbortController();
  try {
    surround(quickPick, prompt);
    quickPick.placeholder = options.placeholder;
    quickPick.matchOnDescription = true;
    quickPick.matchOnDetail = true;
    show(quickPick, options, aborter.signal);
    return await reply(quickPick, prompt, () => {
      const [selected] = quickPick.selectedItems;
      return (selected ?? options.typed?.(quickPick.value.trim()))?.value;
    });
  } finally {
    aborter.abort();
    quickPick.dispose();
  }
}

function show<T>(
  quickPick: vscode.QuickPick<Choice<T>>,
  { choices, isActive, typed }: PickOptions<T>,
  signal: AbortSignal,
): void {
  let known: readonly Choice<T>[] = [];
  const update = (): void => {
    const text = quickPick.value.trim();
    const extra = text === '' || known.some(({ label }) => label === text) ? undefined : typed?.(text);
    quickPick.items = extra === undefined ? known : [...known, { ...extra, alwaysShow: true }];
  };
  const take = (next: readonly Choice<T>[]): void => {
    if (signal.aborted) return;
    const first = known.length === 0;
    known = next;
    update();
    const active = next.find(({ value }) => value !== undefined && isActive?.(value) === true);
    if (first && active !== undefined && quickPick.value === '') quickPick.activeItems = [active];
  };
  if (typed !== undefined) quickPick.onDidChangeValue(update);
  if (typeof choices !== 'function') {
    take(choices);
    return;
  }
  quickPick.busy = true;
  void choices(take, signal)
    .catch((error: unknown) => take([...known, notice(errorText(error))]))
    .finally(() => {
      if (!signal.aborted) quickPick.busy = false;
    });
}

/** A line above the choices that follow. */
export function heading<T>(text: string): Choice<T> {
  return { label: text, kind: vscode.QuickPickItemKind.Separator };
}

/** A row that says what went wrong; choosing it does nothing. VS Code shows no heading that nothing follows. */
export function notice<T>(text: string): Choice<T> {
  return { label: text, iconPath: new vscode.ThemeIcon('warning') };
}

/** Gives a quick input its title, steps and back button. */
export function surround(input: vscode.QuickInput, prompt: Surroundings): void {
  input.title = prompt.title;
  input.step = prompt.step;
  input.totalSteps = prompt.totalSteps;
  // A password or a reference is often copied from elsewhere: looking there must not lose the question.
  input.ignoreFocusOut = true;
}

interface AcceptingInput extends vscode.QuickInput {
  buttons: readonly vscode.QuickInputButton[];
  readonly onDidTriggerButton: vscode.Event<vscode.QuickInputButton>;
  readonly onDidAccept: vscode.Event<void>;
}

/** Shows the input until it is accepted with a value, left or gone back from. */
export async function reply<T>(
  input: AcceptingInput,
  { canGoBack }: Surroundings,
  accept: () => T | undefined,
): Promise<InputReply<T>> {
  if (canGoBack) input.buttons = [vscode.QuickInputButtons.Back];
  return new Promise((resolve) => {
    input.onDidTriggerButton((button) => {
      if (button === vscode.QuickInputButtons.Back) resolve('back');
    });
    input.onDidAccept(() => {
      const value = accept();
      if (value !== undefined) resolve({ value });
    });
    input.onDidHide(() => resolve('cancelled'));
    input.show();
  });
}
