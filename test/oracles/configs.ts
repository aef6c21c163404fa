import type { LabelKind } from '../../src/dockerfile/lint/lint-file.ts';
import { defaultConfig, type LintConfig } from '../../src/dockerfile/lint/config.ts';
import { severities } from '../../src/dockerfile/lint/diagnostic.ts';
import type { HadolintConfig } from './hadolint.ts';

interface Config extends HadolintConfig {
  readonly 'label-schema'?: Readonly<Record<string, LabelKind>>;
}

/** The configurations under which both sides are asked. */
export const configs = {
  plain: {},
  /** Rules that are off, labels and registries. */
  strict: {
    override: { info: ['DL3057'] },
    trustedRegistries: ['docker.io', '*.example.com', 'ghcr.io'],
    'label-schema': {
      text: 'text',
      url: 'url',
      created: 'rfc3339',
      version: 'semver',
      licence: 'spdx',
      commit: 'hash',
      mail: 'email',
    },
    'strict-labels': true,
  },
  labels: {
    'label-schema': {
      text: 'text',
      url: 'url',
      created: 'rfc3339',
      version: 'semver',
      licence: 'spdx',
      commit: 'hash',
      mail: 'email',
    },
  },
  registries: { trustedRegistries: ['registry.example.com:5000', 'gcr.io', '*.local'] },
  docker: { trustedRegistries: ['docker.io'] },
  severities: { override: { error: ['DL3008', 'DL3057'], style: ['DL3006'] }, ignored: ['DL3003', 'DL3015'] },
  impartial: { 'disable-ignore-pragma': true },
} as const satisfies Record<string, Config>;

export type ConfigName = keyof typeof configs;

export const configNames = Object.keys(configs) as ConfigName[];

/** The same configuration for our linter. */
export function ourConfig(name: ConfigName): LintConfig {
  const config: Config = configs[name];
  const chosen = severities.flatMap((severity) =>
    (config.override?.[severity] ?? []).map((rule) => [rule, severity] as const),
  );
  return {
    ...defaultConfig,
    ignored: new Set(config.ignored ?? []),
    severities: new Map(chosen),
    disableIgnorePragma: config['disable-ignore-pragma'] ?? false,
    settings: {
      ...defaultConfig.settings,
      trustedRegistries: config.trustedRegistries ?? [],
      labelSchema: config['label-schema'] ?? {},
      strictLabels: config['strict-labels'] ?? false,
    },
  };
}
