import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { builderProfiles as builders } from './builder-profiles.ts';
import type { Engine } from './build/engine.ts';
import { History } from './build/history.ts';
import type { BuildRecord } from './build/record.ts';
import type { BuildRequest } from './build/request.ts';
import type { Diagnostic } from './dockerfile/lint/diagnostic.ts';
import { AnswerStore } from './ui/answer-store.ts';
import { BuildController } from './ui/build-controller.ts';
import { BuildRequestFlow } from './ui/build-request-flow.ts';
import { Builds } from './ui/builds.ts';
import { registerCommands } from './ui/commands/register.ts';
import { Consents } from './ui/consents.ts';
import { loadOnce } from './ui/engine-loader.ts';
import { errorText } from './ui/errors.ts';
import { ExistingSecrets } from './ui/existing-secret.ts';
import { recoverHistory } from './ui/interrupted-builds.ts';
import { BuildContexts } from './ui/context/build-contexts.ts';
import { confirmBuilderFindings } from './ui/lint/ask-before-build.ts';
import { Linting } from './ui/lint/linting.ts';
import { RulePages } from './ui/lint/rule-page.ts';
import type { Contexts } from './context/contexts.ts';
import type { Linter } from './linter/linter.ts';
import { Late } from './ui/late.ts';
import { KnownFlavours } from './ui/known-flavours.ts';
import { KnownTargets } from './ui/known-targets.ts';
import { LogChannel } from './ui/log-channel.ts';
import { LoginConsent } from './ui/login-consent.ts';
import { Passwords } from './ui/passwords.ts';
import { BuilderQuestion } from './ui/questions/builder.ts';
import { BuildArgumentsQuestion } from './ui/questions/build-arguments.ts';
import { CacheQuestion } from './ui/questions/cache.ts';
import { ClusterQuestion } from './ui/questions/cluster.ts';
import { ContextFolderQuestion } from './ui/questions/context-folder.ts';
import { CredentialsQuestion } from './ui/questions/credentials.ts';
import { DestinationQuestion } from './ui/questions/destination.ts';
import { FlavourQuestion } from './ui/questions/flavour.ts';
import { NamespaceQuestion } from './ui/questions/namespace.ts';
import { SecretQuestion } from './ui/questions/secret.ts';
import { TargetQuestion } from './ui/questions/target.ts';
import { RecentNamespaces } from './ui/recent-namespaces.ts';
import { RunOwners } from './ui/run-owners.ts';
import { SecretCorrection } from './ui/secret-correction.ts';
import { SecretFlow } from './ui/secret-flow.ts';
import { readSettings, type Settings } from './ui/settings.ts';
import {
  dockerfileSettingsProblems,
  settingsOfDockerfile,
  workspacePath,
  type GetSetting,
} from './ui/dockerfile-settings.ts';
import { showRunningBuilds } from './ui/status-bar.ts';
import { TargetGate } from './ui/target-gate.ts';
import { BuildsView } from './ui/views/builds.ts';
import { DockerfilesView } from './ui/views/dockerfiles.ts';
import { YamlPreview } from './ui/yaml-preview.ts';

/** Ends what the window started; set while the extension is active. */
let shutDown: (() => Promise<void>) | undefined;

/** What tests may see. */
interface TestAccess {
  /** Newest first. */
  records(): readonly BuildRecord[];
}

