/**
 * Linting generated Dockerfiles: `kaniko-build lint` in one process, beside hadolint, BuildKit's linter and the package
 * dockerfile-utils, and how the time grows with the size. Ours is what the command itself tells of each file, so that
 * the first files, for which nothing is compiled yet, count too.
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { validate } from 'dockerfile-utils';
import { lint as lintText } from '../../src/dockerfile/lint/lint.ts';
import { Buildkit } from '../oracles/buildkit.ts';
import { generateDockerfile } from '../oracles/generate/dockerfile.ts';
import { installOracles } from '../oracles/install.ts';
import { programOf } from '../oracles/paths.ts';
import { generateRealDockerfile } from './dockerfiles.ts';
import { CLI, measure, median, withFolder } from './support.ts';

const FILES = 2000;

/** Milliseconds for a file. */
const GOALS = { median: 0.5, p99: 5, max: 20 };

/** Files that one hadolint looks at, and leaves if it breaks off at one of them. */
const BATCH = 50;

/** A byte of the largest Dockerfile may take so many times as long as one of the smallest. */
const GROWTH = 2;

/** Prints what was measured; true when the goals are met. */
export async function lint(): Promise<boolean> {
  await installOracles();
  const texts = Array.from({ length: FILES }, (_, index) => generateRealDockerfile(index));
  const bytes = texts.map((text) => Buffer.byteLength(text));
  const sizes = `median ${median(bytes)} bytes, largest ${Math.max(...bytes)}`;
  console.log(`    ${FILES} generated Dockerfiles: ${sizes}; milliseconds for a file`);
  const reports = await lintAll(texts);
  const found = reports.reduce((sum, { diagnostics }) => sum + diagnostics.length, 0) / FILES;
  console.log(`    they have ${found.toFixed(1)} findings each, as real ones have (3.7)`);
  const ours = tell(
    'kaniko-build lint',
    reports.map(({ ms }) => ms),
  );
  tell('dockerfile-utils', timesOf(texts, validateOrThrow));
  tell("BuildKit's linter", await timesOfBuildkit(texts));
  console.log(`    hadolint, ShellCheck in it: mean ${(await meanOfHadolint(texts)).toFixed(2)}`);
  const isFast = ours.median <= GOALS.median && ours.p99 <= GOALS.p99 && ours.max <= GOALS.max;
  console.log(`    goals: median ${GOALS.median}, 99th percentile ${GOALS.p99}, largest ${GOALS.max}`);
  return growth() && isFast;
}

interface Times {
  readonly median: number;
  readonly p99: number;
  readonly max: number;
}

function tell(name: string, milliseconds: readonly number[]): Times {
  const sorted = milliseconds.toSorted((one, other) => one - other);
  const times = {
    median: median(sorted),
    p99: sorted[Math.floor(sorted.length * 0.99)] ?? Number.NaN,
    max: sorted.at(-1) ?? Number.NaN,
  };
  const [middle, most, max] = [times.median, times.p99, times.max].map((time) => time.toFixed(2));
  console.log(`    ${name}: median ${middle}, 99th percentile ${most}, largest ${max}`);
  return times;
}

/** It throws on a few. */
function validateOrThrow(text: string): void {
  try {
    validate(text);
  } catch {
    // Its time counts as the others'.
  }
}

interface Report {
  readonly diagnostics: readonly unknown[];
  readonly ms: number;
}

async function lintAll(texts: readonly string[]): Promise<readonly Report[]> {
  return await withFiles(texts, async (files) => {
    const options = ['--format', 'json', '--fail-on', 'never', '--shellcheck', 'never'];
    const { stdout } = await measure('node', [CLI, 'lint', ...options, ...files]);
    return JSON.parse(stdout) as readonly Report[];
  });
}

function timesOf(texts: readonly string[], work: (text: string) => void): number[] {
  return texts.map((text) => {
    const began = performance.now();
    work(text);
    return performance.now() - began;
  });
}

async function timesOfBuildkit(texts: readonly string[]): Promise<number[]> {
  const buildkit = await Buildkit.start();
  const times: number[] = [];
  for (const text of texts) {
    const began = performance.now();
    await buildkit.lint(text);
    times.push(performance.now() - began);
  }
  buildkit.stop();
  return times;
}

/** Mean milliseconds for a file: hadolint tells no times of single files. */
async function meanOfHadolint(texts: readonly string[]): Promise<number> {
  return await withFiles(texts, async (files) => {
    let milliseconds = 0;
    let count = 0;
    for (let first = 0; first < files.length; first += BATCH) {
      const batch = files.slice(first, first + BATCH);
      try {
        const args = ['--no-fail', '-f', 'json', ...batch];
        milliseconds += (await measure(programOf('hadolint'), args)).milliseconds;
        count += batch.length;
      } catch {
        // A Dockerfile on which it breaks off takes its batch along.
      }
    }
    return milliseconds / count;
  });
}

async function withFiles<T>(
  texts: readonly string[],
  work: (files: readonly string[]) => Promise<T>,
): Promise<T> {
  return await withFolder(async (folder) => {
    const files = texts.map((_, index) => join(folder, `${index}.Dockerfile`));
    await Promise.all(files.map((file, index) => writeFile(file, texts[index] ?? '')));
    return await work(files);
  });
}

/** Lints ever larger Dockerfiles; true when a byte takes hardly longer in the largest. */
function growth(): boolean {
  const perMegabyte = [64, 256, 1024].map((kilobytes) => {
    let text = 'FROM debian:13\n';
    for (let seed = 1; text.length < kilobytes * 1024; seed++) {
      text += `${generateDockerfile(seed).text}\n`;
    }
    const times = Array.from({ length: 5 }, () => timesOf([text], (one) => void lintText(one))[0] ?? 0);
    const scaled = median(times) / (text.length / 2 ** 20);
    console.log(`    ${kilobytes} KiB: ${median(times).toFixed(0)} ms, ${scaled.toFixed(0)} ms for a MiB`);
    return scaled;
  });
  const ratio = (perMegabyte.at(-1) ?? Number.NaN) / (perMegabyte[0] ?? Number.NaN);
  console.log(`    a byte in the largest takes ${ratio.toFixed(2)} times as long (bound ${GROWTH})`);
  return ratio <= GROWTH;
}
