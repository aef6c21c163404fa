import { readFileSync } from 'node:fs';
import type { ContainerTermination } from '../../../src/kube/objects.ts';

/** A recorded build of a real kaniko in a real cluster. */
export interface Sample {
  readonly log: string;
  readonly destinations: readonly string[];
  readonly terminated: ContainerTermination;
}

const fixture = (name: string): string =>
  readFileSync(new URL(`../../fixtures/kaniko/${name}`, import.meta.url), 'utf8');

/** The recording `name`, with the destinations and the end that the cluster told. */
export function loadSample(name: string): Sample {
  const meta = JSON.parse(fixture(`${name}.meta.json`)) as {
    args: string[];
    state: { terminated: ContainerTermination };
  };
  const flag = '--destination=';
  return {
    log: fixture(`${name}.log`),
    destinations: meta.args.filter((arg) => arg.startsWith(flag)).map((arg) => arg.slice(flag.length)),
    terminated: meta.state.terminated,
  };
}

/** `STAGE | INSTRUCTION | CACHE` of each step, read by eye from the recording. */
export function expectedSteps(name: string): readonly string[] {
  const all = JSON.parse(fixture('expected-steps.json')) as Partial<Record<string, string[]>>;
  return all[name] ?? [];
}
