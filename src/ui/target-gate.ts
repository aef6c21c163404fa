import * as vscode from 'vscode';
import { failureIn } from '../build/errors.ts';
import type { KubeTarget } from '../kube/api.ts';
import type { PreparedBuild } from './build-request-flow.ts';
import { matchesPattern } from './context-pattern.ts';
import type { EngineLoader } from './engine-loader.ts';
import type { KnownTargets } from './known-targets.ts';
import type { Settings } from './settings.ts';

export interface TargetGateParts {
  readonly engine: EngineLoader;
  readonly known: KnownTargets;
  readonly settings: (path: string) => Settings;
}

/** Asks before a build goes where none went before, or to a context that the user protects. */
export class TargetGate {
  readonly #parts: TargetGateParts;

  constructor(parts: TargetGateParts) {
    this.#parts = parts;
  }

  /** Whether the build may go to its cluster. One whose cluster was picked a moment ago is not asked about again. */
  async mayPass(prepared: PreparedBuild): Promise<boolean> {
    const { request } = prepared;
    const target = await this.#target(prepared);
    // The build itself says what is wrong with the kubeconfig.
    if (target === undefined) return true;
    const { protectedContexts } = this.#parts.settings(request.dockerfile);
    const isProtected = protectedContexts.some((pattern) => matchesPattern(target.context, pattern));
    const isNew = prepared.picked !== true && !this.#parts.known.has(target);
    if ((isProtected || isNew) && !(await askWhether(prepared, target, isProtected))) return false;
    await this.#parts.known.add(target);
    return true;
  }

  async #target({ request }: PreparedBuild): Promise<KubeTarget | undefined> {
    const engine = await this.#parts.engine();
    try {
      return await engine.target(request.cluster);
    } catch (error) {
      if (failureIn(error) === undefined) throw error;
      return undefined;
    }
  }
}

async function askWhether(
  { request }: PreparedBuild,
  { context, server, namespace }: KubeTarget,
  isProtected: boolean,
): Promise<boolean> {
  const build = vscode.l10n.t('Build There');
  const pressed = await vscode.window.showWarningMessage(
    vscode.l10n.t('Build in kube context {0}, namespace {1}?', context, namespace),
    {
      modal: true,
      detail: [
        isProtected
          ? vscode.l10n.t('You protect this context by the setting kanikoBuild.protectedContexts.')
          : vscode.l10n.t('No build of this workspace went there before.'),
        vscode.l10n.t('Server: {0}', server),
        vscode.l10n.t('Destination: {0}', request.destinations.join(', ')),
      ].join('\n'),
    },
    build,
  );
  return pressed === build;
}
