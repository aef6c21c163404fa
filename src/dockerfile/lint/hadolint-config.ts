import type { LintConfig } from './config.ts';
import { defaultConfig } from './config.ts';
import { severities, type Severity } from './diagnostic.ts';
import type { LabelKind } from './lint-file.ts';

/**
 * What hadolint's configuration file or its environment variables say; the keys are hadolint's
 * (github.com/hadolint/hadolint, "Configure"). What a source leaves out is absent or empty.
 */
export interface HadolintConfig {
  readonly ignored: readonly string[];
  readonly override: Readonly<Record<Severity, readonly string[]>>;
  readonly trustedRegistries: readonly string[];
  readonly labelSchema: Readonly<Record<string, LabelKind>>;
  readonly strictLabels?: boolean;
  readonly disableIgnorePragma?: boolean;
  readonly failureThreshold?: Severity;
  readonly noFail?: boolean;
}

/** What is wrong with a configuration; the rest of it holds. */
export interface ConfigProblem {
  /** Localised. */
  readonly message: string;
  /** From 1; absent where it is about no line. */
  readonly line?: number;
}

export const emptyConfig: HadolintConfig = {
  ignored: [],
  override: { error: [], warning: [], info: [], style: [] },
  trustedRegistries: [],
  labelSchema: {},
};

/** Kinds of values that a label schema knows. */
export const labelKinds: readonly LabelKind[] = ['text', 'url', 'rfc3339', 'semver', 'spdx', 'hash', 'email'];

/** The kind by its name; hadolint takes an empty one for text. Undefined where there is none. */
export function labelKind(name: string): LabelKind | undefined {
  return name === '' ? 'text' : labelKinds.find((kind) => kind === name);
}

/**
 * A file and the environment as hadolint puts them together: lists add up, a label is of the kind that the environment
 * says, in all else the file wins (seen with 2.15.1).
 */
export function mergeConfigs(file: HadolintConfig, environment: HadolintConfig): HadolintConfig {
  const override = (severity: Severity) => [...file.override[severity], ...environment.override[severity]];
  return {
    ...environment,
    ...file,
    ignored: [...file.ignored, ...environment.ignored],
    override: {
      error: override('error'),
      warning: override('warning'),
      info: override('info'),
      style: override('style'),
    },
    trustedRegistries: [...file.trustedRegistries, ...environment.trustedRegistries],
    labelSchema: { ...file.labelSchema, ...environment.labelSchema },
  };
}

/** The linter's configuration. A rule that is named under several severities gets the worst, as with hadolint. */
export function toLintConfig(config: HadolintConfig): LintConfig {
  const leastFirst = severities.toReversed();
  return {
    ignored: new Set(config.ignored),
    severities: new Map(
      leastFirst.flatMap((severity) => config.override[severity].map((rule) => [rule, severity] as const)),
    ),
    disableIgnorePragma: config.disableIgnorePragma ?? defaultConfig.disableIgnorePragma,
    settings: {
      ...defaultConfig.settings,
      trustedRegistries: config.trustedRegistries,
      labelSchema: config.labelSchema,
      strictLabels: config.strictLabels ?? defaultConfig.settings.strictLabels,
    },
  };
}
