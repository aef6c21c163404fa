import { isAbsolute } from 'node:path';
import * as vscode from 'vscode';
import type { ContextFix, ContextProblem } from '../../context/problem.ts';
import type { FailedContext } from '../../context/watched-context.ts';
import type { Diagnostic } from '../../dockerfile/lint/diagnostic.ts';
import type { DockerfileOnDisk } from '../dockerfile.ts';
import { wordRange } from './problem-range.ts';
import { linesOf } from './text-lines.ts';
import type { DockerfileContext } from './watched-dockerfile.ts';
import type { WatchedDockerfiles } from './watched-dockerfiles.ts';

/** What VS Code calls the source of these diagnostics. */
const CONTEXT_SOURCE = 'Kaniko Build (context)';

/** The linter's rule that also tells of sources that are left out. */
const LINTER_RULE = 'CopyIgnoredFile';

export interface ContextDiagnosticsParts {
  readonly watched: WatchedDockerfiles;
  /** What the linter finds in the Dockerfile. */
  readonly findings: (path: string) => Promise<readonly Diagnostic[]>;
}

/** A problem where it is shown. */
export interface ShownProblem {
  readonly diagnostic: vscode.Diagnostic;
  readonly fix?: ContextFix;
  /** The Dockerfile whose context it is about. */
  readonly dockerfile: DockerfileOnDisk;
}

/** Shows what is wrong with the contexts of the Dockerfiles on screen: in them and in their ignore files. */
export class ContextDiagnostics implements vscode.Disposable {
  readonly #parts: ContextDiagnosticsParts;
  readonly #collection = vscode.languages.createDiagnosticCollection(CONTEXT_SOURCE);
  readonly #disposables: readonly { dispose(): unknown }[];
  /** By Dockerfile and then by the file that has them. */
  readonly #found = new Map<string, ReadonlyMap<string, readonly ShownProblem[]>>();
  /** Counts the looks at each Dockerfile, so that a slow one does not come after a later. */
  readonly #looks = new Map<string, number>();

  constructor(parts: ContextDiagnosticsParts) {
    this.#parts = parts;
    this.#disposables = [
      this.#collection,
      parts.watched.onDidChange((dockerfile) => void this.update(dockerfile)),
    ];
  }

  /** What is shown in a file. */
  shown(uri: vscode.Uri): readonly ShownProblem[] {
    const all = [...this.#found.values()].flatMap((files) => {
      const problems = files.get(uri.fsPath);
      return problems === undefined ? [] : [problems];
    });
    const [first = [], ...others] = all;
    // A pattern that does nothing for one Dockerfile may do something for another one with the same ignore file.
    return first.filter((one) => others.every((many) => many.some((other) => isSame(one, other))));
  }

  /** Shows the present state of a Dockerfile's context, or nothing where neither editor nor preview shows it. */
  async update(dockerfile: DockerfileOnDisk): Promise<void> {
    const { path } = dockerfile;
    const { watched } = this.#parts;
    const look = (this.#looks.get(path) ?? 0) + 1;
    this.#looks.set(path, look);
    const state = watched.isShown(path) ? watched.state(dockerfile) : undefined;
    const found = state === undefined ? new Map<string, never>() : await this.#problems(dockerfile, state);
    if (this.#looks.get(path) !== look) return;
    const files = new Set([...(this.#found.get(path)?.keys() ?? []), ...found.keys()]);
    if (found.size === 0) this.#found.delete(path);
    else this.#found.set(path, found);
    for (const file of files) {
      const uri = vscode.Uri.file(file);
      this.#collection.set(
        uri,
        this.shown(uri).map(({ diagnostic }) => diagnostic),
      );
    }
  }

  dispose(): void {
    for (const disposable of this.#disposables) disposable.dispose();
  }

  async #problems(
    dockerfile: DockerfileOnDisk,
    state: DockerfileContext,
  ): Promise<ReadonlyMap<string, readonly ShownProblem[]>> {
    const { path } = dockerfile;
    if (state.kind === 'remote') return new Map();
    if (state.kind === 'failed') return failure(dockerfile, state);
    const { preview, problems } = state;
    const files = new Map<string, readonly ShownProblem[]>();
    for (const [kind, file] of [
      ['dockerfile', path],
      ['ignore-file', preview.ignoreFile],
    ] as const) {
      if (file === undefined) continue;
      const lines = await linesOf(file);
      const told = kind === 'dockerfile' ? await this.#toldByLinter(path, lines) : new Set<string>();
      const shown = problems
        .filter((problem) => problem.file === kind)
        .map(({ fix, ...problem }): ShownProblem => {
          const diagnostic = toDiagnostic(problem, lines);
          return { diagnostic, dockerfile, ...(fix === undefined ? {} : { fix }) };
        })
        .filter(
          ({ diagnostic: { code, range } }) => code !== 'source-ignored' || !told.has(key(range.start)),
        );
      files.set(file, shown);
    }
    return files;
  }

  /** Where the linter says already that a source is left out. */
  async #toldByLinter(path: string, lines: readonly string[]): Promise<ReadonlySet<string>> {
    const findings = await this.#parts.findings(path);
    const offsets = findings
      .filter(({ code }) => code === LINTER_RULE)
      .flatMap(({ start, related }) => [start, ...related.map((one) => one.start)]);
    return new Set(offsets.map((offset) => key(positionAt(lines, offset))));
  }
}

/** A line of the ignore file is to blame, or else it is shown at the Dockerfile's beginning. */
async function failure(
  dockerfile: DockerfileOnDisk,
  { file, line, message }: FailedContext,
): Promise<ReadonlyMap<string, readonly ShownProblem[]>> {
  const place = line === undefined || !isAbsolute(file) ? { file: dockerfile.path, line: 1 } : { file, line };
  const problem = { code: 'context', severity: 'error', message, line: place.line, word: '' } as const;
  const diagnostic = toDiagnostic(problem, await linesOf(place.file));
  return new Map([[place.file, [{ diagnostic, dockerfile }]]]);
}

function toDiagnostic(
  {
    code,
    message,
    severity,
    line,
    word,
  }: Pick<ContextProblem, 'message' | 'severity' | 'line' | 'word'> & {
    readonly code: string;
  },
  lines: readonly string[],
): vscode.Diagnostic {
  const range = wordRange(lines, { line, word });
  const diagnostic = new vscode.Diagnostic(
    new vscode.Range(range.line, range.start, range.line, range.end),
    message,
    toSeverity(severity),
  );
  diagnostic.source = CONTEXT_SOURCE;
  diagnostic.code = code;
  if (code === 'pattern-unused') diagnostic.tags = [vscode.DiagnosticTag.Unnecessary];
  return diagnostic;
}

function toSeverity(severity: ContextProblem['severity']): vscode.DiagnosticSeverity {
  switch (severity) {
    case 'error':
      return vscode.DiagnosticSeverity.Error;
    case 'warning':
      return vscode.DiagnosticSeverity.Warning;
    case 'information':
      return vscode.DiagnosticSeverity.Information;
  }
}

function positionAt(lines: readonly string[], offset: number): vscode.Position {
  let left = offset;
  for (const [line, { length }] of lines.entries()) {
    if (left <= length) return new vscode.Position(line, left);
    left -= length + 1;
  }
  return new vscode.Position(lines.length, 0);
}

function key({ line, character }: vscode.Position): string {
  return `${line}:${character}`;
}

function isSame({ diagnostic: one }: ShownProblem, { diagnostic: other }: ShownProblem): boolean {
  return one.code === other.code && one.message === other.message && one.range.isEqual(other.range);
}
