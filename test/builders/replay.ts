import type { Builder, LogEvidence, LogLine } from '../../src/builders/builder.ts';

/** What a recorded log says to a builder's reader. */
export interface Replay {
  readonly lines: readonly LogLine[];
  /** `STAGE | INSTRUCTION | CACHE`, in order. */
  readonly steps: readonly string[];
  /** References whose push began, in order. */
  readonly pushing: readonly string[];
  readonly evidence: LogEvidence;
}

/** Reads a whole log as a run does. */
export function replay(builder: Builder, log: string, destinations: readonly string[]): Replay {
  const reader = builder.logReader({ destinations });
  const lines = log
    .replace(/\n$/, '')
    .split('\n')
    .map((line) => reader.read(line));
  const steps: { stage: string; instruction: string; cache: string }[] = [];
  let stage = '-';
  const pushing: string[] = [];
  for (const meaning of lines.flatMap(({ meanings }) => meanings)) {
    if (meaning.kind === 'stage') stage = meaning.name;
    if (meaning.kind === 'step') steps.push({ stage, instruction: meaning.instruction, cache: '-' });
    const last = steps.at(-1);
    if (meaning.kind === 'cache' && last !== undefined) last.cache = meaning.result;
    if (meaning.kind === 'pushing') pushing.push(meaning.reference);
  }
  return {
    lines,
    steps: steps.map((step) => `${step.stage} | ${step.instruction} | ${step.cache}`),
    pushing,
    evidence: reader.evidence(),
  };
}
