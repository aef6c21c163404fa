import assert from 'node:assert/strict';
import {
  authKeys,
  formatReference,
  ImageReferenceError,
  parseReference,
  sameRegistry,
  withDefaultTag,
} from '../../src/registry/reference.ts';

const sha = `sha256:${'ab'.repeat(32)}`;

describe('registry/reference', () => {
  const canonical: [string, string][] = [
    ['busybox', 'docker.io/library/busybox'],
    ['busybox:1.36', 'docker.io/library/busybox:1.36'],
    ['team/app', 'docker.io/team/app'],
    ['docker.io/busybox', 'docker.io/library/busybox'],
    ['index.docker.io/team/app:x', 'docker.io/team/app:x'],
    ['localhost/app', 'localhost/app'],
    ['localhost:5000/app:1', 'localhost:5000/app:1'],
    ['registry:5000/app', 'registry:5000/app'],
    ['ghcr.io/a/b/c:v1', 'ghcr.io/a/b/c:v1'],
    ['ghcr.io/app', 'ghcr.io/app'],
    ['[::1]:5000/app', '[::1]:5000/app'],
    ['EXAMPLE/app', 'EXAMPLE/app'],
    ['a__b/c-d--e.f_g', 'docker.io/a__b/c-d--e.f_g'],
    [`busybox@${sha}`, `docker.io/library/busybox@${sha}`],
    [`r.example:5000/app:1.0@${sha}`, `r.example:5000/app:1.0@${sha}`],
  ];
  for (const [text, expected] of canonical) {
    it(`reads ${text}`, () => {
      const reference = parseReference(text);
      assert.equal(formatReference(reference), expected);
      assert.deepEqual(
        parseReference(formatReference(reference)),
        reference,
        'a second reading changes nothing',
      );
    });
  }

  it('adds no tag by itself, and latest on request only', () => {
    assert.equal(parseReference('app').tag, undefined);
    assert.equal(withDefaultTag(parseReference('app')).tag, 'latest');
    assert.equal(withDefaultTag(parseReference('app:1')).tag, '1');
    assert.equal(withDefaultTag(parseReference(`app@${sha}`)).tag, undefined);
  });

  const refused: [string, RegExp][] = [
    ['', /empty/],
    ['My/App', /upper-case/],
    ['ghcr.io/Team/app', /upper-case/],
    ['app:', /tag/],
    ['app:-x', /tag/],
    [`app:${'x'.repeat(129)}`, /tag/],
    ['ghcr.io/', /empty part/],
    ['ghcr.io//app', /empty part/],
    ['https://ghcr.io/app', /begins with "https:\/\/"/],
    ['ghcr.io/app ', /space/],
    ['ghcr.io/a b', /space/],
    ['app@sha256:abc', /digest/],
    ['app@', /digest/],
    ['-x.example/app', /host name/],
    ['ghcr.io/-app', /not valid/],
    ['ghcr.io/a___b', /not valid/],
    ['ab'.repeat(32), /image ID/],
    [`ghcr.io/${'a'.repeat(300)}`, /longer/],
  ];
  for (const [text, reason] of refused) {
    it(`refuses ${JSON.stringify(text.slice(0, 40))}`, () => {
      assert.throws(
        () => parseReference(text),
        (error: unknown) => {
          assert.ok(error instanceof ImageReferenceError);
          assert.match(error.message, reason);
          assert.equal(error.text, text);
          return true;
        },
      );
    });
  }

  it('knows the names of Docker Hub', () => {
    assert.ok(sameRegistry('docker.io', 'index.docker.io'));
    assert.ok(sameRegistry('registry-1.docker.io', 'docker.io'));
    assert.ok(sameRegistry('GHCR.io', 'ghcr.io'));
    assert.ok(!sameRegistry('ghcr.io', 'ghcr.io:5000'));
    assert.ok(!sameRegistry('docker.io', 'hub.example'));
  });

  it('names the config keys, the one that kaniko reads first', () => {
    assert.equal(authKeys('index.docker.io')[0], 'https://index.docker.io/v1/');
    assert.ok(authKeys('docker.io').includes('docker.io'));
    assert.equal(authKeys('r.example:5000')[0], 'r.example:5000');
    assert.ok(authKeys('r.example').includes('https://r.example/v2/'));
    assert.equal(new Set(authKeys('docker.io')).size, authKeys('docker.io').length);
  });
});
