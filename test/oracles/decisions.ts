import { parseDockerfile } from '../../src/dockerfile/parse.ts';
import { buildkitDecisions } from './decisions/buildkit.ts';
import type { Decision, Place } from './decisions/decision.ts';
import { instructionDecisions } from './decisions/instructions.ts';
import { packageDecisions } from './decisions/packages.ts';
import { shellDecisions } from './decisions/shell.ts';
import type { Difference } from './difference.ts';

export const decisions: readonly Decision[] = [
  ...instructionDecisions,
  ...shellDecisions,
  ...packageDecisions,
  ...buildkitDecisions,
];

/** The decision that a difference is an example of; undefined for one that nobody has decided on. */
export function decisionOn(difference: Difference): Decision | undefined {
  const place = placeOf(difference);
  return decisions.find(
    ({ tool, codes, anyRule, kind, isMeant }) =>
      tool === difference.tool &&
      (anyRule === true || codes.includes(difference.code)) &&
      kind === difference.kind &&
      isMeant(place),
  );
}

function placeOf({ code, line, sample: { text } }: Difference): Place {
  // hadolint gives up somewhere inside of what it cannot read.
  const instruction = parseDockerfile(text).instructions.find(
    ({ startLine, endLine }) =>
      startLine + 1 === line || (code === 'DL1000' && startLine < line && line <= endLine + 2),
  );
  if (instruction === undefined) {
    return { instruction: '', written: '', before: text, behind: '', text };
  }
  const { start, end, whole, heredocs } = instruction;
  const bodies = heredocs.map(({ body }) => `\n${text.slice(body.start, body.end)}`).join('');
  return {
    instruction: whole.text + bodies,
    written: text.slice(start, end),
    before: text.slice(0, start),
    behind: text.slice(end),
    text,
  };
}
