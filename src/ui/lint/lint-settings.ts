import type { Severity } from '../../dockerfile/lint/diagnostic.ts';
import type { LintSettings } from '../../linter/linter.ts';
import { DEFAULTS } from '../settings.ts';

/** What the settings under `kanikoBuild.lint` say, checked: what has the wrong type counts as not set. */
export interface LintChoices extends LintSettings {
  readonly enabled: boolean;
  /** Tools whose findings are left to another extension. */
  readonly leaveOut: ReadonlySet<OtherTool>;
  /** Path or name of the ShellCheck binary; absent where it is not to be asked. */
  readonly shellcheck?: string;
}

/** Linters whose rules we have too. */
export type OtherTool = 'hadolint' | 'buildkit';

const levels: readonly unknown[] = ['error', 'warning', 'info', 'style', 'off'];

/** Reads the settings; `get` returns the raw value of a key under `kanikoBuild`. */
export function readLintChoices(get: (key: string) => unknown): LintChoices {
  const shellcheck = get('lint.shellcheck');
  const tools = list(get('lint.leaveOut')).filter(isOtherTool);
  const path = typeof shellcheck === 'string' ? shellcheck.trim() : DEFAULTS['lint.shellcheck'];
  return {
    enabled: get('lint.enabled') !== false,
    severity: Object.fromEntries(entries(get('lint.severity')).filter(isSeverity)),
    trustedRegistries: list(get('lint.trustedRegistries')).filter((item) => typeof item === 'string'),
    leaveOut: new Set(tools),
    ...(path === '' ? {} : { shellcheck: path }),
  };
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function entries(value: unknown): [string, unknown][] {
  return typeof value === 'object' && value !== null ? Object.entries(value) : [];
}

function isSeverity(entry: [string, unknown]): entry is [string, Severity | 'off'] {
  return levels.includes(entry[1]);
}

function isOtherTool(value: unknown): value is OtherTool {
  return value === 'hadolint' || value === 'buildkit';
}
