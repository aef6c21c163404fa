import * as l10n from '@vscode/l10n';
import type { Rule } from '../../lint/rule.ts';
import { deviation, deviationOf } from './deviation.ts';

export const frontendRule: Rule = {
  id: 'KB1018',
  severity: 'info',
  title: () => l10n.t('Frontend that the builder does not load'),
  check: (file, report) => {
    const syntax = file.tree.directives.find(({ name }) => name === 'syntax');
    const support = deviationOf(file, 'syntax-frontend');
    // Every builder reads what the stable frontend of this name reads, as far as the other rules do not say otherwise.
    if (
      support !== undefined &&
      syntax !== undefined &&
      !/^(?:docker\.io\/)?docker\/dockerfile(?::1(?:\.\d+)*)?(?:@|$)/.test(syntax.value.text)
    ) {
      report(deviation(file, support, syntax.value));
    }
  },
};
