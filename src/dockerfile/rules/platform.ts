import * as l10n from '@vscode/l10n';
import type { Fix } from '../lint/diagnostic.ts';
import type { Rule } from '../lint/rule.ts';
import type { DockerfileTree, Flag } from '../tree.ts';

/** DL3029: a platform that does not follow what is built for or on. */
export const fixedPlatform: Rule = {
  id: 'DL3029',
  severity: 'warning',
  text: '--platform',
  title: () => l10n.t('Fixed platform in FROM'),
  check: ({ tree, stages }, report) => {
    for (const { from } of stages) {
      const flag = from?.platform;
      if (flag?.value !== undefined && !/BUILDPLATFORM|TARGETPLATFORM/.test(flag.value)) {
        report({
          at: flag,
          message: l10n.t(
            'A fixed platform gives the wrong image when building for another one: leave it to the build, or use $BUILDPLATFORM.',
          ),
          fixes: [removal(tree, flag, false)],
        });
      }
    }
  },
};

/** DL3065: the platform that is meant anyway. */
export const redundantPlatform: Rule = {
  id: 'DL3065',
  alias: 'RedundantTargetPlatform',
  severity: 'warning',
  tag: 'unnecessary',
  text: '--platform',
  title: () => l10n.t('Platform that is the default'),
  check: ({ tree, stages }, report) => {
    for (const { from } of stages) {
      const flag = from?.platform;
      if (flag?.value !== undefined && isTargetPlatform(flag.value)) {
        const isPlain = /^--platform=\$(?:TARGETPLATFORM|\{TARGETPLATFORM\})$/.test(flag.text);
        report({
          at: flag,
          message: l10n.t('FROM takes the platform that is built for anyway: leave the option out.'),
          // hadolint does not look into quotes and defaults.
          codes: [...(isPlain ? ['DL3065'] : []), 'RedundantTargetPlatform'],
          fixes: [removal(tree, flag, true)],
        });
      }
    }
  },
};

/** The variable alone, with a default or a pattern perhaps: it has a value, so neither changes anything. */
function isTargetPlatform(value: string): boolean {
  return /^\$(?:TARGETPLATFORM|\{TARGETPLATFORM(?:(?::?[-?]|[%#])[^${}]*)?\})$/.test(value);
}

/** Takes the option out with the space behind it. */
function removal({ text }: DockerfileTree, { start, end }: Flag, safe: boolean): Fix {
  const space = /^[ \t]*/.exec(text.slice(end, end + 100))?.[0].length ?? 0;
  return {
    title: l10n.t('Remove the platform'),
    safe,
    edits: [{ start, end: end + space, newText: '' }],
  };
}
