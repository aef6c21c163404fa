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
  /** Looks at what was picked before the pick closes: why it cannot be taken, or undefined when it can. */
  readonly check?: (value: T, signal: AbortSignal) => Promise<string | undefined>;
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
    quickPick.keepScrollPosition = true;
    const refuse = show(quickPick, options, aborter.signal);
    return await reply(quickPick, prompt, () => {
      const [selected] = quickPick.selectedItems;
      const value = (selected ?? options.typed?.(quickPick.value.trim()))?.value;
      return value === undefined
        ? undefined
        : checked(value, quickPick, { ...options, refuse }, aborter.signal);
    });
  } finally {
    aborter.abort();
    quickPick.dispose();
  }
}

/** The value if nothing speaks against it; else undefined, and the pick says what. */
async function checked<T>(
  value: T,
  quickPick: vscode.QuickPick<Choice<T>>,
  { check, refuse }: Pick<PickOptions<T>, 'check'> & { readonly refuse: (problem: string) => void },
  signal: AbortSignal,
): Promise<T | undefined> {
  if (check === undefined) return value;
  quickPick.busy = true;
  quickPick.enabled = false;
  try {
    const problem = await check(value, signal);
    if (problem === undefined) return value;
    if (!signal.aborted) refuse(problem);
    return undefined;
  } finally {
    if (!signal.aborted) {
      quickPick.busy = false;
      quickPick.enabled = true;
    }
  }
}

/** Fills the pick and keeps it filled. Returns what puts a refusal on top of the choices. */
function show<T>(
  quickPick: vscode.QuickPick<Choice<T>>,
  { choices, isActive, typed }: PickOptions<T>,
  signal: AbortSignal,
): (problem: string) => void {
  let known: readonly Choice<T>[] = [];
  let refusal: readonly Choice<T>[] = [];
  const update = (): void => {
    const text = quickPick.value.trim();
    const extra = text === '' || known.some(({ label }) => label === text) ? undefined : typed?.(text);
    const [active] = quickPick.activeItems;
    const own = extra === undefined ? [] : [{ ...extra, alwaysShow: true }];
    quickPick.items = [...refusal, ...known, ...own];
    // New items would move the user back to the first one.
    const same = known.find(({ label, detail }) => label === active?.label && detail === active.detail);
    if (same !== undefined && active?.kind === undefined) quickPick.activeItems = [same];
  };
  const take = (next: readonly Choice<T>[]): void => {
    if (signal.aborted) return;
    const first = known.length === 0;
    known = next;
    update();
    const active = next.find(({ value }) => value !== undefined && isActive?.(value) === true);
    if (first && active !== undefined && quickPick.value === '') quickPick.activeItems = [active];
  };
  quickPick.onDidChangeValue(() => {
    if (typed === undefined && refusal.length === 0) return;
    refusal = [];
    update();
  });
  const refuse = (problem: string): void => {
    refusal = [{ ...notice<T>(problem), alwaysShow: true }];
    update();
  };
  if (typeof choices !== 'function') {
    take(choices);
    return refuse;
  }
  quickPick.busy = true;
  void choices(take, signal)
    .catch((error: unknown) => take([...known, notice(errorText(error))]))
    .finally(() => {
      if (!signal.aborted) quickPick.busy = false;
    });
  return refuse;
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
  accept: () => T | undefined | Promise<T | undefined>,
): Promise<InputReply<T>> {
  if (canGoBack) input.buttons = [vscode.QuickInputButtons.Back];
  return new Promise((resolve, reject) => {
    input.onDidTriggerButton((button) => {
      if (button === vscode.QuickInputButtons.Back) resolve('back');
    });
    input.onDidAccept(() => {
      Promise.resolve(accept()).then((value) => {
        if (value !== undefined) resolve({ value });
      }, reject);
    });
    input.onDidHide(() => resolve('cancelled'));
    input.show();
  });
}
