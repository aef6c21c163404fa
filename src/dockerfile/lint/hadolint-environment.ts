import { severities, type Severity } from './diagnostic.ts';
import { emptyConfig, labelKind, type HadolintConfig } from './hadolint-config.ts';
import type { LabelKind } from './lint-file.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * What the `HADOLINT_*` variables say. Lists are parted by commas and not trimmed, and what is no value of a variable
 * counts as if it were not set: both as hadolint does.
 */
export function readHadolintEnvironment(env: Environment): HadolintConfig {
  const strictLabels = boolean(env['HADOLINT_STRICT_LABELS']);
  const disableIgnorePragma = boolean(env['HADOLINT_DISABLE_IGNORE_PRAGMA']);
  const failureThreshold = threshold(env['HADOLINT_FAILURE_THRESHOLD']);
  const noFail = boolean(env['HADOLINT_NOFAIL']);
  return {
    ...emptyConfig,
    ignored: list(env['HADOLINT_IGNORE']),
    override: {
      error: list(env['HADOLINT_OVERRIDE_ERROR']),
      warning: list(env['HADOLINT_OVERRIDE_WARNING']),
      info: list(env['HADOLINT_OVERRIDE_INFO']),
      style: list(env['HADOLINT_OVERRIDE_STYLE']),
    },
    trustedRegistries: list(env['HADOLINT_TRUSTED_REGISTRIES']),
    labelSchema: labelSchema(list(env['HADOLINT_REQUIRE_LABELS'])),
    ...(strictLabels === undefined ? {} : { strictLabels }),
    ...(disableIgnorePragma === undefined ? {} : { disableIgnorePragma }),
    ...(failureThreshold === undefined ? {} : { failureThreshold }),
    ...(noFail === undefined ? {} : { noFail }),
  };
}

function list(value = ''): readonly string[] {
  return value.split(',').filter((word) => word !== '');
}

function boolean(value: string | undefined): boolean | undefined {
  if (value === undefined || value === '') {
    return undefined;
  }
  return /^(?:1|y|yes|on|true)$/i.test(value);
}

function threshold(value: string | undefined): Severity | undefined {
  return value === 'ignore' || value === 'none' ? 'style' : severities.find((name) => name === value);
}

/** Of `label:kind` or `label`, which is of kind text. */
function labelSchema(items: readonly string[]): Readonly<Record<string, LabelKind>> {
  return Object.fromEntries(
    items.flatMap((item) => {
      const [, label = '', kindName = ''] = /^([^:]+):?(.*)$/s.exec(item) ?? [];
      const kind = labelKind(kindName);
      return label === '' || kind === undefined ? [] : [[label, kind]];
    }),
  );
}
