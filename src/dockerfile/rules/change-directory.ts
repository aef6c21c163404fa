import { posix } from 'node:path';
import * as l10n from '@vscode/l10n';
import type { Fix } from '../lint/diagnostic.ts';
import type { Rule } from '../lint/rule.ts';
import type { ShellCommand } from '../shell/command.ts';
import type { DockerfileTree, Instruction } from '../tree.ts';
import { lastBefore } from './earlier.ts';
import { insertBefore } from './insert-before.ts';
import { reportCommands } from './runs.ts';

/** DL3003: `cd` in RUN. */
export const changeDirectory: Rule = {
  id: 'DL3003',
  severity: 'warning',
  programs: ['cd'],
  title: () => l10n.t('cd instead of WORKDIR'),
  check: (file, report) => {
    // Whoever builds upon the image may not want its ONBUILD to set the folder.
    const triggers = new Set(file.tree.instructions.map(({ trigger }) => trigger));
    const workdirBefore = lastBefore(file, 'WORKDIR');
    reportCommands(file, report, {
      wrong: ({ name }, run) => name === 'cd' && !triggers.has(run),
      message: () => l10n.t('cd ends with its RUN; set the folder with WORKDIR.'),
      fixes: (commands, run) => fixesFor(commands, run, workdirBefore(run), file.tree),
    });
  },
};

/** For `RUN cd FOLDER && …` only: WORKDIR in front. It holds for what follows as well, so somebody has to agree. */
function fixesFor(
  [cd, other]: readonly ShellCommand[],
  run: Instruction,
  current: Instruction | undefined,
  tree: DockerfileTree,
): Fix[] {
  if (cd === undefined || other !== undefined || cd.start !== run.argument.offsetAt(0)) {
    return [];
  }
  const folder = folderOf(cd, current);
  const behind = /^(?:[ \t]|[\\`]\r?\n)*&&(?:[ \t]|[\\`]\r?\n)*/.exec(tree.text.slice(cd.end, run.end));
  if (folder === undefined || behind === null || run.heredocs.length > 0) {
    return [];
  }
  const workdir = insertBefore(run, tree, `WORKDIR ${folder}`);
  const removal = { start: cd.start, end: cd.end + behind[0].length, newText: '' };
  return workdir === undefined
    ? []
    : [{ title: l10n.t('Put {0} in front', `WORKDIR ${folder}`), edits: [workdir, removal], safe: false }];
}

/** The absolute folder that WORKDIR would have to say; undefined where it cannot be known. */
function folderOf({ arguments: words }: ShellCommand, current: Instruction | undefined): string | undefined {
  const [word, other] = words;
  if (
    word === undefined ||
    other !== undefined ||
    !/^[\w./@+-]+$/.test(word.text) ||
    word.text.startsWith('-')
  ) {
    return undefined;
  }
  if (posix.isAbsolute(word.text)) {
    return word.text;
  }
  const folder = current?.argument.text ?? '';
  return /^\/[\w./@+-]*$/.test(folder) ? posix.join(folder, word.text) : undefined;
}
