import { lint } from '../../src/dockerfile/lint/lint.ts';
import { parseDockerfile } from '../../src/dockerfile/parse.ts';
import type { DockerfileTree } from '../../src/dockerfile/tree.ts';
import type { Buildkit } from './buildkit.ts';
import { configNames, configs, ourConfig, type ConfigName } from './configs.ts';
import { hadolint } from './hadolint.ts';
import type { Tool } from './difference.ts';
import type { Sample } from './samples.ts';

/** One finding, as far as it is compared. */
export interface Finding {
  readonly code: string;
  /** From 1, of the instruction that it is about. */
  readonly line: number;
  /** hadolint's only. */
  readonly level?: string;
}

export interface Verdict {
  readonly findings: readonly Finding[];
  /** The tool gave up at an error, so that what it does not find says nothing. */
  readonly incomplete: boolean;
}

/** BuildKit's checks but the two for which one needs a registry or the files of the context. */
export const buildkitRules: ReadonlySet<string> = new Set([
  'ConsistentInstructionCasing',
  'DuplicateStageName',
  'ExposeInvalidFormat',
  'ExposeProtoCasing',
  'FromAsCasing',
  'FromPlatformFlagConstDisallowed',
  'InvalidDefaultArgInFrom',
  'InvalidDefinitionDescription',
  'JSONArgsRecommended',
  'LegacyKeyValueFormat',
  'MaintainerDeprecated',
  'MultipleInstructionsDisallowed',
  'NoEmptyContinuation',
  'RedundantTargetPlatform',
  'ReservedStageName',
  'SecretsUsedInArgOrEnv',
  'StageNameCasing',
  'UndefinedArgInFrom',
  'UndefinedVar',
  'WorkdirRelativePath',
]);

/** hadolint's own rules; DL1001 speaks of comments that silence, which are compared by what they silence. */
function isCompared(code: string): boolean {
  return /^DL\d{4}$/.test(code) && code !== 'DL1001';
}

/** What our linter finds, under the tool's ids. */
export function ourVerdict(tool: Tool, { text, config }: Sample): Finding[] {
  // hadolint's configuration says nothing about BuildKit's checks.
  const { tree, diagnostics } = lint(text, ourConfig(tool === 'hadolint' ? config : 'plain'));
  return diagnostics.flatMap(({ codes, start, severity }) =>
    codes
      .filter((code) => (tool === 'hadolint' ? isCompared(code) : buildkitRules.has(code)))
      .map((code) => ({
        code,
        line: instructionLine(tree, tree.lines.lineAt(start)) + 1,
        ...(tool === 'hadolint' ? { level: severity } : {}),
      })),
  );
}

export async function hadolintVerdicts(samples: readonly Sample[]): Promise<Verdict[]> {
  const verdicts: Verdict[] = [];
  for (const name of configNames) {
    const places = [...samples.keys()].filter((index) => samples[index]?.config === name);
    const answers = places.length === 0 ? [] : await askHadolint(samples, places, name);
    for (const [index, place] of places.entries()) {
      verdicts[place] = answers[index] ?? { findings: [], incomplete: true };
    }
  }
  return verdicts;
}

async function askHadolint(
  samples: readonly Sample[],
  places: readonly number[],
  name: ConfigName,
): Promise<Verdict[]> {
  const answers = await hadolint(
    places.map((place) => samples[place]?.text ?? ''),
    configs[name],
  );
  return answers.map((findings) => ({
    findings: findings?.filter(({ code }) => isCompared(code)) ?? [],
    incomplete: findings?.some(({ code }) => code === 'DL1000') ?? true,
  }));
}

export async function buildkitVerdicts(buildkit: Buildkit, samples: readonly Sample[]): Promise<Verdict[]> {
  return await Promise.all(
    samples.map(async ({ text }) => {
      const { warnings, error } = await buildkit.lint(text);
      const tree = parseDockerfile(text);
      const findings = warnings
        .filter(({ rule }) => buildkitRules.has(rule))
        .map(({ rule, ranges }) => ({
          code: rule,
          line: instructionLine(tree, (ranges[0]?.start ?? 1) - 1) + 1,
        }));
      return { findings, incomplete: error !== undefined };
    }),
  );
}

/** The first line, from 0, of the instruction that holds the line; itself where none does. */
function instructionLine({ instructions }: DockerfileTree, line: number): number {
  return (
    instructions.find(({ startLine, endLine }) => startLine <= line && line <= endLine)?.startLine ?? line
  );
}
