import { strict as assert } from 'node:assert';
import { environmentProxy } from '../../src/kube/environment-proxy.ts';

const PROXY = 'http://proxy.example:3128';

describe('environmentProxy', () => {
  it('goes by the scheme of the server', () => {
    const env = { HTTPS_PROXY: PROXY, http_proxy: 'plain.example:80' };
    assert.equal(environmentProxy('https://k8s.example:6443', env), PROXY);
    assert.equal(environmentProxy('http://k8s.example', env), 'http://plain.example:80');
    assert.equal(environmentProxy('https://k8s.example', {}), undefined);
    assert.equal(environmentProxy('https://k8s.example', { HTTPS_PROXY: '' }), undefined);
  });

  it('is not used for this machine', () => {
    for (const host of ['localhost:6443', '127.0.0.1', '127.1.2.3:1', '[::1]:6443']) {
      assert.equal(environmentProxy(`https://${host}`, { HTTPS_PROXY: PROXY }), undefined);
    }
  });

  const cases: readonly (readonly [string, string, boolean])[] = [
    ['*', 'k8s.example', true],
    ['k8s.example', 'k8s.example', true],
    ['example', 'k8s.example', true],
    ['.example', 'k8s.example', true],
    ['*.example', 'k8s.example', true],
    ['.k8s.example', 'k8s.example', false],
    ['s.example', 'k8s.example', false],
    ['other, k8s.example:6443', 'k8s.example:6443', true],
    ['k8s.example:443', 'k8s.example', true],
    ['k8s.example:443', 'k8s.example:6443', false],
    ['10.0.0.0/8', '10.2.3.4:6443', true],
    ['10.0.0.0/8', '11.2.3.4:6443', false],
    ['10.0.0.0/8', 'k8s.example', false],
    ['10.2.3.4', '10.2.3.4:6443', true],
    ['fd00::/8', '[fd12::1]:6443', true],
    ['10.0.0.0/99', '10.2.3.4', false],
  ];
  for (const [exceptions, host, isDirect] of cases) {
    it(`${isDirect ? 'is not used' : 'is used'} for ${host} when NO_PROXY is ${exceptions}`, () => {
      const found = environmentProxy(`https://${host}`, { HTTPS_PROXY: PROXY, NO_PROXY: exceptions });
      assert.equal(found, isDirect ? undefined : PROXY);
    });
  }
});
