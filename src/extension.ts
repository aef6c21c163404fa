import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { builderProfiles as builders } from './builder-profiles.ts';
import { History } from './build/history.ts';
import type { BuildRecord } from './build/record.ts';
import { AnswerStore } from './ui/answer-store.ts';
import { BuildController } from './ui/build-controller.ts';
import { BuildRequestFlow } from './ui/build-request-flow.ts';
import { Builds } from './ui/builds.ts';
import { registerCommands } from './ui/commands/register.ts';
import { loadOnce, type EngineLoader } from './ui/engine-loader.ts';
import { errorText } from './ui/errors.ts';
import { recoverHistory } from './ui/interrupted-builds.ts';
import { KnownTargets } from './ui/known-targets.ts';
import { LogChannel } from './ui/log-channel.ts';
import { Passwords } from './ui/passwords.ts';
import { BuilderQuestion } from './ui/questions/builder.ts';
import { BuildArgumentsQuestion } from './ui/questions/build-arguments.ts';
import { ClusterQuestion } from './ui/questions/cluster.ts';
import { ContextFolderQuestion } from './ui/questions/context-folder.ts';
import { CredentialsQuestion } from './ui/questions/credentials.ts';
import { DestinationQuestion } from './ui/questions/destination.ts';
import { NamespaceQuestion } from './ui/questions/namespace.ts';
import { TargetQuestion } from './ui/questions/target.ts';
import { RecentNamespaces } from './ui/recent-namespaces.ts';
import { RunOwners } from './ui/run-owners.ts';
import { SecretFlow } from './ui/secret-flow.ts';
import { readSettings, type Settings } from './ui/settings.ts';
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
  const engine = loadOnce(loadEngine);
  const settings = settingsOf;
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
  const controller = new BuildController({ builds, owners, log, engine });
  const questions = {
    context: new ContextFolderQuestion(),
    destination: new DestinationQuestion(store, settings),
    cluster: new ClusterQuestion(engine, settings),
    namespace: new NamespaceQuestion(engine, new RecentNamespaces(context.globalState)),
    credentials: new CredentialsQuestion(passwords),
    builder: new BuilderQuestion(builders, settings),
    target: new TargetQuestion(),
    buildArguments: new BuildArgumentsQuestion(),
  };
  const flow = new BuildRequestFlow({ store, passwords, questions, builders, settings });
  const yaml = new YamlPreview(engine);
  const dockerfiles = new DockerfilesView({ store, builders, settings });
  const parts = {
    builds,
    controller,
    engine,
    flow,
    secretFlow: new SecretFlow({ store, passwords, questions }),
    targets: new TargetGate({ engine, known: new KnownTargets(context.workspaceState), settings }),
    settings,
    store,
    passwords,
    log,
    dockerfiles,
    yaml,
    historySize,
  };

  context.subscriptions.push(
    log,
    yaml,
    dockerfiles,
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

const loadEngine: EngineLoader = async () => {
  const { createEngine } = await import('./engine.ts');
  const { bundle } = vscode.l10n;
  return createEngine(bundle === undefined ? {} : { translations: bundle });
};

/** The settings as they are now, for the file or folder at `path` or for the window. */
function settingsOf(path?: string): Settings {
  const resource = path === undefined ? undefined : vscode.Uri.file(path);
  const configuration = vscode.workspace.getConfiguration('kanikoBuild', resource);
  const folder =
    (resource === undefined ? undefined : vscode.workspace.getWorkspaceFolder(resource)) ??
    vscode.workspace.workspaceFolders?.[0];
  return readSettings((key) => configuration.get(key), folder?.uri.fsPath ?? process.cwd());
}
