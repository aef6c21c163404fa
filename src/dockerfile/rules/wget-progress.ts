import * as l10n from '@vscode/l10n';
import type { Fix } from '../lint/diagnostic.ts';
import type { LintFile } from '../lint/lint-file.ts';
import type { LintStage } from '../lint/lint-stage.ts';
import type { Rule } from '../lint/rule.ts';
import type { ShellCommand } from '../shell/command.ts';
import { hasOption } from '../shell/options.ts';
import type { Instruction } from '../tree.ts';
import { stageOf } from './earlier.ts';
import { reportCommands } from './runs.ts';

/** Options with which the log stays short, or says nothing of a download. */
const quiet = [
  ...['q', 'quiet', 'nv', 'no-verbose', 'progress', 'o', 'output-file', 'a', 'append-output'],
  ...['version', 'V', 'help', 'h', 'background', 'b'],
];

/** Package managers whose wget is GNU's. */
const managers: ReadonlySet<string> = new Set(['apt', 'apt-get', 'dnf', 'microdnf', 'yum', 'zypper']);

/** DL3047: `wget` that draws a progress bar into the log. */
export const wgetProgress: Rule = {
  id: 'DL3047',
  severity: 'info',
  programs: ['wget'],
  title: () => l10n.t('wget fills the log'),
  check: (file, report) => {
    const stage = stageOf(file);
    const withGnu = new Map<LintStage | undefined, boolean>();
    const isGnu = (run: Instruction): boolean => {
      const known = withGnu.get(stage(run)) ?? installsPackages(stage(run), file);
      withGnu.set(stage(run), known);
      return known;
    };
    reportCommands(file, report, {
      wrong: (command) => command.name === 'wget' && !hasOption(command, ...quiet),
      message: () => l10n.t('wget draws its progress into the log; add --progress=dot:giga or -q.'),
      fixes: (commands, run) => fixesFor(commands, stage(run)?.from?.image.text ?? '', isGnu(run)),
    });
  },
};

/** BusyBox, which Alpine has, knows no `--progress`. */
function fixesFor(commands: readonly ShellCommand[], image: string, gnu: boolean): Fix[] {
  const busybox =
    /alpine|busybox/i.test(image) || commands.some(({ start, called }) => start !== called.start);
  const option = busybox && !gnu ? '-q' : '--progress=dot:giga';
  return [
    {
      title: l10n.t('Add {0}', option),
      edits: commands.map(({ called: { end } }) => ({ start: end, end, newText: ` ${option}` })),
      safe: gnu,
    },
  ];
}

function installsPackages(stage: LintStage | undefined, file: LintFile): boolean {
  const runs = stage?.instructions.filter(({ name }) => name === 'RUN') ?? [];
  return runs.some((run) => file.commands(run).some(({ name }) => managers.has(name)));
}
