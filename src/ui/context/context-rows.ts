import { basename, join } from 'node:path';
import * as vscode from 'vscode';
import type { ReadTotals } from '../../context/preview.ts';
import type { PreviewNode } from '../../context/preview-tree.ts';
import type { Ignored, LeftOut } from '../../context/selection.ts';
import type { ReadyContext } from '../../context/watched-context.ts';
import type { DockerfileOnDisk } from '../dockerfile.ts';
import { amountText, countText } from '../text/amount.ts';
import { rowItem, type RowLook } from '../row-item.ts';
import { inPortions, type ContextRow } from './context-row.ts';
import { entryRow, type RowsOf } from './entry-rows.ts';
import { secretsOf } from './secrets.ts';

const { Collapsed, Expanded } = vscode.TreeItemCollapsibleState;

/** The top rows of the view: how much goes, what to look at, what reads it, what stays, and all files. */
export function contextRows(state: ReadyContext, dockerfile: DockerfileOnDisk): readonly ContextRow[] {
  const of: RowsOf = { dockerfile, folder: state.folder, preview: state.preview };
  return [
    totalRow(of),
    ...secretsBranch(state, of),
    ...warningsBranch(of),
    readsBranch(of),
    leftOutBranch(of),
    filesBranch(of),
  ];
}

function totalRow({ folder, preview }: RowsOf): ContextRow {
  return plainRow({
    id: 'total',
    label: vscode.l10n.t('Total'),
    description: amountText(preview.totals),
    icon: new vscode.ThemeIcon('package'),
    tooltip: vscode.l10n.t('What a build sends of {0}, before it is compressed', folder),
  });
}

function secretsBranch(state: ReadyContext, of: RowsOf): readonly ContextRow[] {
  const secrets = secretsOf(state);
  if (secrets.length === 0) return [];
  const rows = (): readonly ContextRow[] =>
    inPortions('secrets', secrets, ({ path, message }) => {
      const node = state.preview.root.find(path);
      return node === undefined
        ? plainRow({ id: `secret:${path}`, label: path, icon: warningIcon, tooltip: message })
        : entryRow(node, 'secret', of, { label: path, icon: warningIcon, tooltip: message });
    });
  return [branch('secrets', vscode.l10n.t('May be secrets'), secrets.length, warningIcon, rows, Expanded)];
}

function warningsBranch({ preview: { everything, warnings } }: RowsOf): readonly ContextRow[] {
  const messages = [
    ...(everything === undefined ? [] : [vscode.l10n.t('All that is not ignored goes: {0}', everything)]),
    ...warnings.map(({ path, message }) => (message.includes(path) ? message : `${path}: ${message}`)),
  ];
  if (messages.length === 0) return [];
  const numbered = messages.map((message, index) => ({ message, index }));
  const rows = (): readonly ContextRow[] =>
    inPortions('warnings', numbered, ({ message, index }) =>
      plainRow({ id: `warning:${index}`, label: message, icon: new vscode.ThemeIcon('info') }),
    );
  return [branch('warnings', vscode.l10n.t('Warnings'), messages.length, new vscode.ThemeIcon('info'), rows)];
}

function readsBranch(of: RowsOf): ContextRow {
  const { reads } = of.preview;
  const numbered = reads.map((totals, index) => ({ totals, index }));
  return branch(
    'reads',
    vscode.l10n.t('Read by the Dockerfile'),
    reads.length,
    new vscode.ThemeIcon('list-flat'),
    () => inPortions('reads', numbered, ({ totals, index }) => readRow(totals, index, of)),
  );
}

