import * as vscode from 'vscode';

/** How a row of a tree looks and sounds. */
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
