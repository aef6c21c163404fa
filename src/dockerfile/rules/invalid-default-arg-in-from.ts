import * as l10n from '@vscode/l10n';
import { expandInDetail, isLiteral } from '../expand.ts';
import { isImageReference } from '../image-reference.ts';
import type { Fix } from '../lint/diagnostic.ts';
import type { From } from '../lint/lint-stage.ts';
import type { Rule } from '../lint/rule.ts';

export const invalidDefaultArgInFrom: Rule = {
  id: 'InvalidDefaultArgInFrom',
  severity: 'warning',
  title: () => l10n.t('FROM without a valid image by default'),
  check: (file, report) => {
    const known = new Set<string>();
    for (const { from } of file.stages) {
      if (from !== undefined && from.image.text !== '') {
        const written = from.image.text;
        const { text, failed } = isLiteral(written)
          ? { text: written, failed: false }
          : expandInDetail(written, file.scopes().inFrom, file.tree.escape);
        if (!failed && !known.has(text) && !isImageReference(text)) {
          report({ at: from.image, message: messageFor(from, text), fixes: stageFix(from, text, known) });
        }
      }
      if (from?.alias !== undefined) {
        known.add(from.alias.text.toLowerCase());
      }
    }
  },
};

function messageFor({ image }: From, text: string): string {
  if (!image.text.includes('$')) {
    return l10n.t('{0} is no valid name of an image.', text);
  }
  return text === ''
    ? l10n.t('Without build arguments this names no image: give the ARG a default.')
    : l10n.t('Without build arguments this is {0}, no valid name of an image: give the ARG a default.', text);
}

/** Names of stages are known in lower case. */
function stageFix({ image }: From, text: string, known: ReadonlySet<string>): Fix[] {
  const newText = text.toLowerCase();
  return known.has(newText) && image.text === text
    ? [
        {
          title: l10n.t('Replace by {0}', newText),
          edits: [{ start: image.start, end: image.end, newText }],
          safe: true,
        },
      ]
    : [];
}
