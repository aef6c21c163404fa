import * as l10n from '@vscode/l10n';
import { expandInDetail } from '../expand.ts';
import type { Fix } from '../lint/diagnostic.ts';
import type { LintFile } from '../lint/lint-file.ts';
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

const targetPlatform = 'TARGETPLATFORM';

/** DL3065: the platform that is meant anyway. */
export const redundantPlatform: Rule = {
  id: 'DL3065',
  alias: 'RedundantTargetPlatform',
  severity: 'warning',
  tag: 'unnecessary',
  text: '--platform',
  title: () => l10n.t('Platform that is the default'),
  check: (file, report) => {
    const { tree, stages } = file;
    for (const { from } of stages) {
      const flag = from?.platform;
      if (flag?.value !== undefined && isTargetPlatform(flag.value, file)) {
        const isPlain = /^--platform=\$(?:TARGETPLATFORM|\{TARGETPLATFORM\})$/.test(flag.text);
        report({
          at: flag,
          message: l10n.t('FROM takes the platform that is built for anyway: leave the option out.'),
          // hadolint does not look into quotes and defaults.
          codes: [...(isPlain ? ['DL3065'] : []), 'RedundantTargetPlatform'],
          fixes: [removal(tree, flag, isAlwaysTargetPlatform(flag.value, file))],
        });
      }
    }
  },
};

/** Whether nothing but the variable makes what BuildKit's linter sees on a machine of the platform that most have. */
function isTargetPlatform(value: string, file: LintFile): boolean {
  if (!value.includes(targetPlatform)) {
    return false;
  }
  const variables = file.scopes().inFrom;
  const { text, references, failed } = expandInDetail(value, variables, file.tree.escape);
  return (
    !failed &&
    references.length > 0 &&
    references.every(({ name }) => name === targetPlatform) &&
    text === variables.get(targetPlatform)
  );
}

/** The variable alone, with a default perhaps: it has a value, and that is the platform unless an ARG says otherwise. */
function isAlwaysTargetPlatform(value: string, file: LintFile): boolean {
  return (
    /^\$(?:TARGETPLATFORM|\{TARGETPLATFORM(?::?[-?][^${}]*)?\})$/.test(value) &&
    file.scopes().global.get(targetPlatform) === undefined
  );
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
