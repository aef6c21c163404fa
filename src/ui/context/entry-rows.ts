import { join } from 'node:path';
import * as vscode from 'vscode';
import { reasonText } from '../../context/reason-text.ts';
import type { ContextPreview } from '../../context/preview.ts';
import type { PreviewNode } from '../../context/preview-tree.ts';
import type { DockerfileOnDisk } from '../dockerfile.ts';
import { amountText } from '../text/amount.ts';
import { formatBytes } from '../text/bytes.ts';
import { rowItem, type RowLook } from '../row-item.ts';
import { inPortions, type ContextRow, type RowEntry } from './context-row.ts';

/** What the rows are about. */
export interface RowsOf {
  readonly dockerfile: DockerfileOnDisk;
  /** Absolute path of the context. */
  readonly folder: string;
  readonly preview: ContextPreview;
}

/** A file, link or folder that goes. `branch` keeps its id apart from the same entry's in another branch. */
export function entryRow(
  node: PreviewNode,
  branch: string,
  of: RowsOf,
  look: Partial<RowLook> = {},
): ContextRow {
  const entry: RowEntry = {
    dockerfile: of.dockerfile,
    source: join(of.folder, node.path),
    path: node.path,
    folder: node.kind === 'folder',
  };
  const item = (): vscode.TreeItem => rowItem({ ...entryLook(node, branch, entry), ...look });
  if (!node.hasChildren) return { item, entry };
  const id = `${branch}:${node.path}`;
  return {
    item,
    entry,
    children: async () => inPortions(id, await node.children(), (child) => entryRow(child, branch, of)),
  };
}

function entryLook(node: PreviewNode, branch: string, entry: RowEntry): RowLook {
  const { path, name, kind, reason, bytes } = node;
  const uri = vscode.Uri.file(entry.source);
  const own = reason.kind === 'dockerfile' || reason.kind === 'ignore-file';
  const size =
    kind === 'folder' ? amountText(node) : kind === 'link' ? vscode.l10n.t('link') : formatBytes(bytes);
  const why = own || reason.kind === 'read' || reason.kind === 'everything' ? reasonText(reason) : undefined;
  return {
    id: `${branch}:${path}`,
    label: name,
    description: size,
    icon: kind === 'folder' ? vscode.ThemeIcon.Folder : vscode.ThemeIcon.File,
    spoken:
      kind === 'folder'
        ? vscode.l10n.t('{0}, folder, {1}', name, size)
        : vscode.l10n.t('{0}, file, {1}', name, size),
    tooltip: why === undefined ? path : `${path}\n${why}`,
    state: node.hasChildren
      ? vscode.TreeItemCollapsibleState.Collapsed
      : vscode.TreeItemCollapsibleState.None,
    // The Dockerfile and the ignore file always go.
    contextValue: own ? 'contextOwnFile' : 'contextEntry',
    resource: uri,
    ...(kind === 'folder'
      ? {}
      : { command: { command: 'vscode.open', title: vscode.l10n.t('Open'), arguments: [uri] } }),
  };
}
