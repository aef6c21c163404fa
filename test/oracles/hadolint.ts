import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { programOf } from './paths.ts';

/** What hadolint found in one Dockerfile. */
export interface HadolintFinding {
  readonly code: string;
  /** From 1. */
  readonly line: number;
  readonly level: string;
  readonly message: string;
}

/** Keys of hadolint's configuration file. */
export interface HadolintConfig {
  readonly ignored?: readonly string[];
  readonly override?: Readonly<Partial<Record<'error' | 'warning' | 'info' | 'style', readonly string[]>>>;
  readonly trustedRegistries?: readonly string[];
  readonly 'label-schema'?: Readonly<Record<string, string>>;
  readonly 'strict-labels'?: boolean;
  readonly 'disable-ignore-pragma'?: boolean;
}

const batch = 250;

/** hadolint's verdicts on many Dockerfiles, in their order; undefined where it crashes. */
export async function hadolint(
  texts: readonly string[],
  config: HadolintConfig = {},
): Promise<(readonly HadolintFinding[] | undefined)[]> {
  const folder = await mkdtemp(join(tmpdir(), 'kaniko-build-hadolint-'));
  try {
    // JSON is YAML. An empty configuration is an error to hadolint.
    await writeFile(join(folder, 'config.json'), JSON.stringify({ 'no-fail': true, ...config }));
    await Promise.all(texts.map((text, index) => writeFile(join(folder, String(index)), text)));
    const verdicts = new Map<string, HadolintFinding[]>();
    const all = texts.map((_, index) => String(index));
    const batches = Array.from({ length: Math.ceil(all.length / batch) }, (_, index) =>
      all.slice(index * batch, (index + 1) * batch),
    );
    const work = async (): Promise<void> => {
      for (let names = batches.shift(); names !== undefined; names = batches.shift()) {
        await askBatch(names, folder, verdicts);
      }
    };
    await Promise.all(Array.from({ length: availableParallelism() }, work));
    return all.map((name) => verdicts.get(name));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A file at which hadolint crashes spoils the answer for all; the others are asked again without it. */
async function askBatch(
  names: readonly string[],
  folder: string,
  verdicts: Map<string, HadolintFinding[]>,
): Promise<void> {
  const findings = await ask(names, folder);
  if (findings !== undefined) {
    for (const name of names) {
      verdicts.set(name, []);
    }
    for (const { file, ...finding } of findings) {
      verdicts.get(file)?.push(finding);
    }
  } else if (names.length > 1) {
    const half = names.length >> 1;
    await askBatch(names.slice(0, half), folder, verdicts);
    await askBatch(names.slice(half), folder, verdicts);
  }
}

/** Undefined where hadolint crashes. */
function ask(
  names: readonly string[],
  folder: string,
): Promise<readonly (HadolintFinding & { readonly file: string })[] | undefined> {
  const options = ['-c', 'config.json', '--no-fail', '-f', 'json'];
  const surroundings = {
    cwd: folder,
    // Without it hadolint takes what is not ASCII for broken.
    env: { LANG: 'C.UTF-8', LC_ALL: 'C.UTF-8' },
    maxBuffer: 1 << 28,
    timeout: 120_000,
  };
  return new Promise((resolve, reject) => {
    execFile(programOf('hadolint'), [...options, ...names], surroundings, (error, stdout) => {
      if (error !== null && typeof error.code !== 'number') {
        reject(new Error('hadolint could not be asked', { cause: error }));
      } else {
        resolve(error === null ? (JSON.parse(stdout) as (HadolintFinding & { file: string })[]) : undefined);
      }
    });
  });
}
