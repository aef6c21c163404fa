import type { ShellCommand } from '../shell/command.ts';
import type { Scopes } from '../scopes.ts';
import type { DockerfileTree, Instruction } from '../tree.ts';
import type { ChosenBuilder } from './builder-features.ts';
import type { LintStage } from './lint-stage.ts';

/** What rules look at: one Dockerfile, parsed once for all of them. */
export interface LintFile {
  readonly tree: DockerfileTree;
  /** All instructions in order; what ONBUILD triggers follows its ONBUILD. */
  readonly instructions: readonly Instruction[];
  /** All RUNs of them. */
  readonly runs: readonly Instruction[];
  /** The names of all of them, and `AS` where a stage has a name. */
  readonly names: ReadonlySet<string>;
  /** One for each FROM; a fragment without FROM is one stage that has none. */
  readonly stages: readonly LintStage[];
  /** What stands before the first FROM; empty for a fragment without FROM. */
  readonly preamble: readonly Instruction[];
  readonly settings: RuleSettings;
  /** The commands that a RUN, or one behind ONBUILD, calls, read as a POSIX shell or bash would; see shell/. */
  commands(run: Instruction): readonly ShellCommand[];
  /** The names of all commands that RUNs call. */
  programs(): ReadonlySet<string>;
  /** The shell that the instruction's shell form is for. */
  shellOf(instruction: Instruction): ShellKind;
  /** The variables and where they are visible. */
  scopes(): Scopes;
}

/** `other`: PowerShell, cmd and what we do not know. */
export type ShellKind = 'sh' | 'bash' | 'ash' | 'dash' | 'ksh' | 'zsh' | 'other';

/** What the configuration tells single rules. */
export interface RuleSettings {
  /** Registries images may come from, wildcards allowed; all where empty. */
  readonly trustedRegistries: readonly string[];
  /** Labels that must be there, and the kind of their values. */
  readonly labelSchema: Readonly<Record<string, LabelKind>>;
  /** Only labels of the schema are allowed. */
  readonly strictLabels: boolean;
  /** The build's own arguments (`--build-arg`), where they are known. */
  readonly buildArgs?: Readonly<Record<string, string>>;
  /** What builds this Dockerfile; no rule asks for a builder where it is absent. */
  readonly builder?: ChosenBuilder;
  /** What of .dockerignore leaves a path of the context out, relative to its root; undefined where it goes along. */
  readonly ignored?: (path: string) => IgnoredBy | undefined;
}

/** The line of .dockerignore, from 1, that leaves a path out. */
export interface IgnoredBy {
  readonly line: number;
  /** As written there. */
  readonly pattern: string;
}

export type LabelKind = 'text' | 'url' | 'rfc3339' | 'semver' | 'spdx' | 'hash' | 'email';
