/** Ids of the flavours of kaniko, the default first. */
export const kanikoFlavours = ['osscontainertools', 'google', 'chainguard'] as const;
export type KanikoFlavour = (typeof kanikoFlavours)[number];

/** One flag of the executor. */
export interface KanikoFlag {
  /** Whether it stands alone; others need `=VALUE`. */
  readonly isSwitch: boolean;
  /** The first version that has it, by flavour: `[]` is any version, absent is none. */
  readonly since: Readonly<Partial<Record<KanikoFlavour, readonly number[]>>>;
}

/** The newest version that the table below tells of: what a later one has besides is not known. */
export const newestKnown: Readonly<Record<KanikoFlavour, readonly number[]>> = {
  osscontainertools: [1, 28, 3],
  google: [1, 24, 0],
  chainguard: [1, 25, 16],
};

const everywhere = { osscontainertools: [], google: [], chainguard: [] };

// kaniko.md §2.1: `cmd/executor/cmd/root.go` of each.
const commonSwitches = [
  'cache', 'cache-copy-layers', 'cache-run-layers', 'cleanup', 'compressed-caching', 'force', 'force-build-metadata',
  'ignore-var-run', 'insecure', 'insecure-pull', 'log-timestamp', 'no-push', 'no-push-cache',
  'push-ignore-immutable-tag-errors', 'reproducible', 'single-snapshot', 'skip-default-registry-fallback',
  'skip-push-permission-check', 'skip-tls-verify', 'skip-tls-verify-pull', 'skip-unused-stages', 'use-new-run',
  'whitelist-var-run',
]; // prettier-ignore
const commonValues = [
  'build-arg', 'bucket', 'cache-dir', 'cache-repo', 'cache-ttl', 'compression', 'compression-level', 'context',
  'context-sub-path', 'custom-platform', 'customPlatform', 'destination', 'digest-file', 'dockerfile', 'git',
  'ignore-path', 'image-download-retry', 'image-fs-extract-retry', 'image-name-tag-with-digest-file',
  'image-name-with-digest-file', 'insecure-registry', 'kaniko-dir', 'label', 'log-format', 'oci-layout-path',
  'push-retry', 'registry-certificate', 'registry-client-cert', 'registry-map', 'registry-mirror',
  'skip-tls-verify-registry', 'snapshot-mode', 'snapshotMode', 'tar-path', 'tarPath', 'target', 'verbosity',
]; // prettier-ignore

const named = (
  names: readonly string[],
  isSwitch: boolean,
  since: KanikoFlag['since'],
): readonly (readonly [string, KanikoFlag])[] => names.map((name) => [name, { isSwitch, since }]);

/** Every flag of every flavour, without its dashes. (kaniko.md §1.3, §2) */
export const kanikoFlags: ReadonlyMap<string, KanikoFlag> = new Map([
  ...named(commonSwitches, true, everywhere),
  ...named(commonValues, false, everywhere),
  ...named(['annotation'], false, { osscontainertools: [1, 25, 3], chainguard: [] }),
  ...named(['credential-helpers'], false, { osscontainertools: [1, 25, 2] }),
  ...named(['dryrun'], true, { osscontainertools: [1, 27, 6] }),
  ...named(['image-format'], false, { osscontainertools: [1, 28, 1] }),
  ...named(['materialize', 'preserve-context'], true, { osscontainertools: [1, 24, 0] }),
  ...named(['pre-cleanup'], true, { osscontainertools: [1, 25, 4] }),
  ...named(['secret'], false, { osscontainertools: [1, 26, 3] }),
]);

/** Flags by which the product itself steers the build: another value would take the run out of its hands. */
export const ownFlags: ReadonlySet<string> = new Set([
  'bucket', 'cache', 'cache-repo', 'cache-ttl', 'context', 'context-sub-path', 'custom-platform', 'customPlatform',
  'destination', 'digest-file', 'dockerfile', 'dryrun', 'git', 'kaniko-dir', 'log-format', 'no-push', 'tar-path',
  'tarPath', 'target',
]); // prettier-ignore
