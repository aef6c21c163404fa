import * as l10n from '@vscode/l10n';
import type { EscapeToken } from '../directives.ts';
import { expandInDetail } from '../expand.ts';
import type { Fix } from '../lint/diagnostic.ts';
import type { Rule } from '../lint/rule.ts';
import type { Span } from '../span.ts';
import { readPairs, type Pair } from '../syntax/pairs.ts';
import type { DockerfileTree, Instruction } from '../tree.ts';
import { ofWord } from './expanded-words.ts';

/** A variable in a value that another pair of the same ENV defines. */
interface SelfReference extends Span {
  readonly name: string;
  /** Index of the pair that uses it. */
  readonly user: number;
  /** Index of the first pair that defines it. */
  readonly definer: number;
}

/** DL3044: an ENV that uses what it defines itself, which has its new value only behind it. */
export const envSelfReference: Rule = {
  id: 'DL3044',
  severity: 'error',
  instructions: ['ENV'],
  text: '$',
  title: () => l10n.t('ENV uses a variable of its own'),
  check: ({ tree }, report) => {
    // As hadolint does, what another stage defines counts too.
    const known = new Set<string>();
    for (const instruction of tree.instructions) {
      if (instruction.name !== 'ENV' && instruction.name !== 'ARG') {
        continue;
      }
      const { pairs } = readPairs(instruction, tree.escape);
      if (instruction.name === 'ENV' && pairs.length > 1 && instruction.argument.text.includes('$')) {
        const references = selfReferences(pairs, known, tree.escape);
        const [first] = references;
        if (first !== undefined) {
          report({
            at: first,
            message: l10n.t(
              'Within one ENV {0} still has its old value: define it in an ENV before.',
              first.name,
            ),
            fixes: splitFixes(tree, instruction, pairs, references),
          });
        }
      }
      for (const { name } of pairs) {
        known.add(name);
      }
    }
  },
};

function selfReferences(
  pairs: readonly Pair[],
  known: ReadonlySet<string>,
  escape: EscapeToken,
): SelfReference[] {
  const definers = new Map<string, number>();
  const again = new Set<string>();
  for (const [index, { name }] of pairs.entries()) {
    if (definers.has(name)) {
      again.add(name);
    } else {
      definers.set(name, index);
    }
  }
  return pairs.flatMap(({ value }, user) => {
    if (value?.text.includes('$') !== true) {
      return [];
    }
    const { references } = expandInDetail(value.text, new Map(), escape);
    return references.flatMap(({ name, start, end }) => {
      const definer = definers.get(name);
      const isOther = definer !== undefined && (definer !== user || again.has(name)) && !known.has(name);
      // What has a default is prepared for having no value.
      const isPlain = [`$${name}`, `\${${name}}`].includes(value.text.slice(start, end));
      return isOther && isPlain ? [{ name, user, definer, ...ofWord(value).locate(start, end) }] : [];
    });
  });
}

/** A new ENV in front of each pair that uses one before it. */
function splitFixes(
  { text }: DockerfileTree,
  { keyword }: Instruction,
  pairs: readonly Pair[],
  references: readonly SelfReference[],
): Fix[] {
  const users = [...new Set(references.map(({ user }) => user))];
  const edits = users.flatMap((user) => {
    const start = pairs[user - 1]?.end;
    const end = pairs[user]?.start;
    return start === undefined || end === undefined ? [] : [{ start, end, newText: `\n${keyword.text} ` }];
  });
  const isRight =
    references.every(({ user, definer }) => definer < user) &&
    edits.length === users.length &&
    edits.every(({ start, end }) => !text.slice(start, end).includes('#'));
  return isRight ? [{ title: l10n.t('Split the ENV'), safe: false, edits }] : [];
}
