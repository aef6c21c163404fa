import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { BuilderProfile } from '../builders/builder.ts';
import { severities, type Severity } from '../dockerfile/lint/diagnostic.ts';
import { builderChoice } from './builder-choice.ts';
import { UsageError } from './usage-error.ts';

export interface LintOptions {
  /** Files, folders and patterns as given; `-` is standard input. At least one. */
  readonly files: readonly string[];
  readonly format: LintFormat;
  /** From which severity on a finding makes the command fail; for the configuration to say where absent. */
  readonly failOn: Severity | 'never' | undefined;
  /** Absolute path of the configuration. */
  readonly config: string | undefined;
  /** Its rules are used; none of any builder where absent. */
  readonly builder: { readonly id: string; readonly flavour: string } | undefined;
  readonly fix: boolean;
  /** What standard input is called. */
  readonly stdinName: string;
  /** `shellcheck` on PATH, or the program's absolute path; absent where it is not to be asked. */
  readonly shellcheck: string | undefined;
}

export type LintFormat = 'text' | 'json' | 'sarif';

const FORMATS = ['text', 'json', 'sarif'] as const;

const FLAGS = {
  help: { type: 'boolean', short: 'h' },
  format: { type: 'string' },
  'fail-on': { type: 'string' },
  config: { type: 'string' },
  builder: { type: 'string' },
  flavour: { type: 'string' },
  fix: { type: 'boolean' },
  'stdin-filename': { type: 'string' },
  shellcheck: { type: 'string' },
} as const;

/** Reads the arguments behind `lint`; undefined where help is asked for. Throws UsageError. */
export function parseLintArguments(
  args: readonly string[],
  builders: readonly BuilderProfile[],
): LintOptions | undefined {
  const { values: flags, positionals: files } = parse(args);
  if (flags.help === true) return undefined;
  if (files.length === 0)
    throw new UsageError('say which Dockerfiles to lint: files, folders, patterns or -');
  const stdin = files.includes('-');
  if (flags['stdin-filename'] !== undefined && !stdin) throw new UsageError('--stdin-filename belongs to -');
  if (flags.fix === true && stdin) throw new UsageError('--fix changes files, not standard input');
  return {
    files,
    format: oneOf('format', FORMATS, flags.format ?? 'text'),
    failOn:
      flags['fail-on'] === undefined
        ? undefined
        : oneOf('fail-on', [...severities, 'never'] as const, flags['fail-on']),
    config: flags.config === undefined ? undefined : resolve(flags.config),
    builder: builderOf(flags, builders),
    fix: flags.fix === true,
    stdinName: flags['stdin-filename'] ?? '-',
    shellcheck: shellcheckOf(flags.shellcheck ?? 'shellcheck'),
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: FLAGS, strict: true, allowPositionals: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function builderOf(
  flags: { readonly builder?: string; readonly flavour?: string },
  builders: readonly BuilderProfile[],
): LintOptions['builder'] {
  if (flags.builder === undefined && flags.flavour === undefined) return undefined;
  const { builder, flavour } = builderChoice(flags, builders);
  return { id: builder, flavour };
}

function shellcheckOf(given: string): string | undefined {
  if (given === 'never') return undefined;
  return given === 'shellcheck' ? given : resolve(given);
}

function oneOf<T extends string>(flag: string, values: readonly T[], given: string): T {
  const value = values.find((one) => one === given);
  if (value === undefined) throw new UsageError(`--${flag} is one of: ${values.join(', ')}`);
  return value;
}