/** Composes the parts. Registers everything before anything is awaited. */
export function activate(context: vscode.ExtensionContext): TestAccess | undefined {
  if (vscode.l10n.bundle !== undefined) l10n.config({ contents: vscode.l10n.bundle });
  const linter = loadOnce(loadLinter);
  const engine = loadOnce(() => loadEngine(linter));
  const contexts = loadOnce(loadContexts);
  const flavours = new KnownFlavours(context.globalState);
  const settings = (path?: string): Settings => settingsOf(path, flavours);
  const historySize = (): number => settings().historySize;

  const storage = (context.storageUri ?? context.globalStorageUri).fsPath;
  const history = new History(storage, historySize);
  const owners = new RunOwners(storage);
  const builds = new Builds(history, (error) => {
    void vscode.window.showWarningMessage(
      vscode.l10n.t('The build history could not be written: {0}', errorText(error)),
    );
  });
  const log = new LogChannel(history);
  const store = new AnswerStore(context.workspaceState);
  const passwords = new Passwords(context.secrets, context.globalState);
  const consents = new Consents(context.globalState);
  const controller = new BuildController({ builds, owners, log, engine });
  const existing = new ExistingSecrets({ engine, builders, settings });
  const secretCorrection = new SecretCorrection({ engine, existing, passwords, store });
  const questions = {
    context: new ContextFolderQuestion(),
    destination: new DestinationQuestion(store, settings),
    cluster: new ClusterQuestion(engine, settings),
    namespace: new NamespaceQuestion(engine, new RecentNamespaces(context.globalState)),
    credentials: new CredentialsQuestion(passwords, new SecretQuestion(existing, secretCorrection)),
    builder: new BuilderQuestion(builders, settings),
    target: new TargetQuestion(),
    buildArguments: new BuildArgumentsQuestion(),
    cache: new CacheQuestion(settings),
    flavour: new FlavourQuestion(builders, settings, flavours),
  };
  const flow = new BuildRequestFlow({
    ...{ store, passwords, questions, builders, settings, settingsProblems },
  });
  const yaml = new YamlPreview(engine);
  const pages = new RulePages(context.extensionUri);
  const lintingParts = { linter, pages, state: context.globalState, store, builders, settings };
  const linting = new Late(() => new Linting(lintingParts));
  const findings = (path: string): Promise<readonly Diagnostic[]> => linting.get().findingsOf(path);
  const contextParts = { contexts, store, findings, state: context.workspaceState };
  const buildContexts = new Late(() => new BuildContexts(contextParts));
  const dockerfiles = new DockerfilesView({
    ...{ store, builders, settings, findings },
    contextTotal: (dockerfile) => buildContexts.get().total(dockerfile),
  });
  linting.onCreated((created) => {
    context.subscriptions.push(created.onDidChange(() => dockerfiles.update()));
  });
  buildContexts.onCreated((created) => {
    context.subscriptions.push(created.onDidChangeTotal(() => dockerfiles.update()));
  });
  const parts = {
    ...{ builds, controller, flow, store, passwords, log, dockerfiles, yaml, historySize },
    engine,
    secretFlow: new SecretFlow({ store, passwords, questions }),
    ...{ secretCorrection, consents, consent: new LoginConsent({ engine, consents }) },
    targets: new TargetGate({ engine, known: new KnownTargets(context.workspaceState), settings }),
    settings,
    linting: () => linting.get(),
    contexts: () => buildContexts.get(),
    confirm: async (request: BuildRequest) =>
      (await confirmBuilderFindings(request, linter)) && (await buildContexts.get().confirm(request)),
  };

  context.subscriptions.push(
    log,
    yaml,
    dockerfiles,
    pages,
    linting,
    buildContexts,
    new BuildsView(builds),
    showRunningBuilds(builds),
    ...registerCommands(parts),
  );
  shutDown = () => controller.shutDown();
  void recoverHistory({ builds, log, owners, engine });
  if (context.extensionMode !== vscode.ExtensionMode.Test) return undefined;
  return { records: () => builds.all() };
}

/** Cancels what still runs, so that nothing stays behind in a cluster. */
export async function deactivate(): Promise<void> {
  await shutDown?.();
  shutDown = undefined;
}

const loadEngine = async (linter: () => Promise<Linter>): Promise<Engine> => {
  const { createEngine } = await import('./engine.ts');
  const { bundle } = vscode.l10n;
  return createEngine(bundle === undefined ? { linter } : { translations: bundle, linter });
};

const loadLinter = async (): Promise<Linter> => {
  const { createLinter } = await import('./linter.ts');
  const { bundle } = vscode.l10n;
  return createLinter(bundle === undefined ? {} : { translations: bundle });
};

const loadContexts = async (): Promise<Contexts> => {
  const { createContexts } = await import('./context.ts');
  const { bundle } = vscode.l10n;
  return createContexts(bundle === undefined ? {} : { translations: bundle });
};

/** The settings as they are now, for the file or folder at `path` or for the window. */
function settingsOf(path: string | undefined, flavours: KnownFlavours): Settings {
  const { folder, get } = configurationOf(path);
  const own = path === undefined ? get : settingsOfDockerfile(get, workspacePath(path, folder));
  return readSettings(own, folder, (image) => flavours.of(image));
}

function settingsProblems(path: string): readonly string[] {
  return dockerfileSettingsProblems(configurationOf(path).get);
}

/** The configuration of the file or folder at `path` or of the window, and the folder that its paths begin in. */
function configurationOf(path?: string): { readonly folder: string; readonly get: GetSetting } {
  const resource = path === undefined ? undefined : vscode.Uri.file(path);
  const configuration = vscode.workspace.getConfiguration('kanikoBuild', resource);
  const folder =
    (resource === undefined ? undefined : vscode.workspace.getWorkspaceFolder(resource)) ??
    vscode.workspace.workspaceFolders?.[0];
  return { folder: folder?.uri.fsPath ?? process.cwd(), get: (key) => configuration.get(key) };
}
