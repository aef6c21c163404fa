import * as l10n from '@vscode/l10n';
import type { EscapeToken } from '../directives.ts';
import type { Rule } from '../lint/rule.ts';
import { buildkitSeesSecret, hadolintSeesSecret } from '../secret-names.ts';
import { readPairs, type Pair } from '../syntax/pairs.ts';
import type { Instruction } from '../tree.ts';
import { findingAtFrom, inheritedTriggers } from './inherited-triggers.ts';

const id = 'DL3064';
const alias = 'SecretsUsedInArgOrEnv';

/** DL3064: a variable by whose name its value is a secret. */
export const secretVariables: Rule = {
  id,
  alias,
  severity: 'warning',
  instructions: ['ARG', 'ENV'],
  title: () => l10n.t('Secret in ARG or ENV'),
  check: (file, report) => {
    const { tree, instructions, preamble, stages } = file;
    // BuildKit looks neither at what others will run nor at what stands before the first FROM.
    const overlooked = new Set([...tree.instructions.map(({ trigger }) => trigger), ...preamble]);
    for (const instruction of instructions) {
      const { name, argument } = instruction;
      if ((name !== 'ARG' && name !== 'ENV') || !suspicious.test(argument.text)) {
        continue;
      }
      const { pairs } = readPairs(instruction, tree.escape);
      const secrets = pairs
        .map((pair, index) => ({
          pair,
          codes: codesOf(instruction, pair, index, overlooked.has(instruction)),
        }))
        .filter(({ codes }) => codes.length > 0);
      const [first] = secrets;
      if (first !== undefined) {
        const codes = new Set(secrets.flatMap((secret) => secret.codes));
        report({
          at: first.pair.key,
          message: messageFor(secrets.map(({ pair }) => pair)),
          codes: [id, alias].filter((code) => codes.has(code)),
        });
      }
    }
    for (const stage of stages) {
      for (const trigger of inheritedTriggers(file, stage)) {
        const secrets = secretsForBuildkit(trigger, tree.escape);
        if (secrets.length > 0) {
          report(findingAtFrom(stage, trigger, { code: alias, message: messageFor(secrets) }));
        }
      }
    }
  },
};

function messageFor(secrets: readonly Pair[]): string {
  return l10n.t(
    'By its name {0} is a secret, and everybody who has the image can read it: use RUN --mount=type=secret.',
    secrets.map(({ name }) => name).join(', '),
  );
}

function secretsForBuildkit(instruction: Instruction, escape: EscapeToken): Pair[] {
  const { name } = instruction;
  const pairs = name === 'ARG' || name === 'ENV' ? readPairs(instruction, escape).pairs : [];
  return pairs.filter((pair, index) => codesOf(instruction, pair, index, false).includes(alias));
}

/** What either of them can find has a part of these; the quick answer for all others. */
const suspicious = /pass|pword|secret|token|key|private|username|auth|credential/i;

/** Ids under which the tools report the pair; hadolint reads only the first of an ARG, BuildKit its name as written. */
function codesOf(
  instruction: Instruction,
  { key, name }: Pair,
  index: number,
  isOverlooked: boolean,
): string[] {
  const isArg = instruction.name === 'ARG';
  const byHadolint = (!isArg || index === 0) && hadolintSeesSecret(name);
  const known = isArg ? key.text : name;
  const byBuildkit = !isOverlooked && buildkitSeesSecret(known);
  return [...(byHadolint ? [id] : []), ...(byBuildkit ? [alias] : [])];
}
