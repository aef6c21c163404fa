import * as l10n from '@vscode/l10n';
import type { Flag, FlagTable } from '../flags.ts';
import { row, setting } from '../reserved-flags.ts';

type Rest = Omit<Partial<Flag>, 'name' | 'since'>;

/** A flag of all three; the forks began with what google's 1.24 had. `google` is the first version that has it. */
const everywhere = (name: string, google: string, rest: Rest = {}): Flag => ({
  name,
  since: { osscontainertools: '0', google, chainguard: '0' },
  ...rest,
});
const onOff: Rest = { isSwitch: true };

/** A flag that the fork of osscontainertools brought. */
const forked = (name: string, osscontainertools: string, rest: Rest = {}): Flag => ({
  name,
  since: { osscontainertools },
  ...rest,
});

const insteadOf = (newName: string): NonNullable<Flag['caveats']> => {
  const why = (): string => l10n.t('an old name that may go. Use {0}.', `--${newName}`);
  return { osscontainertools: why, google: why, chainguard: why };
};
const always: NonNullable<Flag['caveats']> = {
  osscontainertools: () => l10n.t('it does nothing, as this flavour always does so.'),
};
const dead: NonNullable<Flag['caveats']> = (() => {
  const why = (): string =>
    l10n.t('it does nothing: the executor never looks at it. Use {0}.', '--skip-tls-verify-registry=HOST');
  return { osscontainertools: why, google: why, chainguard: why };
})();

const context: Rest = { reserved: row(() => l10n.t('Context folder'), '--context') };
const ownLog: Rest = { reserved: () => l10n.t('The log is read in the form that it has now.') };
const ownEnd: Rest = {
  reserved: () =>
    l10n.t('A build of Kaniko Build ends with a push; there is nothing else to keep the image.'),
};

/**
 * Every flag of the executor. The versions are the first tags of each repository whose `cmd/executor/cmd/root.go` has the
 * flag: osscontainertools up to v1.28.3, GoogleContainerTools up to v1.24.0, chainguard-forks up to v1.25.16.
 * (kaniko.md §2)
 */
