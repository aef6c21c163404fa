import * as vscode from 'vscode';
import type { DockerfileOnDisk } from '../dockerfile.ts';
import { rowItem } from '../row-item.ts';
import { countText } from '../text/amount.ts';

/** One row of the *Build Context* view. What is below it is made when somebody opens it. */
export interface ContextRow {
  readonly item: () => vscode.TreeItem;
  readonly children?: () => readonly ContextRow[] | Promise<readonly ContextRow[]>;
  /** The file or folder that the row is about. */
  readonly entry?: RowEntry;
}

export interface RowEntry {
  readonly dockerfile: DockerfileOnDisk;
  /** Absolute path. */
  readonly source: string;
  /** Relative to the context, with forward slashes. */
  readonly path: string;
  readonly folder: boolean;
}

/** Rows that are shown at once: a view that is given a hundred thousand of them does not scroll. */
const PORTION = 1000;

/** A row for each thing; where there are many, those behind the first ones in portions that can be opened. */
export function inPortions<T>(
  id: string,
  things: readonly T[],
  toRow: (thing: T) => ContextRow,
): readonly ContextRow[] {
  const rows = things.slice(0, PORTION).map(toRow);
  for (let from = PORTION; from < things.length; from += PORTION) {
    const to = Math.min(from + PORTION, things.length);
    rows.push({
      item: () =>
        rowItem({
          id: `${id}#${from}`,
          label: vscode.l10n.t('{0} to {1}', countText(from + 1), countText(to)),
          icon: new vscode.ThemeIcon('ellipsis'),
          state: vscode.TreeItemCollapsibleState.Collapsed,
        }),
      children: () => things.slice(from, to).map(toRow),
    });
  }
  return rows;
}