/** A source of COPY, ADD or a bind mount, and below it what it matches. A click goes to its line. */
function readRow({ read, files, bytes }: ReadTotals, index: number, of: RowsOf): ContextRow {
  const id = `read:${index}`;
  const label = `${read.instruction} ${read.written}`;
  const amount = files === 0 ? vscode.l10n.t('nothing') : amountText({ files, bytes });
  const description = vscode.l10n.t('line {0}: {1}', read.line, amount);
  const icon = files === 0 ? warningIcon : new vscode.ThemeIcon('symbol-event');
  const command = openAt(of.dockerfile.path, read.line, label);
  const look = { id, label, description, icon, command };
  if (files === 0) return plainRow(look);
  return {
    item: () => rowItem({ ...look, state: Collapsed }),
    children: async () =>
      inPortions(id, await matchedBy(of.preview.root, read), (node) =>
        entryRow(node, id, of, { label: node.path }),
      ),
  };
}

/** The topmost entries that a source takes. */
async function matchedBy(folder: PreviewNode, read: ReadTotals['read']): Promise<readonly PreviewNode[]> {
  const matched: (readonly PreviewNode[])[] = [];
  for (const node of await folder.children()) {
    if (node.reason.kind === 'read' && node.reason.by.includes(read)) matched.push([node]);
    else if (node.kind === 'folder') matched.push(await matchedBy(node, read));
  }
  return matched.flat();
}

function leftOutBranch(of: RowsOf): ContextRow {
  const { ignored, unread } = of.preview;
  const all: readonly (Ignored | LeftOut)[] = [...ignored, ...unread];
  return branch('left-out', vscode.l10n.t('Left out'), all.length, leftOutIcon, () =>
    inPortions('left-out', all, (one) => leftOutRow(one, of)),
  );
}

/** What is ignored goes to the line that leaves it out. */
function leftOutRow(one: Ignored | LeftOut, of: RowsOf): ContextRow {
  const { ignoreFile = '' } = of.preview;
  const id = `left-out:${one.path}`;
  const label = one.folder ? `${one.path}/` : one.path;
  const entry = {
    ...{ dockerfile: of.dockerfile, path: one.path, folder: one.folder },
    source: join(of.folder, one.path),
  };
  const look = { id, label, icon: leftOutIcon, contextValue: 'contextLeftOut', tooltip: entry.source };
  if (!('pattern' in one)) {
    const description = vscode.l10n.t('nothing reads it');
    return { item: () => rowItem({ ...look, description }), entry };
  }
  const { line, written } = one.pattern;
  const description = `${basename(ignoreFile)}:${line} ${written}`;
  const spoken = vscode.l10n.t('{0}: left out by line {1} of {2}: {3}', label, line, ignoreFile, written);
  const command = openAt(ignoreFile, line, description);
  return { item: () => rowItem({ ...look, description, spoken, command }), entry };
}

function filesBranch(of: RowsOf): ContextRow {
  const { root } = of.preview;
  const rows = async (): Promise<readonly ContextRow[]> =>
    inPortions('files', await root.children(), (node) => entryRow(node, 'file', of));
  const label = vscode.l10n.t('Files, largest first');
  return branch('files', label, undefined, new vscode.ThemeIcon('files'), rows, Expanded);
}

function branch(
  id: string,
  label: string,
  count: number | undefined,
  icon: vscode.ThemeIcon,
  children: NonNullable<ContextRow['children']>,
  state = Collapsed,
): ContextRow {
  const look = { id, label, icon, ...(count === undefined ? {} : { description: countText(count) }) };
  return count === 0 ? plainRow(look) : { item: () => rowItem({ ...look, state }), children };
}

function plainRow(look: RowLook): ContextRow {
  return { item: () => rowItem(look) };
}

function openAt(path: string, line: number, title: string): vscode.Command {
  const place = new vscode.Position(line - 1, 0);
  const selection = new vscode.Range(place, place);
  return { command: 'vscode.open', title, arguments: [vscode.Uri.file(path), { selection }] };
}

const warningIcon = new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground'));
const leftOutIcon = new vscode.ThemeIcon('circle-slash', new vscode.ThemeColor('disabledForeground'));
