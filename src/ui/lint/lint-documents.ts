import * as vscode from 'vscode';
import type { Diagnostic } from '../../dockerfile/lint/diagnostic.ts';
import type { LintReport, Linter } from '../../linter/linter.ts';
import { errorText } from '../errors.ts';
import { isLeftOut } from './families.ts';
import type { LintRequests, Prepared } from './lint-requests.ts';
import { SOURCE, toDiagnostic } from './to-vscode.ts';

/** Milliseconds without a keystroke after which the text is looked at. */
const PAUSE = 100;

/** Kinds of documents that somebody edits; not a side of a comparison, not the output of something. */
const SCHEMES: ReadonlySet<string> = new Set(['file', 'untitled', 'vscode-remote', 'vscode-vfs', 'memfs']);

export interface LintDocumentsParts {
  readonly linter: () => Promise<Linter>;
  readonly requests: LintRequests;
}

/** What was found in one state of a document. */
export interface Findings {
  /** `TextDocument.version` that was looked at. */
  readonly version: number;
  readonly report: LintReport;
  /** Those that are shown, ShellCheck's as soon as they are there. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Keeps the diagnostics of all open Dockerfiles up to date, saved or not. */
export class LintDocuments implements vscode.Disposable {
  readonly #parts: LintDocumentsParts;
  readonly #collection = vscode.languages.createDiagnosticCollection(SOURCE);
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly #documents = new Map<string, OpenDocument>();
  readonly #disposables: readonly { dispose(): unknown }[];
  #told = false;

  /** Fires with the document whose findings are others now. */
  readonly onDidChange = this.#changed.event;

  constructor(parts: LintDocumentsParts) {
    this.#parts = parts;
    this.#disposables = [
      this.#collection,
      this.#changed,
      vscode.workspace.onDidOpenTextDocument((document) => this.#schedule(document, 0)),
      vscode.workspace.onDidChangeTextDocument(({ document }) => this.#schedule(document, PAUSE)),
      vscode.workspace.onDidCloseTextDocument((document) => this.#forget(document)),
    ];
    this.refresh();
  }

  /** Looks at all open Dockerfiles again. */
  refresh(): void {
    for (const document of vscode.workspace.textDocuments) this.#schedule(document, 0);
  }

  /** What there is to say of the document as it is now; undefined where it is not one that is linted. */
  async findings(document: vscode.TextDocument): Promise<Findings | undefined> {
    if (!isLinted(document)) return undefined;
    const known = this.#documents.get(document.uri.toString());
    if (known?.findings?.version === document.version) return known.findings;
    await this.#lint(document, this.#begin(document));
    return this.#documents.get(document.uri.toString())?.findings;
  }

  dispose(): void {
    for (const { abort } of this.#documents.values()) abort.abort();
    for (const disposable of this.#disposables) disposable.dispose();
  }

  #schedule(document: vscode.TextDocument, pause: number): void {
    if (!isLinted(document)) return;
    const open = this.#begin(document);
    open.timer = setTimeout(() => {
      this.#lint(document, open).catch((error: unknown) => this.#tellOnce(error));
    }, pause);
  }

  /** The linter itself never throws: its bundle could not be loaded. */
  #tellOnce(error: unknown): void {
    if (this.#told) return;
    this.#told = true;
    void vscode.window.showErrorMessage(vscode.l10n.t('Dockerfiles cannot be linted: {0}', errorText(error)));
  }

  /** Ends what goes on for an older state of the document. */
  #begin(document: vscode.TextDocument): OpenDocument {
    const key = document.uri.toString();
    const former = this.#documents.get(key);
    former?.abort.abort();
    clearTimeout(former?.timer);
    const open: OpenDocument = { abort: new AbortController(), findings: former?.findings };
    this.#documents.set(key, open);
    return open;
  }

  async #lint(document: vscode.TextDocument, open: OpenDocument): Promise<void> {
    const { signal } = open.abort;
    const { version } = document;
    const linter = await this.#parts.linter();
    const prepared = await this.#parts.requests.prepare(document.uri, document.getText(), linter);
    if (signal.aborted || document.isClosed || document.version !== version) return;
    if (!prepared.choices.enabled) {
      this.#forget(document);
      return;
    }
    const report = await linter.lint({ ...prepared.request, signal });
    this.#show(document, open, { version, report, diagnostics: report.diagnostics }, prepared);
    const more = await report.shellcheck;
    if (more.length > 0) {
      const diagnostics = [...report.diagnostics, ...more].sort((one, other) => one.start - other.start);
      this.#show(document, open, { version, report, diagnostics }, prepared);
    }
  }

  #show(document: vscode.TextDocument, open: OpenDocument, findings: Findings, { choices }: Prepared): void {
    if (open.abort.signal.aborted || document.isClosed || document.version !== findings.version) return;
    const shown = findings.diagnostics.filter((found) => !isLeftOut(found, choices.leaveOut));
    open.findings = { ...findings, diagnostics: shown };
    this.#collection.set(
      document.uri,
      shown.map((found) => toDiagnostic(found, document)),
    );
    this.#changed.fire(document.uri);
  }

  #forget(document: vscode.TextDocument): void {
    const key = document.uri.toString();
    const open = this.#documents.get(key);
    if (open === undefined) return;
    open.abort.abort();
    clearTimeout(open.timer);
    this.#documents.delete(key);
    this.#collection.delete(document.uri);
    this.#changed.fire(document.uri);
  }
}

interface OpenDocument {
  /** Ends what goes on for this state. */
  readonly abort: AbortController;
  timer?: NodeJS.Timeout;
  findings: Findings | undefined;
}

/** Whether the document is a Dockerfile that somebody edits. */
function isLinted({ languageId, uri }: vscode.TextDocument): boolean {
  return languageId === 'dockerfile' && SCHEMES.has(uri.scheme);
}
