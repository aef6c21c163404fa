import type { ConfigName } from '../configs.ts';
import type { Sample } from '../samples.ts';
import { heredoc } from './heredocs.ts';
import { from, instruction } from './instructions.ts';
import { lay, type Layout } from './layout.ts';
import { arg } from './pairs.ts';
import { Random } from './random.ts';

const codes = ['DL3006', 'DL3007', 'DL3008', 'DL3009', 'DL3015', 'DL3020', 'DL3059', 'DL4006', 'DL3013,DL3042', 'SC2086,DL3003', 'DL3025'] as const; // prettier-ignore

/** A small Dockerfile out of everything that the rules look at; the same for the same seed. */
export function generateDockerfile(seed: number): Sample {
  const random = new Random(seed);
  const layout: Layout = {
    escape: random.chance(0.06) ? '`' : '\\',
    lineEnd: random.chance(0.06) ? '\r\n' : '\n',
    breaks: random.pick([0, 0, 0.1, 0.3]),
  };
  random.daring = random.chance(0.15);
  const parts = [
    ...directives(random, layout),
    ...random.times(0, random.pick([0, 0, 2]), () => arg(random)),
  ];
  const stages = random.chance(0.08) ? 0 : random.pick([1, 1, 1, 2, 3]);
  for (let stage = 0; stage < Math.max(1, stages); stage++) {
    if (stages > 0) {
      parts.push(...comment(random, 0.06), lay(from(random), random, layout));
    }
    parts.push(...random.times(1, 6, () => part(random, layout)).flat());
  }
  const text = parts.join('\n') + random.pick(['\n', '\n', '\n', '', '\n\n', ' \n']);
  return {
    name: `seed ${seed}`,
    text: random.maybe(0.02, '\uFEFF') + text.replaceAll('\n', layout.lineEnd),
    config: configOf(random),
  };
}

function configOf(random: Random): ConfigName {
  return random.pick(['plain', 'plain', 'plain', 'plain', 'plain', 'strict', 'labels', 'registries', 'severities', 'impartial', 'docker']); // prettier-ignore
}

function directives(random: Random, { escape }: Layout): string[] {
  const lines = random.some(
    [
      random.pick(['# syntax=docker/dockerfile:1', '#syntax=docker/dockerfile:1', '# Syntax = x/y']),
      random.pick(['# check=skip=all', '# check=skip=JSONArgsRecommended,StageNameCasing', '# check=error=true', '# check=skip=UndefinedVar;error=true', '# check=experimental=all', '# check=experimental=InvalidDefinitionDescription', '#check=skip=jsonargsrecommended']),
    ],
    0, random.pick([0, 0, 0, 1, 2]),
  ); // prettier-ignore
  return escape === '`' ? [...lines, random.pick(['# escape=`', '#escape = `', '# ESCAPE=`'])] : lines;
}

function part(random: Random, layout: Layout): string[] {
  const text = random.chance(0.05) ? heredoc(random) : lay(instruction(random), random, layout);
  return [...random.times(0, random.pick([0, 0, 0, 2]), () => ''), ...comment(random, 0.12), text];
}

function comment(random: Random, probability: number): string[] {
  if (!random.chance(probability)) {
    return [];
  }
  const list = random.pick(codes);
  return [
    random.pick([
      '# a comment', '#', '  # indented', '# RUN x \\', `# hadolint ignore=${list}`, `# hadolint ignore=${list}`, `#hadolint ignore=${list}`, `# hadolint global ignore=${list}`, `# hadolint stage ignore=${list}`, '# hadolint shell=bash', '# hadolint shell=/bin/bash -o pipefail', '# hadolint shell=pwsh', `# hadolint ignore = ${list}`, `# hadolint  ignore=${list} because`, '# check=skip=all', '# check=skip=UndefinedVar',
      '# build is the first stage', '# A is a variable', '# escape=`', '# syntax=x', '# hadolint ignore=', `# Hadolint ignore=${list}`, `# hadolint ignore=${list.toLowerCase()}`, `# hadolint ignore=DL3008, DL3009`, `# hadolint\tignore=${list}`,
    ]),
  ]; // prettier-ignore
}
