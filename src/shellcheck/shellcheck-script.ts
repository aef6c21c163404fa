import type { JoinedText } from '../dockerfile/joined-text.ts';
import type { LintFile, ShellKind } from '../dockerfile/lint/lint-file.ts';
import { scriptsOf } from '../dockerfile/shell/script.ts';
import type { Span } from '../dockerfile/span.ts';
import type { Instruction } from '../dockerfile/tree.ts';

/** The shells that ShellCheck knows, by the `#!` that names them. */
const interpreters: Readonly<Partial<Record<ShellKind, string>>> = {
  ash: '#!/bin/ash',
  bash: '#!/bin/bash',
  dash: '#!/bin/dash',
  ksh: '#!/bin/ksh',
  sh: '#!/bin/sh',
};

/** Set for every RUN by those who build. (docs.docker.com, "Predefined ARGs") */
const proxies: readonly string[] = [
  ...['HTTP_PROXY', 'http_proxy', 'HTTPS_PROXY', 'https_proxy', 'FTP_PROXY', 'ftp_proxy'],
  ...['NO_PROXY', 'no_proxy', 'ALL_PROXY', 'all_proxy'],
];

/** A place as ShellCheck's `json1` names it: from 1, columns in code points. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** What ShellCheck reads for one script of a RUN, and where its places are in the Dockerfile. */
export class ShellcheckScript {
  /** Names the shell and the variables, then the script. */
  readonly text: string;
  readonly #script: JoinedText;
  /** Lines before the script. */
  readonly #head: number;
  /** Index of each of the script's lines in it. */
  readonly #lines: readonly number[];

  constructor(head: readonly string[], script: JoinedText) {
    this.text = [...head, script.text, ''].join('\n');
    this.#script = script;
    this.#head = head.length;
    this.#lines = [0, ...Array.from(script.text.matchAll(/\n/g), ({ index }) => index + 1)];
  }

  /** The piece of the Dockerfile between two places; undefined where they are not in the script. */
  span(start: Place, end: Place): Span | undefined {
    const from = this.#index(start);
    const to = this.#index(end);
    if (from === undefined || to === undefined || to < from) {
      return undefined;
    }
    const { start: first, end: last } = this.#script.word(from, to);
    return { start: first, end: last };
  }

  #index({ line, column }: Place): number | undefined {
    const own = line - this.#head - 1;
    if (own < 0 || column < 1) {
      return undefined;
    }
    // The end of the text is a place too: there something is missing.
    const begin = this.#lines[own] ?? this.#script.text.length;
    let index = begin;
    for (let left = column - 1; left > 0 && index < this.#script.text.length; left--) {
      index += (this.#script.text.codePointAt(index) ?? 0) > 0xff_ff ? 2 : 1;
    }
    return index;
  }
}

/** The scripts of a RUN that ShellCheck can judge: none of the exec form and of shells that it does not know. */
export function shellcheckScripts(run: Instruction, file: LintFile): ShellcheckScript[] {
  const interpreter = interpreters[file.shellOf(run)];
  if (run.name !== 'RUN' || run.json !== undefined || interpreter === undefined) {
    return [];
  }
  const scope = file.scopes().at(run);
  const variables = scope.names().filter((name) => /^[A-Za-z_]\w*$/.test(name) && scope.has(name));
  return scriptsOf(run, file.tree)
    .filter(({ text }) => text.trim() !== '')
    .map((script) => {
      const [own] = /^#!.*/.exec(script.text) ?? [];
      const exports = [...new Set([...variables, ...proxies])].map((name) => `export ${name}=1`);
      return new ShellcheckScript(
        [own ?? interpreter, ...exports],
        own === undefined ? script : script.slice(own.length),
      );
    });
}
