import * as l10n from '@vscode/l10n';
import type { Memento } from 'vscode';
import { builderProfiles as builders } from './builder-profiles.ts';
import type { BuildRequest } from './build/request.ts';
import type { Linter } from './linter/linter.ts';
import { BuildRequestFlow } from './ui/build-request-flow.ts';
import type { CommandHandlers } from './ui/commands/handler.ts';
import { commandHandlers } from './ui/commands/handlers.ts';
import { currentSettings, settingsProblems } from './ui/current-settings.ts';
import { ExistingSecrets } from './ui/existing-secret.ts';
import type { KnownFlavours } from './ui/known-flavours.ts';
import { KnownTargets } from './ui/known-targets.ts';
import { confirmBuilderFindings } from './ui/lint/ask-before-build.ts';
import { LoginConsent } from './ui/login-consent.ts';
import type { Parts } from './ui/parts.ts';
import { BuilderQuestion } from './ui/questions/builder.ts';
import { BuildArgumentsQuestion } from './ui/questions/build-arguments.ts';
import { CacheQuestion } from './ui/questions/cache.ts';
import { ClusterQuestion } from './ui/questions/cluster.ts';
import { ContextFolderQuestion } from './ui/questions/context-folder.ts';
import { CredentialsQuestion } from './ui/questions/credentials.ts';
import { DestinationQuestion } from './ui/questions/destination.ts';
import { FlavourQuestion } from './ui/questions/flavour.ts';
import { NamespaceQuestion } from './ui/questions/namespace.ts';
import type { Questions } from './ui/questions/questions.ts';
import { SecretQuestion } from './ui/questions/secret.ts';
import { TargetQuestion } from './ui/questions/target.ts';
import { RecentNamespaces } from './ui/recent-namespaces.ts';
import { SecretCorrection } from './ui/secret-correction.ts';
import { SecretFlow } from './ui/secret-flow.ts';
import { TargetGate } from './ui/target-gate.ts';

/** What activation has made already. */
export interface EarlyParts extends Omit<
  Parts,
  'flow' | 'secretFlow' | 'secretCorrection' | 'settings' | 'targets' | 'consent' | 'confirm'
> {
  readonly linter: () => Promise<Linter>;
  readonly flavours: KnownFlavours;
  readonly globalState: Memento;
  readonly workspaceState: Memento;
  /** The editor's l10n bundle; without it everything is English. */
  readonly translations?: Readonly<Record<string, string>>;
}

/** Composes what only commands need: the questions, and what they lead to. Loaded with the first command. */
export function createCommands(early: EarlyParts): CommandHandlers {
  if (early.translations !== undefined) l10n.config({ contents: early.translations });
  const { store, passwords, engine, consents, linter } = early;
  const settings = currentSettings(early.flavours);
  const existing = new ExistingSecrets({ engine, builders, settings });
  const secretCorrection = new SecretCorrection({ engine, existing, passwords, store });
  const questions = createQuestions(early, settings, new SecretQuestion(existing, secretCorrection));
  return commandHandlers({
    ...early,
    settings,
    secretCorrection,
    flow: new BuildRequestFlow({ store, passwords, questions, builders, settings, settingsProblems }),
    secretFlow: new SecretFlow({ store, passwords, questions }),
    consent: new LoginConsent({ engine, consents }),
    targets: new TargetGate({ engine, known: new KnownTargets(early.workspaceState), settings }),
    confirm: async (request: BuildRequest) =>
      (await confirmBuilderFindings(request, linter)) && (await (await early.contexts()).confirm(request)),
  });
}

function createQuestions(early: EarlyParts, settings: Parts['settings'], secret: SecretQuestion): Questions {
  const { store, passwords, engine, flavours, globalState } = early;
  return {
    context: new ContextFolderQuestion(),
    destination: new DestinationQuestion(store, settings),
    cluster: new ClusterQuestion(engine, settings),
    namespace: new NamespaceQuestion(engine, new RecentNamespaces(globalState)),
    credentials: new CredentialsQuestion(passwords, secret),
    builder: new BuilderQuestion(builders, settings),
    target: new TargetQuestion(),
    buildArguments: new BuildArgumentsQuestion(),
    cache: new CacheQuestion(settings),
    flavour: new FlavourQuestion(builders, settings, flavours),
  };
}
