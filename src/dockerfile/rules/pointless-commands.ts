import * as l10n from '@vscode/l10n';
import type { Rule } from '../lint/rule.ts';
import { namesOf, reportCommands } from './runs.ts';

const pointless: ReadonlySet<string> = new Set([
  'free',
  'kill',
  'mount',
  'ps',
  'service',
  'shutdown',
  'ssh',
  'top',
  'vim',
]);

/** DL3001: commands for a running machine. */
export const pointlessCommands: Rule = {
  id: 'DL3001',
  severity: 'info',
  programs: [...pointless],
  title: () => l10n.t('Commands that do nothing for an image'),
  check: (file, report) => {
    reportCommands(file, report, {
      wrong: ({ name }) => pointless.has(name),
      message: (commands) => l10n.t('{0} leaves nothing in the image; leave it out.', namesOf(commands)),
    });
  },
};
