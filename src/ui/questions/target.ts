import { readFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import { stageNames } from '../../dockerfile/stages.ts';
import type { Answers } from '../answers.ts';
import { pick } from './pick.ts';
import type { Prompt, Question, Reply } from './question.ts';

/** No stage has an empty name. */
const LAST_STAGE = '';

/** Asks which stage of the Dockerfile to build; the last one when not asked. */
export class TargetQuestion implements Question {
  isOpen(): boolean {
    return false;
  }

  async ask(answers: Answers, prompt: Prompt): Promise<Reply> {
    const reply = await pick<string>(prompt, {
      placeholder: vscode.l10n.t('Choose the stage to build'),
      isActive: (stage) => stage === (answers.target ?? LAST_STAGE),
      choices: async (show) => {
        const names = stageNames(await readFile(prompt.dockerfile.path, 'utf8'));
        show([
          { label: vscode.l10n.t('Last stage (default)'), value: LAST_STAGE },
          ...names.map((name) => ({ label: name, value: name })),
        ]);
      },
    });
    if (typeof reply === 'string') return reply;
    const { target: _former, ...rest } = answers;
    return reply.value === LAST_STAGE ? rest : { ...rest, target: reply.value };
  }
}
