import { dirname, relative } from 'node:path';
import * as vscode from 'vscode';
import { contextPath, rememberedContext, type Answers } from '../answers.ts';
import { defaultContext } from '../default-context.ts';
import { pick } from './pick.ts';
import type { Prompt, Question, Reply } from './question.ts';

/** Asks for the folder that COPY and ADD read. It has a default, so a build never waits for it. */
export class ContextFolderQuestion implements Question {
  isOpen(): boolean {
    return false;
  }

  async ask(answers: Answers, prompt: Prompt): Promise<Reply> {
    const { dockerfile } = prompt;
    const preset = await defaultContext(dockerfile);
    const current = answers.context === undefined ? preset : contextPath(answers.context, dockerfile);
    const folders = new Set([current, preset, dirname(dockerfile.path), dockerfile.root]);
    const reply = await pick<string>(prompt, {
      placeholder: vscode.l10n.t('Choose the folder that COPY and ADD read'),
      isActive: (folder) => folder === current,
      choices: [
        ...[...folders].map((folder) => ({
          label: relative(dockerfile.root, folder) || '.',
          description: folder === preset ? vscode.l10n.t('default') : '',
          detail: folder,
          value: folder,
        })),
        { label: `$(folder-opened) ${vscode.l10n.t('Browse…')}`, value: BROWSE },
      ],
    });
    if (typeof reply === 'string') return reply;
    const folder = reply.value === BROWSE ? await browse(current) : reply.value;
    return folder === undefined
      ? 'cancelled'
      : { ...answers, context: rememberedContext(folder, dockerfile) };
  }
}

/** No folder has an empty path. */
const BROWSE = '';

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