export const kanikoFlags: FlagTable = {
  known: {
    osscontainertools: { version: '1.28.3', isFinal: false },
    google: { version: '1.24.0', isFinal: true },
    chainguard: { version: '1.25.16', isFinal: false },
  },
  flags: [
    { name: 'annotation', since: { osscontainertools: '1.25.3', chainguard: '1.25.1' } },
    everywhere('bucket', '0', { short: 'b', ...context }),
    everywhere('build-arg', '0', { reserved: row(() => l10n.t('Build arguments'), '--build-arg') }),
    everywhere('cache', '0.4.0', { ...onOff, reserved: setting('cache.enabled', '--cache') }),
    everywhere('cache-copy-layers', '1.4.0', {
      ...onOff,
      reserved: setting('cache.copyLayers', '--cache-copy-layers'),
    }),
    everywhere('cache-dir', '0.5.0'),
    everywhere('cache-repo', '0.4.0', { reserved: setting('cache.repository', '--cache-repo') }),
    everywhere('cache-run-layers', '1.9.0', onOff),
    everywhere('cache-ttl', '0.8.0', { reserved: setting('cache.ttl', '--cache-ttl') }),
    everywhere('cleanup', '0.4.0', onOff),
    everywhere('compressed-caching', '1.7.0', onOff),
    everywhere('compression', '1.10.0'),
    everywhere('compression-level', '1.10.0'),
    everywhere('context', '0', { short: 'c', ...context }),
    everywhere('context-sub-path', '0.20.0', context),
    forked('credential-helpers', '1.25.2'),
    everywhere('custom-platform', '1.9.1', { reserved: setting('pod.platform', '--pod-settings') }),
    everywhere('customPlatform', '1.4.0', { caveats: insteadOf('custom-platform') }),
    everywhere('destination', '0', {
      short: 'd',
      reserved: row(() => l10n.t('Destination'), '--destination'),
    }),
    everywhere('digest-file', '0.10.0', {
      reserved: () => l10n.t('The digest of the image is read from there.'),
    }),
    everywhere('dockerfile', '0', { short: 'f', ...context }),
    forked('dryrun', '1.26.6', { ...onOff, ...ownEnd }),
    everywhere('force', '0', onOff),
    everywhere('force-build-metadata', '1.7.0', { ...onOff, caveats: always }),
    everywhere('git', '1.0.0'),
    everywhere('ignore-path', '1.6.0'),
    everywhere('ignore-var-run', '1.7.0', onOff),
    everywhere('image-download-retry', '1.19.0'),
    forked('image-format', '1.28.1'),
    everywhere('image-fs-extract-retry', '1.7.0'),
    everywhere('image-name-tag-with-digest-file', '1.4.0'),
    everywhere('image-name-with-digest-file', '0.14.0'),
    everywhere('insecure', '0.4.0', onOff),
    everywhere('insecure-pull', '0.6.0', onOff),
    everywhere('insecure-registry', '0.8.0', {
      reserved: setting('registries.insecure', '--insecure-registry'),
    }),
    everywhere('kaniko-dir', '1.8.1', {
      reserved: () => l10n.t('What the Pod mounts lies in /kaniko, where the executor is.'),
    }),
    everywhere('label', '0.19.0'),
    everywhere('log-format', '0.18.0', ownLog),
    everywhere('log-timestamp', '0.20.0', { ...onOff, ...ownLog }),
    forked('materialize', '1.24.0', onOff),
    everywhere('no-push', '0.4.0', { ...onOff, ...ownEnd }),
    everywhere('no-push-cache', '1.9.0', onOff),
    everywhere('oci-layout-path', '0.12.0'),
    forked('pre-cleanup', '1.25.4', onOff),
    forked('preserve-context', '1.24.0', onOff),
    everywhere('push-ignore-immutable-tag-errors', '1.21.0', onOff),
    everywhere('push-retry', '1.5.1'),
    everywhere('registry-certificate', '0.19.0', {
      reserved: setting('registries.certificates', '--registry-ca'),
    }),
    everywhere('registry-client-cert', '1.10.0'),
    everywhere('registry-map', '1.21.0', { reserved: setting('registries.map', '--registry-map') }),
    everywhere('registry-mirror', '0.18.0', { reserved: setting('registries.mirrors', '--registry-mirror') }),
    everywhere('reproducible', '0.2.0', onOff),
    forked('secret', '1.26.3'),
    everywhere('single-snapshot', '0.2.0', onOff),
    everywhere('skip-default-registry-fallback', '1.13.0', {
      ...onOff,
      reserved: setting('registries.mirrorsOnly', '--mirrors-only'),
    }),
    everywhere('skip-push-permission-check', '1.14.0', onOff),
    everywhere('skip-tls-verify', '0.4.0', onOff),
    everywhere('skip-tls-verify-pull', '0.6.0', { ...onOff, caveats: dead }),
    everywhere('skip-tls-verify-registry', '0.8.0'),
    everywhere('skip-unused-stages', '0.20.0', { ...onOff, caveats: always }),
    everywhere('snapshot-mode', '1.9.1'),
    everywhere('snapshotMode', '0', { caveats: insteadOf('snapshot-mode') }),
    everywhere('tar-path', '1.9.1'),
    everywhere('tarPath', '0', { caveats: insteadOf('tar-path') }),
    everywhere('target', '0.3.0', { reserved: row(() => l10n.t('Target stage'), '--target') }),
    everywhere('use-new-run', '0.24.0', onOff),
    everywhere('verbosity', '0', { short: 'v' }),
    everywhere('whitelist-var-run', '0.17.0', { ...onOff, caveats: insteadOf('ignore-var-run') }),
  ],
};
