import { isUtf8 } from 'node:buffer';
import { readFile, writeFile } from 'node:fs/promises';
import { availableParallelism, homedir } from 'node:os';
import { resolve } from 'node:path';
import { severities, type Severity } from '../dockerfile/lint/diagnostic.ts';
import { findDockerfiles } from '../linter/find-dockerfiles.ts';
import type { ConfigReport, LintRequest, Linter } from '../linter/linter.ts';
import { USAGE } from './exit-code.ts';
import { harmless } from './harmless.ts';
import type { LintOptions } from './lint-arguments.ts';
import { lintJson } from './lint-json.ts';
import { lintSarif } from './lint-sarif.ts';
import { lintText } from './lint-text.ts';
import type { LintedFile } from './linted-file.ts';
import { UsageError } from './usage-error.ts';
import { writeOut } from './write-out.ts';

const FOUND = 1;

/**
 * `kaniko-build lint`: writes what is found and returns the exit code: 1 for a finding that is bad enough, 2 for a file
 * that cannot be read (the others are looked at). Throws UsageError.
 */
export async function lintCommand(options: LintOptions, linter: Linter): Promise<number> {
  const config = await configOf(options, linter);
  const { files, missing } = await findDockerfiles(options.files.filter((word) => word !== '-'));
  const problems = missing.map((word) => `${word}: there is no such file, and no Dockerfile in it`);
  const names = options.files.includes('-') ? ['-', ...files] : files;
  const outcomes = await inParallel(names, (name) => lintOne(name, { options, linter, config }));
  const linted = outcomes.filter((outcome) => typeof outcome === 'object');
  problems.push(...outcomes.filter((outcome) => typeof outcome === 'string'));
  for (const problem of problems) tell(problem);
  await writeOut(render(linted, problems, options, linter));
  if (options.format === 'text') tell(summary(linted));
  const isBad = isBadEnough(options.failOn ?? config.failOn ?? 'warning');
  const failed = linted.some(({ diagnostics }) => diagnostics.some(({ severity }) => isBad(severity)));
  return problems.length > 0 ? USAGE : failed ? FOUND : 0;
}

async function configOf({ config: file }: LintOptions, linter: Linter): Promise<ConfigReport> {
  const report = await linter.readConfig({
    folders: [process.cwd()],
    environment: process.env,
    home: homedir(),
    ...(file === undefined ? {} : { file }),
  });
  for (const { line, message } of report.problems) {
    if (file !== undefined && report.file === undefined) throw new UsageError(message);
    const place = [report.file, line].filter((part) => part !== undefined).join(':');
    tell(place === '' ? message : `${place}: ${message}`);
  }
  return report;
}

interface Task {
  readonly options: LintOptions;
  readonly linter: Linter;
  readonly config: ConfigReport;
}

/** Lints one file, after fixing it where that is asked for; a string says why it cannot be read or written. */
async function lintOne(name: string, { options, linter, config }: Task): Promise<LintedFile | string> {
  const file = name === '-' ? options.stdinName : name;
  try {
    const bytes = name === '-' ? await readStdin() : await readFile(name);
    // The mark at the begin stays: fixes are made in the text as it is.
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
    const request: LintRequest = {
      text,
      config: config.config,
      ...(file === '-' ? {} : { path: resolve(file) }),
      ...(options.builder === undefined ? {} : { builder: options.builder }),
      ...(options.shellcheck === undefined ? {} : { shellcheck: { path: options.shellcheck } }),
    };
    if (options.fix && !isUtf8(bytes)) tell(`${file}: not fixed, because it is not UTF-8`);
    const fixes = options.fix && isUtf8(bytes);
    return await report(
      file,
      fixes ? { ...request, text: await fix(name, request, linter) } : request,
      linter,
    );
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    return `${file}: ${message}`;
  }
}

/** With hadolint's verdict on a file that cannot be read, which scripts of whoever used it before rely on. */
async function report(file: string, request: LintRequest, linter: Linter): Promise<LintedFile> {
  const { tree, diagnostics, milliseconds, shellcheck } = await linter.lint({
    ...request,
    config: { ...request.config, stopAtParseError: true },
  });
  const all = [...diagnostics, ...(await shellcheck)].sort((one, other) => one.start - other.start);
  return { file, text: request.text, lines: tree.lines, diagnostics: all, milliseconds };
}

/** Writes the fixed text to the file, if it is another, and returns it. */
async function fix(path: string, request: LintRequest, linter: Linter): Promise<string> {
  const { text, applied } = await linter.fixAll(request);
  if (text !== request.text) {
    await writeFile(path, text);
    tell(`${path}: ${count(applied, 'fix', 'fixes')} made`);
  }
  return text;
}

async function readStdin(): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** Calls `work` for all, for as many at once as there are processors; answers in their order. */
async function inParallel<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  const waiting = items.entries();
  const worker = async (): Promise<void> => {
    for (const [index, item] of waiting) results[index] = await work(item);
  };
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
  return results;
}

function render(
  files: readonly LintedFile[],
  problems: readonly string[],
  { format }: LintOptions,
  linter: Linter,
): string {
  switch (format) {
    case 'json':
      return lintJson(files);
    case 'sarif':
      return lintSarif(files, linter.rules, problems);
    case 'text':
      return lintText(files, process.stdout.isTTY && (process.env['NO_COLOR'] ?? '') === '');
  }
}

function summary(files: readonly LintedFile[]): string {
  const found = files.reduce((sum, { diagnostics }) => sum + diagnostics.length, 0);
  return `${count(found, 'finding', 'findings')} in ${count(files.length, 'Dockerfile', 'Dockerfiles')}`;
}

function count(number: number, one: string, many: string): string {
  return `${number} ${number === 1 ? one : many}`;
}

function isBadEnough(limit: Severity | 'never'): (severity: Severity) => boolean {
  return (severity) => limit !== 'never' && severities.indexOf(severity) <= severities.indexOf(limit);
}

/** Says it to the person at the terminal; standard output is for the result. */
function tell(message: string): void {
  process.stderr.write(`kaniko-build: ${harmless(message)}\n`);
}
