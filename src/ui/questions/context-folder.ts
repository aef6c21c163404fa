import { dirname, relative } from 'node:path';
import * as vscode from 'vscode';
import { isRemoteContext } from '../../build/remote-context.ts';
import { contextPath, rememberedContext, type Answers } from '../answers.ts';
import { defaultContext } from '../default-context.ts';
import { pick } from './pick.ts';
import type { Prompt, Question, Reply } from './question.ts';
import { askRemoteContext } from './remote-context.ts';

/** Asks for the folder that COPY and ADD read, or whence the builder fetches it. It has a default, so a build never waits for it. */
export class ContextFolderQuestion implements Question {
  isOpen(): boolean {
    return false;
  }

  async ask(answers: Answers, prompt: Prompt): Promise<Reply> {
    const { dockerfile } = prompt;
    const preset = await defaultContext(dockerfile);
    const current = answers.context === undefined ? preset : contextPath(answers.context, dockerfile);
    const folders = new Set(
      [current, preset, dirname(dockerfile.path), dockerfile.root].filter((one) => !isRemoteContext(one)),
    );
    const reply = await pick<string>(prompt, {
      placeholder: vscode.l10n.t('Choose the folder that COPY and ADD read'),
      isActive: (folder) => folder === (isRemoteContext(current) ? REMOTE : current),
      choices: [
        ...[...folders].map((folder) => ({
          label: relative(dockerfile.root, folder) || '.',
          description: folder === preset ? vscode.l10n.t('default') : '',
          detail: folder,
          value: folder,
        })),
        { label: `$(folder-opened) ${vscode.l10n.t('Browse…')}`, value: BROWSE },
        {
          label: `$(cloud) ${vscode.l10n.t('Git repository or other URL…')}`,
          ...(isRemoteContext(current) ? { detail: current } : {}),
          value: REMOTE,
        },
      ],
    });
    if (typeof reply === 'string') return reply;
    if (reply.value === REMOTE) {
      const remote = await askRemoteContext(answers, prompt);
      return remote === 'back' ? await this.ask(answers, prompt) : remote;
    }
    const start = isRemoteContext(current) ? preset : current;
    const folder = reply.value === BROWSE ? await browse(start) : reply.value;
    if (folder === undefined) return 'cancelled';
    const { remote: _former, ...rest } = answers;
    return { ...rest, context: rememberedContext(folder, dockerfile) };
  }
}

/** No folder has such a path. */
const BROWSE = '';
const REMOTE = '//';

async function browse(current: string): Promise<string | undefined> {
  const [folder] =
    (await vscode.window.showOpenDialog({
      title: vscode.l10n.t('Context Folder'),
      openLabel: vscode.l10n.t('Use'),
      canSelectFiles: false,
      canSelectFolders: true,
      defaultUri: vscode.Uri.file(current),
    })) ?? [];
  return folder?.fsPath;
}
