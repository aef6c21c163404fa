import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { builderProfiles as builders } from './builder-profiles.ts';
import type { Engine } from './build/engine.ts';
import { History } from './build/history.ts';
import type { BuildRecord } from './build/record.ts';
import type { Diagnostic } from './dockerfile/lint/diagnostic.ts';
import type { EarlyParts } from './commands.ts';
import { AnswerStore } from './ui/answer-store.ts';
import { BuildController } from './ui/build-controller.ts';
import { Builds } from './ui/builds.ts';
import type { CommandHandlers } from './ui/commands/handler.ts';
import { registerCommands } from './ui/commands/register.ts';
import { Consents } from './ui/consents.ts';
import { loadOnce } from './ui/engine-loader.ts';
import { errorText } from './ui/errors.ts';
import { recoverHistory } from './ui/interrupted-builds.ts';
import { RulePages } from './ui/lint/rule-page.ts';
import type { Contexts } from './context/contexts.ts';
import type { Linter } from './linter/linter.ts';
import { Late } from './ui/late.ts';
import { KnownFlavours } from './ui/known-flavours.ts';
import { LogChannel } from './ui/log-channel.ts';
import { Passwords } from './ui/passwords.ts';
import { RunOwners } from './ui/run-owners.ts';
import { readSettings, type Settings } from './ui/settings.ts';
import {
  dockerfileSettingsProblems,
  settingsOfDockerfile,
  workspacePath,
  type GetSetting,
} from './ui/dockerfile-settings.ts';
import { showRunningBuilds } from './ui/status-bar.ts';
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
  const yaml = new YamlPreview(engine);
  const pages = new RulePages(context.extensionUri);
  const lintingParts = { linter, pages, state: context.globalState, store, builders, settings };
  const translations = vscode.l10n.bundle;
  const linting = new Late(async () => (await editor()).createLinting({ ...lintingParts, translations }));
  const findings = async (path: string): Promise<readonly Diagnostic[]> =>
    (await linting.get()).findingsOf(path);
  const contextParts = { contexts, store, findings, state: context.workspaceState };
  const buildContexts = new Late(async () =>
    (await editor()).createBuildContexts({ ...contextParts, translations }),
  );
  const dockerfiles = new DockerfilesView({
    ...{ store, builders, settings, findings },
    contextTotal: async (dockerfile) => (await buildContexts.get()).total(dockerfile),
  });
  linting.onCreated((created) => {
    context.subscriptions.push(created.onDidChange(() => dockerfiles.update()));
  });
  buildContexts.onCreated((created) => {
    context.subscriptions.push(created.onDidChangeTotal(() => dockerfiles.update()));
  });
  const { globalState, workspaceState } = context;
  const early: EarlyParts = {
    ...{ builds, controller, engine, linter, store, passwords, log, dockerfiles, yaml, consents, flavours },
    ...{ builders, settings, settingsProblems, historySize, globalState, workspaceState },
    linting: () => linting.get(),
    contexts: () => buildContexts.get(),
  };
  const commands = loadOnce(() => loadCommands(early));

  context.subscriptions.push(
    log,
    yaml,
    dockerfiles,
    pages,
    linting,
    buildContexts,
    new BuildsView(builds),
    showRunningBuilds(builds),
    ...registerCommands(context.extension, commands),
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

const editor = loadOnce(() => import('./editor.ts'));

const loadCommands = async (parts: EarlyParts): Promise<CommandHandlers> => {
  const { createCommands } = await import('./commands.ts');
  const { bundle } = vscode.l10n;
  return createCommands(bundle === undefined ? parts : { ...parts, translations: bundle });
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
