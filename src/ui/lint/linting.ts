import * as vscode from 'vscode';
import type { Diagnostic } from '../../dockerfile/lint/diagnostic.ts';
import type { Linter } from '../../linter/linter.ts';
import { FixActions } from './fix-actions.ts';
import { LintDocuments } from './lint-documents.ts';
import { isIgnoreFile, LintRequests, type LintRequestParts } from './lint-requests.ts';
import { LintWorkspace } from './lint-workspace.ts';
import { askAboutOtherLinters } from './other-linters.ts';
import { PragmaHover } from './pragma-hover.ts';
import type { RulePages } from './rule-page.ts';

const SELECTOR: vscode.DocumentSelector = { language: 'dockerfile' };

export interface LintingParts extends LintRequestParts {
  readonly linter: () => Promise<Linter>;
  readonly pages: RulePages;
  /** What is remembered for all workspaces. */
  readonly state: vscode.Memento;
}

/** All that the editor has of the linter. */
export class Linting implements vscode.Disposable {
  readonly #requests: LintRequests;
  readonly #documents: LintDocuments;
  readonly #workspace: LintWorkspace;
  readonly #disposables: readonly { dispose(): unknown }[];

  /** Fires with the Dockerfile whose findings are others now. */
  readonly onDidChange: vscode.Event<vscode.Uri>;

  constructor(parts: LintingParts) {
    const { linter, pages, state } = parts;
    const requests = new LintRequests(parts);
    const documents = new LintDocuments({ linter, requests });
    this.#requests = requests;
    this.#documents = documents;
    this.#workspace = new LintWorkspace({ linter, requests });
    this.onDidChange = documents.onDidChange;
    const refresh = (): void => this.refresh();
    const configs = vscode.workspace.createFileSystemWatcher(
      '**/{.hadolint.yaml,.hadolint.yml,.dockerignore}',
    );
    this.#disposables = [
      documents,
      this.#workspace,
      configs,
      configs.onDidCreate(refresh),
      configs.onDidChange(refresh),
      configs.onDidDelete(refresh),
      vscode.workspace.onDidChangeTextDocument(({ document: { uri } }) => {
        if (isIgnoreFile(uri)) documents.refresh();
      }),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => {
        if (isIgnoreFile(uri)) documents.refresh();
      }),
      parts.store.onDidChange(refresh),
      vscode.workspace.onDidGrantWorkspaceTrust(refresh),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('kanikoBuild')) refresh();
      }),
      vscode.languages.registerHoverProvider(SELECTOR, new PragmaHover(linter, pages)),
      vscode.languages.registerCodeActionsProvider(
        SELECTOR,
        new FixActions({ documents, requests, linter }),
        FixActions.metadata,
      ),
    ];
    void askAboutOtherLinters(state);
  }

  /** Reads the configurations again and looks at all open Dockerfiles. */
  refresh(): void {
    this.#requests.refresh();
    this.#documents.refresh();
  }

  /** Lints every Dockerfile of the workspace. */
  async lintAll(): Promise<void> {
    await this.#workspace.lintAll();
  }

  /** What is found in the Dockerfile, as it is in the editor where it is open; nothing where it cannot be read. */
  async findingsOf(path: string): Promise<readonly Diagnostic[]> {
    const open = vscode.workspace.textDocuments.find(
      ({ uri }) => uri.scheme === 'file' && uri.fsPath === path,
    );
    const findings = open === undefined ? undefined : await this.#documents.findings(open);
    if (findings !== undefined) return findings.diagnostics;
    try {
      return (await this.#workspace.onDisk(vscode.Uri.file(path))).diagnostics;
    } catch {
      return [];
    }
  }

  dispose(): void {
    for (const disposable of this.#disposables) disposable.dispose();
  }
}
