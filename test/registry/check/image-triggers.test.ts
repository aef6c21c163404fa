import assert from 'node:assert/strict';
import { imageTriggers } from '../../../src/registry/check/image-triggers.ts';
import { parseReference } from '../../../src/registry/reference.ts';
import { startTokenRegistry, type RegistryAnswer, type TokenRegistry } from '../../beds/token-registry.ts';
import { access } from './access.ts';

const digest = (letter: string): string => `sha256:${letter.repeat(64)}`;

/** What the registry serves below `/v2/app/`. */
const contents: Readonly<Record<string, RegistryAnswer>> = {
  'manifests/plain': json({ config: { digest: digest('a') } }, digest('1')),
  [`blobs/${digest('a')}`]: json({ config: { OnBuild: ['COPY . /app', 'RUN make'] } }),
  'manifests/none': json({ config: { digest: digest('b') } }),
  [`blobs/${digest('b')}`]: json({ config: { OnBuild: null } }),
  'manifests/many': json({
    manifests: [
      { digest: digest('e'), platform: { os: 'unknown', architecture: 'unknown' } },
      { digest: digest('f'), platform: { os: 'linux', architecture: 'arm64' } },
      { digest: digest('c'), platform: { os: 'linux', architecture: 'amd64' } },
    ],
  }),
  [`manifests/${digest('c')}`]: json({ config: { digest: digest('a') } }),
  'manifests/moved': json({ config: { digest: digest('d') } }),
  [`blobs/${digest('d')}`]: { status: 307, headers: { Location: `/v2/app/blobs/${digest('a')}` } },
  'manifests/odd': json({ config: { digest: '../../../secret' } }),
  'manifests/garbage': { status: 200, body: '<html>' },
  'manifests/huge': json({ config: { digest: digest('9') } }),
  [`blobs/${digest('9')}`]: json({ config: { OnBuild: ['COPY x /'], Env: ['x'.repeat(1_000_000)] } }),
};

function json(value: unknown, contentDigest?: string): RegistryAnswer {
  const headers = contentDigest === undefined ? {} : { 'Docker-Content-Digest': contentDigest };
  return { status: 200, headers, body: JSON.stringify(value) };
}

describe('registry/check: ONBUILD of an image', () => {
  let registry: TokenRegistry;
  before(async () => {
    registry = await startTokenRegistry({
      answer: ({ url = '' }) =>
        url.startsWith('/v2/app/') ? contents[url.slice('/v2/app/'.length)] : undefined,
    });
  });
  after(() => registry.close());

  const triggers = (tag: string) => imageTriggers(parseReference(`${registry.host}/app:${tag}`), access({}));

  it('is read from its configuration, once for a digest', async () => {
    assert.deepEqual(await triggers('plain'), ['COPY . /app', 'RUN make']);
    const before = registry.requests.length;
    assert.deepEqual(await triggers('plain'), ['COPY . /app', 'RUN make']);
    assert.deepEqual(registry.requests.slice(before).filter((request) => /manifests|blobs/.test(request)), [
      'HEAD /v2/app/manifests/plain',
    ]); // prettier-ignore
  });

  it('is that of one platform of an image for several', async () => {
    assert.deepEqual(await triggers('many'), ['COPY . /app', 'RUN make']);
  });

  it('is read where the registry sends one to', async () => {
    assert.deepEqual(await triggers('moved'), ['COPY . /app', 'RUN make']);
  });

  it('is nothing for most images', async () => {
    assert.deepEqual(await triggers('none'), []);
  });

  for (const tag of ['missing', 'odd', 'garbage', 'huge']) {
    it(`is not known of one that is ${tag}`, async () => {
      assert.equal(await triggers(tag), undefined);
    });
  }

  it('is not known where nobody answers', async () => {
    assert.equal(await imageTriggers(parseReference('127.0.0.1:1/app'), access({})), undefined);
  });
});
