import { homedir } from 'node:os';
import { dirname } from 'node:path';
import * as vscode from 'vscode';
import type { BuilderProfile } from '../../builders/builder.ts';
import { isRemoteContext } from '../../build/remote-context.ts';
import { configCandidates, foldersUpTo } from '../../linter/find-config.ts';
import type { ConfigReport, ConfigRequest, LintRequest, Linter } from '../../linter/linter.ts';
import type { AnswerStore } from '../answer-store.ts';
import { contextPath } from '../answers.ts';
import { describeDockerfile } from '../find-dockerfiles.ts';
import { builderChoice } from '../request.ts';
import type { Settings } from '../settings.ts';
import { readLintChoices, type LintChoices } from './lint-settings.ts';

export interface LintRequestParts {
  readonly store: AnswerStore;
  readonly builders: readonly BuilderProfile[];
  readonly settings: (path: string) => Settings;
}

/** What a text is linted with, and for which configuration. */
export interface Prepared {
  readonly request: LintRequest;
  readonly choices: LintChoices;
  readonly config: ConfigReport;
}

/** Puts together what the linter needs to know of a Dockerfile: its configuration, its builder, its context. */
export class LintRequests {
  readonly #parts: LintRequestParts;
  /** By the folders in which they were looked for. */
  readonly #configs = new Map<string, Promise<ConfigReport>>();

  constructor(parts: LintRequestParts) {
    this.#parts = parts;
  }

  /** Forgets the configurations read so far. */
  refresh(): void {
    this.#configs.clear();
  }

  async prepare(uri: vscode.Uri, text: string, linter: Linter): Promise<Prepared> {
    const configuration = vscode.workspace.getConfiguration('kanikoBuild', uri);
    const choices = readLintChoices((key) => configuration.get(key));
    const config = await this.#config(uri, choices, linter);
    const place = uri.scheme === 'file' ? this.#place(uri) : {};
    // A program is started only where the user trusts what is in the workspace.
    const shellcheck = vscode.workspace.isTrusted ? choices.shellcheck : undefined;
    return {
      choices,
      config,
      request: {
        text,
        config: config.config,
        ...place,
        edited: editedIgnoreFiles(),
        ...(shellcheck === undefined ? {} : { shellcheck: { path: shellcheck } }),
      },
    };
  }

  /** The files whose coming, going or change concerns the Dockerfile. */
  configFiles(uri: vscode.Uri): string[] {
    return configCandidates(configRequest(uri));
  }

  #config(uri: vscode.Uri, choices: LintChoices, linter: Linter): Promise<ConfigReport> {
    const { severity, trustedRegistries } = choices;
    const request: ConfigRequest = { ...configRequest(uri), settings: { severity, trustedRegistries } };
    const key = JSON.stringify([request.folders, request.settings]);
    const known = this.#configs.get(key) ?? linter.readConfig(request);
    this.#configs.set(key, known);
    return known;
  }

  #place(uri: vscode.Uri): Pick<LintRequest, 'path' | 'context' | 'builder'> {
    const { store, builders, settings } = this.#parts;
    const dockerfile = describeDockerfile(uri);
    const answers = store.get(dockerfile);
    return {
      path: uri.fsPath,
      ...(answers.context === undefined || isRemoteContext(answers.context)
        ? {}
        : { context: contextPath(answers.context, dockerfile) }),
      builder: builderChoice(answers, settings(uri.fsPath), builders),
    };
  }
}

function configRequest(uri: vscode.Uri): Omit<ConfigRequest, 'settings'> {
  const workspace = vscode.workspace.getWorkspaceFolder(uri) ?? vscode.workspace.workspaceFolders?.[0];
  const folders =
    uri.scheme === 'file'
      ? foldersUpTo(workspace?.uri.fsPath ?? dirname(uri.fsPath), uri.fsPath)
      : workspace === undefined
        ? []
        : [workspace.uri.fsPath];
  return { folders, environment: process.env, home: homedir() };
}

/** By path: what is typed and not saved. */
function editedIgnoreFiles(): NonNullable<LintRequest['edited']> {
  const documents = vscode.workspace.textDocuments.filter(({ uri, isDirty }) => isDirty && isIgnoreFile(uri));
  return Object.fromEntries(documents.map((document) => [document.uri.fsPath, document.getText()]));
}

/** Whether it is a `.dockerignore`, or one of a Dockerfile's own. */
export function isIgnoreFile({ scheme, path }: vscode.Uri): boolean {
  return scheme === 'file' && path.endsWith('.dockerignore');
}
