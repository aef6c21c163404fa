import { readFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import type { LintResult } from '../../dockerfile/lint/lint.ts';
import type { Linter } from '../../linter/linter.ts';
import { findDockerfiles } from '../find-dockerfiles.ts';
import { isLeftOut } from './families.ts';
import type { LintRequests } from './lint-requests.ts';
import { SOURCE, toDiagnostic } from './to-vscode.ts';

export interface LintWorkspaceParts {
  readonly linter: () => Promise<Linter>;
  readonly requests: LintRequests;
}

/** Shows the findings of Dockerfiles that are not open: of all of the workspace, when the user asks for it. */
export class LintWorkspace implements vscode.Disposable {
  readonly #parts: LintWorkspaceParts;
  readonly #collection = vscode.languages.createDiagnosticCollection(`${SOURCE} (workspace)`);
  readonly #opened: vscode.Disposable;

  constructor(parts: LintWorkspaceParts) {
    this.#parts = parts;
    // An open document's findings are kept up to date elsewhere; they would be there twice.
    this.#opened = vscode.workspace.onDidOpenTextDocument(({ uri }) => this.#collection.delete(uri));
  }

  /** Lints every Dockerfile of the workspace, tells how many problems there are and opens the *Problems* view. */
  async lintAll(): Promise<void> {
    const title = vscode.l10n.t('Linting Dockerfiles');
    const counted = await vscode.window.withProgress(
      { location: vscode.ProgressLocation.Notification, title, cancellable: true },
      (progress, token) => this.#lintAll(progress, token),
    );
    if (counted === undefined) return;
    const { files, problems } = counted;
    if (problems > 0) await vscode.commands.executeCommand('workbench.actions.view.problems');
    void vscode.window.showInformationMessage(
      problems === 0
        ? vscode.l10n.t('{0} Dockerfiles, no problem', files)
        : vscode.l10n.t('{0} Dockerfiles, {1} problems', files, problems),
    );
  }

  /** What is found in a Dockerfile on disk. Throws what reading it throws. */
  async onDisk(uri: vscode.Uri): Promise<LintResult> {
    const linter = await this.#parts.linter();
    // As VS Code opens it: without a byte order mark.
    const text = (await readFile(uri.fsPath, 'utf8')).replace(/^\uFEFF/, '');
    const { request, choices } = await this.#parts.requests.prepare(uri, text, linter);
    const { shellcheck: _slow, ...quick } = request;
    const { tree, diagnostics } = await linter.lint(quick);
    return {
      tree,
      diagnostics: choices.enabled ? diagnostics.filter((found) => !isLeftOut(found, choices.leaveOut)) : [],
    };
  }

  dispose(): void {
    this.#opened.dispose();
    this.#collection.dispose();
  }

  async #lintAll(
    progress: vscode.Progress<{ message?: string; increment?: number }>,
    token: vscode.CancellationToken,
  ): Promise<{ files: number; problems: number } | undefined> {
    const dockerfiles = await findDockerfiles();
    let problems = 0;
    this.#collection.clear();
    for (const { path, label } of dockerfiles) {
      if (token.isCancellationRequested) return undefined;
      progress.report({ message: label, increment: 100 / dockerfiles.length });
      problems += await this.#lintFile(vscode.Uri.file(path));
    }
    return { files: dockerfiles.length, problems };
  }

  /** Shows the findings of one file and returns their number; one that cannot be read has none. */
  async #lintFile(uri: vscode.Uri): Promise<number> {
    try {
      const { tree, diagnostics } = await this.onDisk(uri);
      const { lines } = tree;
      const positionAt = (offset: number): vscode.Position => {
        const { line, column } = lines.positionAt(offset);
        return new vscode.Position(line, column);
      };
      const open = vscode.workspace.textDocuments.some((one) => one.uri.toString() === uri.toString());
      if (!open) {
        this.#collection.set(
          uri,
          diagnostics.map((found) => toDiagnostic(found, { uri, positionAt })),
        );
      }
      return diagnostics.length;
    } catch {
      return 0;
    }
  }
}
