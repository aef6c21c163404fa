import type { Buildkit } from './buildkit.ts';
import type { Difference } from './difference.ts';
import { differences } from './differences.ts';
import type { Sample } from './samples.ts';

interface Shrinking {
  readonly difference: Difference;
  parts: readonly string[];
  /** How many parts are left out at a time, and from which on. */
  size: number;
}

/** Leaves out lines, then words, of each difference's Dockerfile as long as it stays a difference. */
export async function shrink(found: readonly Difference[], buildkit: Buildkit): Promise<Difference[]> {
  const lines = await shrinkBy(/(?<=\n)/, found, buildkit);
  return await shrinkBy(/(?<=[ \t\n])(?=[^ \t\n])/, lines, buildkit);
}

async function shrinkBy(
  separator: RegExp,
  found: readonly Difference[],
  buildkit: Buildkit,
): Promise<Difference[]> {
  const all = found.map((difference): Shrinking => {
    const parts = difference.sample.text.split(separator);
    return { difference, parts, size: Math.ceil(parts.length / 2) };
  });
  for (let open = all; open.length > 0; open = open.filter(({ size }) => size >= 1)) {
    await round(open, buildkit);
  }
  return all.map(({ difference, parts }) => ({
    ...difference,
    sample: { ...difference.sample, text: parts.join('') },
  }));
}

/** Tries for each of them what can be left out at its present size, all in one question to the tool. */
async function round(open: readonly Shrinking[], buildkit: Buildkit): Promise<void> {
  const tries = open.flatMap((shrinking) =>
    candidates(shrinking).map((parts) => ({
      shrinking,
      parts,
      sample: { ...shrinking.difference.sample, text: parts.join('') },
    })),
  );
  const remaining = await stillDifferent(tries, buildkit);
  for (const shrinking of open) {
    const success = tries.find((tried) => tried.shrinking === shrinking && remaining.has(tried.sample));
    if (success === undefined) {
      shrinking.size = shrinking.size === 1 ? 0 : Math.ceil(shrinking.size / 2);
    } else {
      shrinking.parts = success.parts;
      shrinking.size = Math.min(shrinking.size, Math.max(1, Math.ceil(success.parts.length / 2)));
    }
  }
}

function candidates({ parts, size }: Shrinking): string[][] {
  const shorter: string[][] = [];
  for (let start = 0; start < parts.length; start += size) {
    shorter.push([...parts.slice(0, start), ...parts.slice(start + size)]);
  }
  return shorter.filter((candidate) => candidate.length > 0);
}

async function stillDifferent(
  tries: readonly { shrinking: Shrinking; sample: Sample }[],
  buildkit: Buildkit,
): Promise<Set<Sample>> {
  const samples = new Set<Sample>();
  for (const tool of ['hadolint', 'buildkit'] as const) {
    const asked = tries.filter(({ shrinking }) => shrinking.difference.tool === tool);
    const wanted = new Map(asked.map(({ sample, shrinking }) => [sample, shrinking.difference]));
    for (const { code, kind, sample } of await differences(tool, buildkit, [...wanted.keys()])) {
      const difference = wanted.get(sample);
      if (difference?.code === code && difference.kind === kind) {
        samples.add(sample);
      }
    }
  }
  return samples;
}
