import type { EditedTexts } from '../context/dockerfile-location.ts';
import type { LintConfig } from '../dockerfile/lint/config.ts';
import type { Diagnostic, Fix, Severity } from '../dockerfile/lint/diagnostic.ts';
import type { ConfigProblem } from '../dockerfile/lint/hadolint-config.ts';
import type { DockerfileTree } from '../dockerfile/tree.ts';
import type { BuilderChoice } from './chosen-builder.ts';

/** What the editor and the command line have of the linter. It is loaded late, see src/linter.ts. */
export interface Linter {
  /** All rules by id. */
  readonly rules: readonly RuleDescription[];
  /** Finds and reads the configuration. Never throws: problems are in the answer. */
  readConfig(request: ConfigRequest): Promise<ConfigReport>;
  /** Our own findings, at once; those of ShellCheck follow in the report's promise. Never throws. */
  lint(request: LintRequest): Promise<LintReport>;
  /** Applies the safe fixes of all findings until there is none left. Never throws. */
  fixAll(request: LintRequest): Promise<FixedText>;
  /** How the file's own comments can silence a finding: *here* first, then *in this file*. */
  ignoreFixes(tree: DockerfileTree, diagnostic: Diagnostic): readonly Fix[];
}

/** What is told of a rule wherever it is named. */
export interface RuleDescription {
  readonly id: string;
  /** BuildKit's id where both tools have the rule. */
  readonly alias?: string;
  readonly severity: Severity;
  /** Used only where the configuration asks for it. */
  readonly off: boolean;
  /** Localised. */
  readonly title: string;
}

/** Where to look for a configuration, as hadolint does unless said otherwise. */
export interface ConfigRequest {
  /** Absolute path of the configuration that is to be used and no other. */
  readonly file?: string;
  /** Absolute paths of the folders to look in, in this order, before those of the user. */
  readonly folders: readonly string[];
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Folder of the user's home. */
  readonly home: string;
  /** What wins over all of it. */
  readonly settings?: LintSettings;
}

/** What a person has set in the editor. */
export interface LintSettings {
  /** By id of the rule. */
  readonly severity: Readonly<Record<string, Severity | 'off'>>;
  /** Used in place of what else is configured, unless empty. */
  readonly trustedRegistries: readonly string[];
}

export interface ConfigReport {
  readonly config: LintConfig;
  /** Absolute path of the file that was read; absent where there is none or it cannot be read. */
  readonly file?: string;
  /** The file cannot be read, or what is wrong in it; the rest of it holds. */
  readonly problems: readonly ConfigProblem[];
  /** From which severity on a finding makes the command fail; absent where nothing says it. */
  readonly failOn?: Severity | 'never';
}

export interface LintRequest {
  readonly text: string;
  /** Absolute path of the Dockerfile; absent for a text that is no file. */
  readonly path?: string;
  /** Absolute path of the context's folder, whose .dockerignore counts; the Dockerfile's own folder where absent. */
  readonly context?: string;
  /** Ignore files that are edited and not saved. */
  readonly edited?: EditedTexts;
  readonly config: LintConfig;
  /** The builder for which its own rules are used; none of them where absent. */
  readonly builder?: BuilderChoice;
  /** Asks ShellCheck too: the program at this absolute path, or for `shellcheck` the one on PATH. */
  readonly shellcheck?: { readonly path: string };
  readonly signal?: AbortSignal;
}

export interface LintReport {
  readonly tree: DockerfileTree;
  /** In the order of the file; without those of ShellCheck. */
  readonly diagnostics: readonly Diagnostic[];
  /** Time that parsing and rules took. */
  readonly milliseconds: number;
  /** ShellCheck's findings, in the order of the file; empty where it is not asked. Never rejects. */
  readonly shellcheck: Promise<readonly Diagnostic[]>;
}

export interface FixedText {
  readonly text: string;
  /** How many fixes were applied. */
  readonly applied: number;
}
