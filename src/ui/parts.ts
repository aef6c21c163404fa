import type { BuildRequest } from '../build/request.ts';
import type { AnswerStore } from './answer-store.ts';
import type { BuildController } from './build-controller.ts';
import type { BuildRequestFlow } from './build-request-flow.ts';
import type { Builds } from './builds.ts';
import type { BuildContexts } from './context/build-contexts.ts';
import type { Consents } from './consents.ts';
import type { Linting } from './lint/linting.ts';
import type { EngineLoader } from './engine-loader.ts';
import type { LogChannel } from './log-channel.ts';
import type { LoginConsent } from './login-consent.ts';
import type { Passwords } from './passwords.ts';
import type { SecretCorrection } from './secret-correction.ts';
import type { SecretFlow } from './secret-flow.ts';
import type { Settings } from './settings.ts';
import type { TargetGate } from './target-gate.ts';
import type { DockerfilesView } from './views/dockerfiles.ts';
import type { YamlPreview } from './yaml-preview.ts';

/** What the commands work with. */
export interface Parts {
  readonly builds: Builds;
  readonly controller: BuildController;
  readonly engine: EngineLoader;
  readonly flow: BuildRequestFlow;
  readonly secretFlow: SecretFlow;
  readonly secretCorrection: SecretCorrection;
  readonly targets: TargetGate;
  readonly consent: LoginConsent;
  readonly consents: Consents;
  readonly settings: (path?: string) => Settings;
  readonly store: AnswerStore;
  readonly passwords: Passwords;
  readonly log: LogChannel;
  readonly dockerfiles: DockerfilesView;
  readonly yaml: YamlPreview;
  /** Starts linting where that has not been done. */
  readonly linting: () => Promise<Linting>;
  /** Starts looking at build contexts where that has not been done. */
  readonly contexts: () => Promise<BuildContexts>;
  /** Asks whether to go on where a build would go wrong or upload secrets; resolves to whether it may start. */
  readonly confirm: (request: BuildRequest) => Promise<boolean>;
  /** Builds that the history keeps. */
  readonly historySize: () => Promise<number>;
}
