import * as vscode from 'vscode';
import type { DockerfileOnDisk } from '../dockerfile.ts';
import { countText } from '../text/amount.ts';

/** One row of the *Build Context* view. What is below it is made when somebody opens it. */
export interface ContextRow {
  readonly item: () => vscode.TreeItem;
  readonly children?: () => readonly ContextRow[];
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

export interface RowLook {
  /** Unlike that of all other rows. */
  readonly id: string;
  readonly label: string;
  readonly description?: string;
  readonly icon: vscode.ThemeIcon;
  /** What a screen reader says; label and description when absent. */
  readonly spoken?: string;
  readonly tooltip?: string;
  readonly state?: vscode.TreeItemCollapsibleState;
  readonly contextValue?: string;
  readonly command?: vscode.Command;
  readonly resource?: vscode.Uri;
}

export function rowItem(look: RowLook): vscode.TreeItem {
  const { label, description, spoken, resource } = look;
  const item = new vscode.TreeItem(label, look.state ?? vscode.TreeItemCollapsibleState.None);
  item.id = look.id;
  item.iconPath = look.icon;
  item.tooltip = look.tooltip ?? label;
  item.accessibilityInformation = {
    label: spoken ?? (description === undefined ? label : `${label}: ${description}`),
  };
  if (description !== undefined) item.description = description;
  if (look.contextValue !== undefined) item.contextValue = look.contextValue;
  if (look.command !== undefined) item.command = look.command;
  if (resource !== undefined) item.resourceUri = resource;
  return item;
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
