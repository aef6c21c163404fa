import * as vscode from 'vscode';
import { errorText } from '../errors.ts';

/** A button that ends the list with an action. */
export interface ActionButton<A> extends vscode.QuickInputButton {
  readonly action: A;
}

/** A row of a list; Enter ends the list with its own action, where it has one. */
export interface ActionRow<A> extends vscode.QuickPickItem {
  readonly action?: A;
  readonly buttons?: readonly ActionButton<A>[];
}

export interface ActionList<A> {
  readonly title: string;
  readonly buttons?: readonly ActionButton<A>[];
  /** Fills the list, perhaps several times, while it shows that it is busy. */
  readonly load: (
    show: (content: { readonly placeholder: string; readonly rows: readonly ActionRow<A>[] }) => void,
    signal: AbortSignal,
  ) => Promise<void>;
}

/** Shows rows with buttons until the user chooses an action; undefined when they leave the list. */
export async function chooseAction<A>(list: ActionList<A>): Promise<A | undefined> {
  const quickPick = vscode.window.createQuickPick<ActionRow<A>>();
  const aborter = new AbortController();
  try {
    quickPick.title = list.title;
    quickPick.buttons = list.buttons ?? [];
    quickPick.matchOnDescription = true;
    quickPick.matchOnDetail = true;
    quickPick.ignoreFocusOut = true;
    quickPick.busy = true;
    list
      .load(({ placeholder, rows }) => {
        if (aborter.signal.aborted) return;
        quickPick.placeholder = placeholder;
        quickPick.items = rows;
      }, aborter.signal)
      .catch((error: unknown) => {
        if (!aborter.signal.aborted) quickPick.placeholder = errorText(error);
      })
      .finally(() => {
        if (!aborter.signal.aborted) quickPick.busy = false;
      });
    return await chosen(quickPick, list.buttons ?? []);
  } finally {
    aborter.abort();
    quickPick.dispose();
  }
}

async function chosen<A>(
  quickPick: vscode.QuickPick<ActionRow<A>>,
  buttons: readonly ActionButton<A>[],
): Promise<A | undefined> {
  return new Promise((resolve) => {
    quickPick.onDidTriggerButton((pressed) => {
      const button = buttons.find((own) => own === pressed);
      if (button !== undefined) resolve(button.action);
    });
    quickPick.onDidTriggerItemButton(({ button: pressed, item }) => {
      const button = item.buttons?.find((own) => own === pressed);
      if (button !== undefined) resolve(button.action);
    });
    quickPick.onDidAccept(() => {
      const action = quickPick.selectedItems[0]?.action;
      if (action !== undefined) resolve(action);
    });
    quickPick.onDidHide(() => resolve(undefined));
    quickPick.show();
  });
}
