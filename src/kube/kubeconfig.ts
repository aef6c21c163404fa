import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import * as path from 'node:path';
import * as l10n from '@vscode/l10n';
import type { KubeConfigProblem, KubeContexts } from './api.ts';
import { inClusterEntries } from './in-cluster.ts';
import { mergeEntries } from './kubeconfig-entries.ts';
import type { KubeConfigEntries } from './kubeconfig-entries.ts';
import { parseKubeConfig } from './kubeconfig-parse.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** Merged kubeconfig files, with what became of each. */
export interface LoadedKubeConfig {
  readonly entries: KubeConfigEntries;
  /** Absolute paths of the files that exist, in the order in which they were merged. */
  readonly files: readonly string[];
  readonly problems: readonly KubeConfigProblem[];
}

/**
 * Reads and merges kubeconfig files; writes nothing and never throws: a file that is of no use is a problem in the
 * result, and the others still count.
 *
 * `paths` are merged in order; `~/` means the home folder. When empty the files of `KUBECONFIG` are taken, else
 * `~/.kube/config`, and those may be missing. When there is none at all, a mounted service account is used.
 */
export async function loadKubeConfig(
  paths: readonly string[],
  env: Environment = process.env,
): Promise<LoadedKubeConfig> {
  const explicit = paths.filter((entry) => entry !== '');
  const wanted = explicit.length > 0 ? explicit : defaultFiles(env);
  const absolute = new Set(wanted.map((entry) => path.resolve(expandHome(entry, env))));
  const read = await Promise.all([...absolute].map((file) => readOne(file)));
  const found = read.filter((one) => one.outcome !== 'missing');
  const missing = explicit.length > 0 ? read.filter((one) => one.outcome === 'missing') : [];
  const usable = found.flatMap((one) => (one.outcome === 'read' ? [one.entries] : []));
  const inCluster = found.length + missing.length === 0 ? await inClusterEntries(env) : undefined;
  return {
    entries: inCluster ?? mergeEntries(usable),
    files: found.map((one) => one.file),
    problems: [
      ...missing.map(({ file }) => ({ file, message: l10n.t('There is no such file.') })),
      ...found.flatMap((one) =>
        one.outcome === 'unusable' ? [{ file: one.file, message: one.message }] : [],
      ),
    ],
  };
}

/** The contexts to choose from; `paths` and `env` as for {@link loadKubeConfig}. Asks no cluster and never throws. */
export async function kubeContexts(paths: readonly string[], env?: Environment): Promise<KubeContexts> {
  const { entries, files, problems } = await loadKubeConfig(paths, env);
  const current =
    entries.current !== undefined && entries.contexts.has(entries.current) ? entries.current : undefined;
  return {
    contexts: [...entries.contexts.values()].toSorted((a, b) => a.name.localeCompare(b.name)),
    ...(current === undefined ? {} : { current }),
    files,
    problems,
  };
}

function defaultFiles(env: Environment): string[] {
  const listed = (env['KUBECONFIG'] ?? '').split(path.delimiter).filter((entry) => entry !== '');
  return listed.length > 0 ? listed : [path.join(home(env), '.kube', 'config')];
}

function expandHome(file: string, env: Environment): string {
  return /^~[\\/]/.test(file) ? path.join(home(env), file.slice(2)) : file;
}

function home(env: Environment): string {
  return env['HOME'] ?? env['USERPROFILE'] ?? homedir();
}

type Read =
  | { readonly outcome: 'read'; readonly file: string; readonly entries: KubeConfigEntries }
  | { readonly outcome: 'missing'; readonly file: string }
  | { readonly outcome: 'unusable'; readonly file: string; readonly message: string };

async function readOne(file: string): Promise<Read> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    const gone = code === 'ENOENT' || code === 'ENOTDIR';
    return gone
      ? { outcome: 'missing', file }
      : { outcome: 'unusable', file, message: l10n.t('It cannot be read ({0}).', code) };
  }
  try {
    return { outcome: 'read', file, entries: parseKubeConfig(text, path.dirname(file)) };
  } catch (error) {
    return { outcome: 'unusable', file, message: error instanceof Error ? error.message : String(error) };
  }
}
