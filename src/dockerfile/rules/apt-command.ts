import * as l10n from '@vscode/l10n';
import type { Edit, Fix } from '../lint/diagnostic.ts';
import type { Rule } from '../lint/rule.ts';
import type { ShellCommand } from '../shell/command.ts';
import { operands } from '../shell/options.ts';
import { reportCommands } from './runs.ts';

/** What does the same in `apt-get`; the others have no counterpart or differ. */
const same: ReadonlySet<string> = new Set([
  'autoclean',
  'autoremove',
  'build-dep',
  'clean',
  'install',
  'purge',
  'remove',
  'update',
]);

/** DL3027: `apt`, whose interface is for people. */
export const aptCommand: Rule = {
  id: 'DL3027',
  severity: 'warning',
  programs: ['apt'],
  title: () => l10n.t('apt instead of apt-get'),
  check: (file, report) => {
    reportCommands(file, report, {
      wrong: ({ name }) => name === 'apt',
      message: () => l10n.t('apt is made for terminals and may change; use apt-get or apt-cache in scripts.'),
      fixes: fixesFor,
    });
  },
};

function fixesFor(commands: readonly ShellCommand[]): Fix[] {
  const edits = commands.flatMap(editFor);
  const safe = commands.every((command) => same.has(subcommandOf(command)));
  return edits.length < commands.length ? [] : [{ title: l10n.t('Use apt-get'), edits, safe }];
}

function editFor(command: ShellCommand): Edit[] {
  const subcommand = subcommandOf(command);
  const { start, end } = command.called;
  if (same.has(subcommand) || subcommand === 'upgrade') {
    return [{ start, end, newText: 'apt-get' }];
  }
  return ['policy', 'search', 'show'].includes(subcommand) ? [{ start, end, newText: 'apt-cache' }] : [];
}

function subcommandOf(command: ShellCommand): string {
  const [word] = operands(command, ['a', 'c', 'o', 't', 'config-file', 'option', 'target-release']);
  return word?.value ?? '';
}
