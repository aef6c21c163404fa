import * as l10n from '@vscode/l10n';
import type { Flag, FlagTable } from '../flags.ts';
import { row, setting } from '../reserved-flags.ts';

const switches = new Set(
  `all-platforms compat-volumes compress created-annotation disable-compression disable-content-trust force-compression
  force-rm http-proxy identity-label inherit-annotations inherit-labels layers log-rusage logsplit no-cache no-hostname
  no-hosts omit-history pull pull-always pull-never quiet rewrite-timestamp rm save-stages skip-unused-stages squash
  stage-labels stdin tls-verify`.split(/\s+/),
);

const shorts: Readonly<Record<string, string>> = {
  'cpu-shares': 'c',
  'disable-compression': 'D',
  file: 'f',
  memory: 'm',
  output: 'o',
  quiet: 'q',
  tag: 't',
  volume: 'v',
};

/** The flags that came with a version, or were there before any that is in use. */
const flagsByVersion: readonly (readonly [string, string])[] = [
  [
    '0',
    `add-host annotation arch authfile blob-cache build-arg cache-from cap-add cap-drop cert-dir cgroup-parent
    cni-config-dir cni-plugin-path compress cpu-period cpu-quota cpu-shares cpuset-cpus cpuset-mems creds decryption-key
    device disable-compression disable-content-trust dns dns-option dns-search file force-rm format from http-proxy
    ignorefile iidfile ipc isolation jobs label layers log-rusage logfile manifest memory memory-swap network no-cache os
    pid platform pull pull-always pull-never quiet rm runtime runtime-flag secret security-opt shm-size sign-by
    signature-policy squash stdin tag target timestamp tls-verify ulimit userns userns-gid-map userns-gid-map-group
    userns-uid-map userns-uid-map-user uts variant volume`,
  ],
  ['1.22.0', 'rusage-logfile'],
  ['1.23.0', 'ssh'],
  ['1.24.0', 'all-platforms cgroupns unsetenv'],
  ['1.25.0', 'no-hosts'],
  ['1.26.0', 'env identity-label os-feature os-version output'],
  ['1.26.4', 'build-context cpp-flag logsplit omit-history'],
  ['1.27.0', 'cache-to cache-ttl hooks-dir'],
  ['1.27.2', 'skip-unused-stages'],
  ['1.28.0', 'retry retry-delay'],
  ['1.29.0', 'group-add'],
  ['1.30.0', 'build-arg-file'],
  ['1.32.0', 'cw layer-label'],
  ['1.33.0', 'no-hostname unsetlabel'],
  [
    '1.35.0',
    `sbom sbom-image-output sbom-image-purl-output sbom-merge-strategy sbom-output sbom-purl-output sbom-scanner-command
    sbom-scanner-image`,
  ],
  ['1.36.0', 'cdi-config-dir'],
  ['1.37.0', 'compat-volumes'],
  ['1.40.0', 'inherit-labels'],
  ['1.41.0', 'created-annotation inherit-annotations rewrite-timestamp source-date-epoch unsetannotation'],
  [
    '1.44.0',
    `compression-format compression-level force-compression iidfile-raw metadata-file mount save-stages source-policy-file
    stage-labels`,
  ],
];

const until: Readonly<Record<string, string>> = { 'cni-config-dir': '1.44.0', 'cni-plugin-path': '1.44.0' };

const ofThePod = (): string => l10n.t('The Pod and its script rely on the value that it has now.');
const credentials = row(() => l10n.t('Credentials'), '--credentials');

/** What is said elsewhere in this product. */
const reserved: Readonly<Record<string, () => string>> = {
  authfile: credentials,
  'build-arg': row(() => l10n.t('Build arguments'), '--build-arg'),
  'cache-from': setting('cache.repository', '--cache-repo'),
  'cache-to': setting('cache.repository', '--cache-repo'),
  'cache-ttl': setting('cache.ttl', '--cache-ttl'),
  'cert-dir': setting('registries.certificates', '--registry-ca'),
  creds: credentials,
  file: row(() => l10n.t('Context folder'), '--file'),
  format: ofThePod,
  isolation: ofThePod,
  layers: setting('cache.enabled', '--cache'),
  logfile: ofThePod,
  manifest: ofThePod,
  quiet: ofThePod,
  tag: ofThePod,
  target: row(() => l10n.t('Target stage'), '--target'),
  'tls-verify': setting('registries.insecure', '--insecure-registry'),
};

/**
 * Every flag of `buildah build`. The versions are the first tags of containers/buildah, up to v1.44.0, whose
 * `pkg/cli/common.go` has the flag.
 */
export const buildahFlags: FlagTable = {
  known: { stable: { version: '1.44.0', isFinal: false } },
  flags: flagsByVersion.flatMap(([version, names]) =>
    names.split(/\s+/).map((name): Flag => flagOf(name, version)),
  ),
};

function flagOf(name: string, version: string): Flag {
  const { [name]: short } = shorts;
  const { [name]: gone } = until;
  const { [name]: why } = reserved;
  return {
    name,
    since: { stable: version },
    ...(short === undefined ? {} : { short }),
    ...(switches.has(name) ? { isSwitch: true } : {}),
    ...(gone === undefined ? {} : { until: { stable: gone } }),
    ...(why === undefined ? {} : { reserved: why }),
  };
}
