import { parseDockerfile } from '../../src/dockerfile/parse.ts';
import type { Buildkit } from './buildkit.ts';
import { decisionOn } from './decisions.ts';
import type { Difference, Tool } from './difference.ts';
import type { Sample } from './samples.ts';
import { buildkitVerdicts, hadolintVerdicts, ourVerdict, type Finding, type Verdict } from './verdicts.ts';

/** All differences on some Dockerfiles that are not decided on. */
export async function differences(
  tool: Tool,
  buildkit: Buildkit,
  samples: readonly Sample[],
): Promise<Difference[]> {
  const found = await allDifferences(tool, buildkit, samples);
  const open = found.filter((difference) => decisionOn(difference) === undefined);
  const isOpen = await Promise.all(
    open.map(async (difference) => difference.code !== 'DL1000' || !(await isAsBuilt(difference, buildkit))),
  );
  return open.filter((_difference, index) => isOpen[index]);
}

/** The same, with those that are decided on. */
export async function allDifferences(
  tool: Tool,
  buildkit: Buildkit,
  samples: readonly Sample[],
): Promise<Difference[]> {
  const verdicts =
    tool === 'hadolint' ? await hadolintVerdicts(samples) : await buildkitVerdicts(buildkit, samples);
  return samples.flatMap((sample, index) =>
    compare(ourVerdict(tool, sample), verdicts[index] ?? { findings: [], incomplete: true }, tool).map(
      (difference) => ({ tool, sample, ...difference }),
    ),
  );
}

/**
 * Decided on: what builders can read is no error to us, and what they refuse is one, whatever hadolint says. Where both
 * stop at an error it has to be in the same instruction; else each has its own.
 */
async function isAsBuilt(difference: Difference, buildkit: Buildkit): Promise<boolean> {
  const { text } = difference.sample;
  const prefix = 'FROM debian:12\n';
  const [whole, fragment] = await Promise.all([buildkit.lint(text), buildkit.lint(prefix + text)]);
  const answers = [
    { answer: whole, shift: 0 },
    { answer: fragment, shift: 1 },
  ];
  // `error=true` makes an error of warnings.
  const builds = answers.some(({ answer }) => answer.error?.startsWith('lint violation') ?? true);
  if (difference.kind === 'extra') {
    return !builds;
  }
  const { instructions } = parseDockerfile(text);
  const place = instructions.find(
    ({ startLine, endLine }) => startLine < difference.line && difference.line <= endLine + 1,
  );
  const isSamePlace = answers.some(({ answer, shift }) =>
    answer.ranges?.some(({ start }) => start - shift - 1 === place?.startLine),
  );
  return builds || !isSamePlace;
}

function compare(
  ours: readonly Finding[],
  { findings: theirs, incomplete }: Verdict,
  tool: Tool,
): Pick<Difference, 'code' | 'kind' | 'line'>[] {
  if (tool === 'hadolint' && incomplete) {
    // hadolint says nothing else of a file that it cannot read. We say what can be said; only that it is wrong is compared.
    const isMissing = !ours.some(({ code }) => code === 'DL1000');
    return isMissing ? theirs.map(({ code, line }) => ({ code, line, kind: 'missing' })) : [];
  }
  const missing = without(theirs, ours).map(({ code, line }) => ({ code, line, kind: 'missing' as const }));
  const extra = incomplete ? [] : without(ours, theirs);
  const level = ours.filter(
    (our) =>
      our.level !== undefined && theirs.some((their) => isSame(our, their) && our.level !== their.level),
  );
  return [
    ...missing,
    ...extra.map(({ code, line }) => ({ code, line, kind: 'extra' as const })),
    ...level.map(({ code, line }) => ({ code, line, kind: 'level' as const })),
  ];
}

function without(findings: readonly Finding[], others: readonly Finding[]): Finding[] {
  const known = new Set(others.map(keyOf));
  return [...new Map(findings.map((finding) => [keyOf(finding), finding])).values()].filter(
    (finding) => !known.has(keyOf(finding)),
  );
}

function keyOf({ code, line }: Finding): string {
  return `${code}:${line}`;
}

function isSame(one: Finding, other: Finding): boolean {
  return keyOf(one) === keyOf(other);
}
