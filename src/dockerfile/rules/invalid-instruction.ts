import * as l10n from '@vscode/l10n';
import { didYouMean } from '../did-you-mean.ts';
import type { Fix } from '../lint/diagnostic.ts';
import type { Finding, Rule } from '../lint/rule.ts';
import { parseDockerfile } from '../parse.ts';
import type { DockerfileTree, Instruction } from '../tree.ts';
import { casingOf } from './casing.ts';
import { argumentProblem } from './invalid-argument.ts';
import { flagProblem } from './invalid-flag.ts';

const keywords: ReadonlySet<string> = new Set([
  ...['ADD', 'ARG', 'CMD', 'COPY', 'ENTRYPOINT', 'ENV', 'EXPOSE', 'FROM', 'HEALTHCHECK', 'LABEL'],
  ...['MAINTAINER', 'ONBUILD', 'RUN', 'SHELL', 'STOPSIGNAL', 'USER', 'VOLUME', 'WORKDIR'],
]);

/**
 * DL1000: what hadolint cannot read and no builder takes. What hadolint alone cannot read is no mistake, and what it
 * reads and builders refuse has no rule of its own there.
 */
export const invalidInstruction: Rule = {
  id: 'DL1000',
  severity: 'error',
  title: () => l10n.t('Instruction that cannot be read'),
  check: ({ tree }, report) => {
    for (const instruction of tree.instructions) {
      const problem = problemOf(instruction, tree);
      if (problem !== undefined) {
        report(problem);
      }
    }
  },
};

function problemOf(instruction: Instruction, tree: DockerfileTree): Finding | undefined {
  const { name, keyword, whole, trigger } = instruction;
  if (!keywords.has(name)) {
    const meant = didYouMean(name, keywords);
    return {
      at: keyword,
      message:
        meant === undefined
          ? l10n.t('There is no instruction {0}.', name)
          : l10n.t('There is no instruction {0}; do you mean {1}?', name, meant),
      fixes: meant === undefined ? [] : keywordFixes(instruction, meant, tree),
    };
  }
  if (whole.text.length === keyword.text.length) {
    return { at: keyword, message: l10n.t('{0} says nothing: something has to follow.', name) };
  }
  return (
    flagProblem(instruction) ??
    (trigger === undefined ? argumentProblem(instruction, tree) : problemOf(trigger, tree))
  );
}

/** The keyword that is meant; none where what follows is not for it, as where a line of a RUN has come loose. */
function keywordFixes({ keyword, end }: Instruction, meant: string, { text, escape }: DockerfileTree): Fix[] {
  const newText = casingOf(keyword.text) === 'lower' ? meant.toLowerCase() : meant;
  const repaired = parseDockerfile(`# escape=${escape}\n${newText}${text.slice(keyword.end, end)}`);
  return repaired.instructions.some((instruction) => problemOf(instruction, repaired) !== undefined)
    ? []
    : [
        {
          title: l10n.t('Change to {0}', newText),
          safe: false,
          edits: [{ start: keyword.start, end: keyword.end, newText }],
        },
      ];
}
