/**
 * `node test/oracles/compare.ts [--tool hadolint|buildkit|parser] [--rule ID]... [--count N] [--seed S] [--examples N]
 * [--no-cases] [--raw] [FILE...]`: where our verdicts are not the tools', grouped by rule, with the smallest examples.
 * FILEs are asked about instead of the handwritten cases and N generated Dockerfiles. `--raw` leaves the examples as
 * they are.
 */
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { Buildkit } from './buildkit.ts';
import type { Difference, Tool } from './difference.ts';
import { differences } from './differences.ts';
import { generateDockerfile } from './generate/dockerfile.ts';
import { installOracles } from './install.ts';
import { parserDifferences } from './parser-differences.ts';
import { readCases, type Sample } from './samples.ts';
import { shrink } from './shrink.ts';

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    tool: { type: 'string', multiple: true },
    rule: { type: 'string', multiple: true },
    count: { type: 'string', default: '1000' },
    seed: { type: 'string', default: '1' },
    examples: { type: 'string', default: '2' },
    'no-cases': { type: 'boolean', default: false },
    raw: { type: 'boolean', default: false },
  },
});

function toolsToAsk(): readonly (Tool | 'parser')[] {
  const all = ['hadolint', 'buildkit', 'parser'] as const;
  if (options.tool !== undefined) {
    return all.filter((tool) => options.tool?.includes(tool));
  }
  const { rule: rules } = options;
  if (rules === undefined) {
    return all;
  }
  const tools = new Set(rules.map((rule) => (rule.startsWith('DL') ? 'hadolint' : 'buildkit')));
  return all.filter((tool) => tool !== 'parser' && tools.has(tool));
}

async function collect(): Promise<Sample[]> {
  if (positionals.length > 0) {
    return await Promise.all(
      positionals.map(async (file) => ({ name: file, text: await readFile(file, 'utf8'), config: 'plain' })),
    );
  }
  const folders = options['no-cases'] ? [] : (['hadolint', 'buildkit', 'parser'] as const);
  const cases = await Promise.all(folders.map(readCases));
  const seed = Number(options.seed) * 1_000_000;
  const generated = Array.from({ length: Number(options.count) }, (_, index) =>
    generateDockerfile(seed + index),
  );
  return [...cases.flatMap((bySubject) => [...bySubject.values()].flat()), ...generated];
}

async function reportRules(tool: Tool, samples: readonly Sample[]): Promise<void> {
  const found = await differences(tool, buildkit, samples);
  const groups = new Map<string, Difference[]>();
  for (const difference of found) {
    if (options.rule?.includes(difference.code) ?? true) {
      const key = `${difference.code} ${difference.kind}`;
      groups.set(key, [...(groups.get(key) ?? []), difference]);
    }
  }
  console.log(`\n# ${tool}: ${samples.length} Dockerfiles, ${groups.size} kinds of difference`);
  const examples = [...groups.values()].flatMap(smallest);
  const small = options.raw ? examples : await shrink(examples, buildkit);
  for (const [key, group] of [...groups].sort(([one], [other]) => one.localeCompare(other))) {
    const [code = '', kind = ''] = key.split(' ');
    console.log(`\n## ${code}: ${group.length} × ${meaning[kind] ?? kind}`);
    const shown = new Map(
      small
        .filter((example) => example.code === code && example.kind === kind)
        .map((example) => [example.sample.text, example]),
    );
    for (const { sample, line } of shown.values()) {
      const config = sample.config === 'plain' ? '' : `, configuration ${sample.config}`;
      console.log(`${sample.name}${options.raw ? `, line ${line}` : ''}${config}:`);
      console.log(visible(sample.text));
    }
  }
}

const meaning: Readonly<Record<string, string>> = {
  missing: 'the tool finds it, we do not',
  extra: 'we find it, the tool does not',
  level: 'another severity',
};

function smallest(group: readonly Difference[]): Difference[] {
  return [...group]
    .sort((one, other) => one.sample.text.length - other.sample.text.length)
    .slice(0, Number(options.examples));
}

async function reportParser(samples: readonly Sample[]): Promise<void> {
  const found = await parserDifferences(buildkit, samples);
  console.log(`\n# parser: ${samples.length} Dockerfiles, ${found.length} read otherwise`);
  for (const { sample, ours, theirs } of found.slice(0, 5 * Number(options.examples))) {
    console.log(`\n${sample.name}:\n${visible(sample.text)}\n  ours:   ${ours}\n  theirs: ${theirs}`);
  }
}

/** Indented; with what one does not see spelt out. */
function visible(text: string): string {
  return text
    .split('\n')
    .map(
      (line) =>
        `    ${line.replace(/[^\x20-\x7e]|[ ]$/gu, (one) => (one === ' ' ? '␠' : JSON.stringify(one).slice(1, -1)))}`,
    )
    .join('\n');
}

await installOracles();
const buildkit = await Buildkit.start();
try {
  const samples = await collect();
  for (const tool of toolsToAsk()) {
    await (tool === 'parser' ? reportParser(samples) : reportRules(tool, samples));
  }
} finally {
  buildkit.stop();
}
