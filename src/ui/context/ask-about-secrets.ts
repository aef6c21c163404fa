import * as vscode from 'vscode';
import type { Contexts } from '../../context/contexts.ts';
import { isRemoteContext } from '../../build/remote-context.ts';
import type { BuildRequest } from '../../build/request.ts';
import { plain } from '../text/plain.ts';
import { secretsOf } from './secrets.ts';

/** In the workspace's state: the paths that may go, by Dockerfile. */
const KEY = 'secretsAllowed';

/** Most files that the question names. */
const MOST = 8;

export interface AskAboutSecretsParts {
  readonly contexts: () => Promise<Contexts>;
  /** What is remembered for the workspace. */
  readonly state: vscode.Memento;
  /** Shows the context of the request's Dockerfile. */
  readonly show: (request: BuildRequest) => Promise<void>;
}

/**
 * Where files that may be secrets are about to be uploaded, asks whether to go on, once for these files of this Dockerfile.
 * Resolves to whether the build may start.
 */
export async function askAboutSecrets(request: BuildRequest, parts: AskAboutSecretsParts): Promise<boolean> {
  const paths = await secretsIn(request, parts.contexts);
  const allowed = allowedPaths(parts.state);
  const known = new Set(allowed[request.dockerfile] ?? []);
  if (paths.every((path) => known.has(path))) return true;
  const build = vscode.l10n.t('Build Anyway');
  const show = vscode.l10n.t('Show Files');
  const lines = paths.slice(0, MOST).map((path) => `• ${plain(path)}`);
  const rest = paths.length - lines.length;
  const pressed = await vscode.window.showWarningMessage(
    vscode.l10n.t('Files that may hold secrets are about to be uploaded and may end up in the image.'),
    {
      modal: true,
      detail: [...lines, ...(rest === 0 ? [] : [vscode.l10n.t('… and {0} more', rest)])].join('\n'),
    },
    build,
    show,
  );
  if (pressed === show) await parts.show(request);
  if (pressed !== build) return false;
  await parts.state.update(KEY, { ...allowedPaths(parts.state), [request.dockerfile]: paths });
  return true;
}

/** Of what goes; nothing where the context cannot be used: that is the plan's to tell. */
async function secretsIn(request: BuildRequest, load: () => Promise<Contexts>): Promise<readonly string[]> {
  if (isRemoteContext(request.context)) return [];
  const contexts = await load();
  const { context, dockerfile, target, buildArgs, contextAll } = request;
  const watched = contexts.watch({
    ...{ folder: context, dockerfile, buildArgs },
    ...(target === undefined ? {} : { target }),
    ...(contextAll === undefined ? {} : { all: contextAll }),
  });
  const state = await watched.update([]);
  return state.kind === 'ready' ? secretsOf(state).map(({ path }) => path) : [];
}

/** What was allowed before; what another version wrote and this one cannot read is left out. */
function allowedPaths(state: vscode.Memento): Readonly<Record<string, readonly string[]>> {
  const value = state.get<unknown>(KEY);
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(
    Object.entries(value).filter(
      (one): one is [string, string[]] =>
        Array.isArray(one[1]) && one[1].every((path) => typeof path === 'string'),
    ),
  );
}
