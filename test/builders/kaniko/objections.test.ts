import assert from 'node:assert/strict';
import type { Objection, PodInput } from '../../../src/builders/builder.ts';
import { kanikoFlags } from '../../../src/builders/kaniko/flags.ts';
import { kanikoObjections } from '../../../src/builders/kaniko/objections.ts';
import { bareInput } from '../pod-input.ts';

const oss = { flavour: 'osscontainertools', image: 'ghcr.io/osscontainertools/kaniko:v1.28.3' };
const google = { flavour: 'google', image: 'gcr.io/kaniko-project/executor:v1.24.0' };
const chainguard = { flavour: 'chainguard', image: 'cgr.dev/team/kaniko:1.25.16' };

const objections = (changes: Partial<PodInput>): readonly Objection[] =>
  kanikoObjections({ ...bareInput, ...oss, ...changes });
const extra = (argument: string | readonly string[], changes: Partial<PodInput> = {}): readonly Objection[] =>
  objections({ ...changes, arguments: [argument].flat() });

function refused(found: readonly Objection[], message: RegExp, remedy: RegExp): void {
  const [first] = found;
  assert.equal(first?.certain, true, JSON.stringify(found));
  assert.match(first.message, message);
  assert.match(first.remedy ?? '', remedy);
}

function warned(found: readonly Objection[], message: RegExp): void {
  assert.equal(found.length, 1, JSON.stringify(found));
  assert.equal(found[0]?.certain, false);
  assert.match(found[0].message, message);
}

