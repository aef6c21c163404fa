import * as l10n from '@vscode/l10n';
import type { LintFile } from '../../lint/lint-file.ts';
import type { Rule } from '../../lint/rule.ts';
import { expandInDetail } from '../../expand.ts';
import type { Heredoc } from '../../tree.ts';
import { deviation, deviationOf } from './deviation.ts';

const runHeredoc: Rule = {
  id: 'KB1001',
  severity: 'error',
  title: () => l10n.t('Here-document of RUN that the builder does not run'),
  check: (file, report) => {
    for (const { name, heredocs } of file.instructions) {
      const [first] = heredocs;
      if (name === 'RUN' && first !== undefined) {
        const quoted = heredocs.find(({ expands }) => !expands);
        const support =
          deviationOf(file, 'run-heredoc') ?? (quoted && deviationOf(file, 'run-quoted-heredoc'));
        if (support !== undefined) {
          report(deviation(file, support, (quoted ?? first).operator));
        }
      }
    }
  },
};

const copyHeredoc: Rule = {
  id: 'KB1002',
  severity: 'error',
  title: () => l10n.t('Here-document of COPY or ADD that the builder copies otherwise'),
  check: (file, report) => {
    for (const { name, heredocs } of file.instructions) {
      const [first] = heredocs;
      if ((name === 'COPY' || name === 'ADD') && first !== undefined) {
        const all = deviationOf(file, 'copy-heredoc');
        const withVariables = heredocs.find((heredoc) => hasVariables(heredoc, file));
        const support = all ?? (withVariables && deviationOf(file, 'copy-heredoc-variables'));
        if (support !== undefined) {
          report(
            deviation(file, support, (all === undefined ? withVariables : first)?.operator ?? first.operator),
          );
        }
      }
    }
  },
};

export const heredocRules: readonly Rule[] = [runHeredoc, copyHeredoc];

function hasVariables({ expands, body }: Heredoc, { tree }: LintFile): boolean {
  const text = expands ? tree.text.slice(body.start, body.end) : '';
  return (
    text.includes('$') &&
    expandInDetail(text, new Map(), tree.escape, { quotes: false }).references.length > 0
  );
}
