import * as l10n from '@vscode/l10n';
import type { Reason } from './selection.ts';

/** Why a file goes, in words. Localised. */
export function reasonText(reason: Reason): string {
  switch (reason.kind) {
    case 'read': {
      const texts = reason.by.map(({ line, instruction, written }) =>
        l10n.t('line {0}: {1} {2}', line, instruction, written),
      );
      return texts.join('; ');
    }
    case 'dockerfile':
      return l10n.t('Dockerfile');
    case 'ignore-file':
      return l10n.t('ignore file');
    case 'parent':
      return l10n.t('folder of what goes');
    case 'everything':
      return l10n.t('everything: {0}', reason.why);
  }
}