describe('objections to what kaniko is asked for', () => {
  it('are none to a build of each flavour, with cache and mirrors', () => {
    for (const image of [oss, google, chainguard]) {
      const cache = { repository: 'h/c', ttlSeconds: 60, copyLayers: false };
      const mirrors = [
        { registry: 'docker.io', mirrors: ['m:1'], fallback: false },
        { registry: 'quay.io', mirrors: ['m:1/quay'], fallback: true },
      ];
      assert.deepEqual(objections({ ...image, cache, mirrors, target: 't', buildArgs: { A: 'b' } }), []);
    }
  });

  it('name the flavour that has a flag which this one lacks', () => {
    refused(
      extra('--secret=id=x,src=/x', google),
      /kaniko \(google\) 1\.24\.0 does not know the flag --secret/,
      /osscontainertools from 1\.26\.3 on/,
    );
    refused(
      extra('--annotation=a=b', google),
      /--annotation/,
      /osscontainertools from 1\.25\.3 on, chainguard from 1\.25\.1 on/,
    );
    refused(extra('--materialize', chainguard), /--materialize/, /osscontainertools/);
    assert.deepEqual(extra('--secret=id=x,src=/x'), []);
  });

  it('name the version that has a flag which this one lacks', () => {
    const old = { ...oss, image: 'mirror.example/osscontainertools/kaniko:v1.28.0-debug' };
    refused(extra('--image-format=oci', old), /1\.28\.0 does not know the flag --image-format/, /1\.28\.1/);
    const slim = { ...oss, image: 'martizih/kaniko:v1.28.1-slim@sha256:' + '0'.repeat(64) };
    assert.deepEqual(extra('--image-format=oci', slim), []);
  });

  it('speak of features that the image is too old for', () => {
    const ancient = { ...google, image: 'gcr.io/kaniko-project/executor:v1.3.0' };
    const cache = { repository: 'h/c', copyLayers: true };
    refused(objections({ ...ancient, cache }), /--cache-copy-layers/, /came with version 1\.4\.0/);
    refused(
      objections({ ...ancient, mirrors: [{ registry: 'q.io', mirrors: ['m:1'], fallback: true }] }),
      /--registry-map/,
      /1\.21\.0/,
    );
  });

  it('claim nothing for certain where the image does not tell its version, or a later one', () => {
    for (const tag of ['latest', 'debug', 'v1.29.0']) {
      const image = `ghcr.io/osscontainertools/kaniko:${tag}`;
      warned(extra('--brand-new=1', { image }), /may not know the flag --brand-new/);
    }
    refused(extra('--brand-new=1'), /does not know the flag --brand-new/, /No flavour has it/);
    // No other release of this one will come.
    refused(
      extra('--secret=id=x', { ...google, image: 'm.example/executor@sha256:' + '1'.repeat(64) }),
      /--secret/,
      /oss/,
    );
    // The tag is the version of another product.
    const strimzi = { ...google, image: 'quay.io/strimzi/kaniko-executor:0.48.0' };
    assert.deepEqual(extra('--registry-client-cert=h=/a,/b', strimzi), []);
  });

  it('speak of flags that do nothing', () => {
    for (const image of [oss, google, chainguard])
      warned(extra('--skip-tls-verify-pull', image), /does nothing.*--skip-tls-verify-registry=HOST/);
    warned(extra('--skip-unused-stages=true'), /does nothing/);
    assert.deepEqual(extra('--skip-unused-stages=false', google), []);
    warned(extra('--snapshotMode=redo'), /--snapshot-mode/);
  });

  it('tell how a flag is written', () => {
    refused(extra('--snapshot-mode redo'), /taken for the name of a flag/, /--snapshot-mode=…/);
    refused(extra('snapshot-mode=redo'), /no flag/, /--flag=value/);
    refused(extra('--snapshot-mode'), /needs a value/, /--snapshot-mode=…/);
    refused(extra(['--snapshot-mode', '--reproducible']), /--snapshot-mode needs a value/, /=/);
    assert.deepEqual(extra(['--snapshot-mode', 'redo', '--reproducible', '--push-retry=3', '-v=debug']), []);
  });

  for (const argument of [
    ...['--destination=a/b', '-d=a/b', '-d', '--context=dir:///x', '--dockerfile=x', '--digest-file=/x'],
    ...['--log-format=json', '--target=x', '--build-arg=A=b', '--no-push', '--cache=true', '--cache-repo=x'],
    ...[
      '--cache-ttl=1h',
      '--insecure-registry=h',
      '--registry-mirror=h',
      '--registry-map=a=b',
      '--kaniko-dir=/x',
    ],
  ]) {
    it(`refuse ${argument}, which is not the user's to give`, () => {
      refused(extra(argument), /is given by Kaniko Build itself/, /\S/);
    });
  }

  it('refuse values that look like secrets, and do not repeat them', () => {
    for (const value of [
      ...['--label=api_key=abcdef', '--label=DB_PASSWORD=s3same', '--annotation=x=https://me:s3same@host/'],
      `--label=x=ghp_${'a'.repeat(36)}`,
    ]) {
      const found = extra(value);
      refused(found, /looks like a secret/, /credentials/);
      assert.doesNotMatch(JSON.stringify(found), /s3same|abcdef|ghp_/);
    }
    refused(
      extra('--brand-new-token=s3same', { image: 'ghcr.io/osscontainertools/kaniko:latest' }),
      /value of --brand-new-token looks like a secret/,
      /credentials/,
    );
    assert.deepEqual(extra('--credential-helpers=env'), []);
    for (const value of ['--label=author=me', '--label=token_file=/x', '--ignore-path=/etc/passwd'])
      assert.deepEqual(extra(value), [], value);
  });

  it('warn of layers of COPY in the cache of flavours that mistake renamed files', () => {
    const cache = { repository: 'h/c', copyLayers: true };
    warned(objections({ ...google, cache }), /renamed/);
    warned(objections({ ...chainguard, cache }), /renamed/);
    assert.deepEqual(objections({ cache }), []);
    assert.deepEqual(objections({ ...google, cache: { ...cache, copyLayers: false } }), []);
  });

  it('come of a table without a name twice', () => {
    const names = kanikoFlags.flags.flatMap(({ name, short }) => [
      name,
      ...(short === undefined ? [] : [short]),
    ]);
    assert.equal(new Set(names).size, names.length);
  });
});
