import assert from 'node:assert/strict';
import type { PodInput } from '../../../src/builders/builder.ts';
import { buildahObjections } from '../../../src/builders/buildah/objections.ts';
import { bareInput } from '../pod-input.ts';

const objections = (changes: Partial<PodInput>): string =>
  buildahObjections({ ...bareInput, flavour: 'stable', image: 'quay.io/buildah/stable:v1.37.6', ...changes })
    .map(({ certain, message, remedy = '' }) => `${certain ? 'no' : 'unsure'}: ${message} ${remedy}`)
    .join('\n');

describe('objections to what buildah is asked for', () => {
  const cache = { repository: 'h/c', ttlSeconds: 60, copyLayers: true };

  it('are none to a build with a cache, nor to flags that it has', () => {
    assert.equal(objections({ cache }), '');
    assert.equal(
      objections({ arguments: ['--squash', '--jobs=2', '--label', 'a=b', '--ulimit=nofile=9:9'] }),
      '',
    );
  });

  it('say that a version is too old for the cache, or for a flag', () => {
    const image = 'quay.io/buildah/stable:v1.26.4';
    assert.match(objections({ image, cache }), /^no: .*1\.26\.4 does not know the flag --cache-to.*1\.27\.0/);
    assert.match(
      objections({ arguments: ['--source-date-epoch=0'] }),
      /^no: .*--source-date-epoch.*1\.41\.0/,
    );
    assert.match(
      objections({ image: 'quay.io/buildah/stable:v1.44.0', arguments: ['--cni-config-dir=/x'] }),
      /^no: .*gone since version 1\.44\.0/,
    );
    assert.match(objections({ image: 'b:latest', arguments: ['--brand-new=x'] }), /^unsure: /);
  });

  it('refuse what the Pod sets, and logins', () => {
    for (const argument of ['--tag=x', '-t', '--format=oci', '--tls-verify=false', '--layers', '--creds=a:b'])
      assert.match(objections({ arguments: [argument] }), /^no: .*given by Kaniko Build itself/, argument);
    assert.match(objections({ arguments: ['--env=TOKEN=abc'] }), /^no: .*looks like a secret/);
  });
});
