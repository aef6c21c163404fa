import * as vscode from 'vscode';
import type { BuildRequest } from '../build/request.ts';
import type { PreparedBuild } from './build-request-flow.ts';
import type { Consents } from './consents.ts';
import type { EngineLoader } from './engine-loader.ts';

export interface LoginConsentParts {
  readonly engine: EngineLoader;
  readonly consents: Consents;
}

/** Asks before a login that this machine holds is sent into a cluster, once per registry. */
export class LoginConsent {
  readonly #parts: LoginConsentParts;

  constructor(parts: LoginConsentParts) {
    this.#parts = parts;
  }

  /** The build with the logins that it may take along; undefined when the user gave up. Throws BuildError. */
  async ask<T extends PreparedBuild>(prepared: T): Promise<T | undefined> {
    const { request } = prepared;
    if (request.credentials.kind !== 'docker-config') return prepared;
    const { consents } = this.#parts;
    const asked = await this.#unasked(request);
    if (asked.length > 0) {
      const answer = await askWhether(asked, request);
      if (answer === undefined) return undefined;
      if (answer === 'send') await consents.give(asked);
    }
    const credentials = { kind: 'docker-config', registries: consents.all() } as const;
    return { ...prepared, request: { ...request, credentials } };
  }

  async #unasked(request: BuildRequest): Promise<readonly string[]> {
    const engine = await this.#parts.engine();
    return await vscode.window.withProgress(
      { location: vscode.ProgressLocation.Window, title: vscode.l10n.t('Looking for registry logins') },
      () => engine.localLogins(request, this.#parts.consents.all()),
    );
  }
}

async function askWhether(
  registries: readonly string[],
  { cluster }: BuildRequest,
): Promise<'send' | 'leave' | undefined> {
  const send = vscode.l10n.t('Send Login');
  const leave = vscode.l10n.t('Go On Without');
  const pressed = await vscode.window.showInformationMessage(
    vscode.l10n.t('Send your login for {0} into the cluster?', registries.join(', ')),
    {
      modal: true,
      detail: [
        vscode.l10n.t(
          'The Docker config of this machine holds it. It goes into a Secret in namespace {0} of kube context {1}, which is deleted at the end of the build. Whoever may read Secrets there can read it until then.',
          cluster.namespace,
          cluster.context,
        ),
        vscode.l10n.t('You are asked once per registry; Manage Registry Passwords… takes the answer back.'),
      ].join('\n\n'),
    },
    send,
    leave,
  );
  if (pressed === undefined) return undefined;
  return pressed === send ? 'send' : 'leave';
}
