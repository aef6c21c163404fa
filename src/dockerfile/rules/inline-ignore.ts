import * as l10n from '@vscode/l10n';
import { readPragma } from '../lint/pragmas.ts';
import type { Rule } from '../lint/rule.ts';

/** DL1001: `# hadolint ignore=`, for those who want exceptions in the configuration only. */
export const inlineIgnore: Rule = {
  id: 'DL1001',
  severity: 'info',
  off: true,
  title: () => l10n.t('Rules ignored by a comment'),
  check: ({ tree }, report) => {
    let next = 0;
    for (const comment of tree.comments) {
      while ((tree.instructions[next]?.end ?? Infinity) < comment.start) {
        next++;
      }
      // Inside an instruction it silences nothing.
      const isInside = (tree.instructions[next]?.start ?? Infinity) < comment.start;
      if (!isInside && readPragma(comment)?.scope === 'instruction') {
        report({
          at: comment,
          message: l10n.t(
            'This comment silences rules; repair what they find, or configure them for the project.',
          ),
          fixes: [
            {
              title: l10n.t('Remove the comment'),
              safe: false,
              edits: [
                {
                  start: tree.lines.start(comment.line),
                  end: tree.lines.start(comment.line + 1),
                  newText: '',
                },
              ],
            },
          ],
        });
      }
    }
  },
};
