import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
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
import type { DockerfileOnDisk } from './ui/dockerfile.ts';
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
  const historySize = async (): Promise<number> => (await editor()).historySize(flavours);

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
  const lintingParts = { linter, pages, state: context.globalState, store, flavours };
  const linting = new Late(async () => (await editor()).createLinting(lintingParts));
  const findings = async (path: string): Promise<readonly Diagnostic[]> =>
    (await linting.get()).findingsOf(path);
  const contextParts = { contexts, store, findings, state: context.workspaceState };
  const buildContexts = new Late(async () => (await editor()).createBuildContexts(contextParts));
  const contextTotal = async (dockerfile: DockerfileOnDisk): Promise<string> =>
    (await buildContexts.get()).total(dockerfile);
  const rowParts = { store, flavours, findings, contextTotal };
  const dockerfiles = new DockerfilesView({
    store,
    rows: async (dockerfile) => await (await editor()).rowsOf(dockerfile, rowParts),
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
    ...{ historySize, globalState, workspaceState },
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

const editor = loadOnce(async () => {
  const loaded = await import('./editor.ts');
  loaded.translate(vscode.l10n.bundle);
  return loaded;
});

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
