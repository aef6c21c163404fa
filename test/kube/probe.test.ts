import { strict as assert } from 'node:assert';
import { access, chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { probeVersion } from '../../src/kube/probe.ts';
import { startApiServer } from '../beds/apiserver/server.ts';
import type { ApiServer } from '../beds/apiserver/server.ts';
import { kubeErrorOf } from './bed.ts';

describe('the probe of a cluster', () => {
  let server: ApiServer;
  let folder = '';
  beforeEach(async () => {
    server = await startApiServer();
    folder = await mkdtemp(path.join(tmpdir(), 'probe-'));
  });
  afterEach(async () => {
    await server.close();
    await rm(folder, { recursive: true });
  });

  const probe = (kubeconfig: string, context = 'bed'): Promise<string> =>
    probeVersion({ kubeconfig: [kubeconfig], context, namespace: 'default' }, AbortSignal.timeout(2000));

  async function configured(url: string, user: object): Promise<string> {
    const file = path.join(folder, 'config');
    const config = {
      clusters: [{ name: 'c', cluster: { server: url } }],
      users: [{ name: 'u', user }],
      contexts: [{ name: 'bed', context: { cluster: 'c', user: 'u' } }],
    };
    await writeFile(file, JSON.stringify(config));
    return file;
  }

  it('tells the version in one request', async () => {
    assert.match(await probe(server.kubeconfig), /^v1\./);
    assert.deepEqual(
      server.requests.map(({ method, path: asked }) => `${method} ${asked}`),
      ['GET /version'],
    );
  });

  it('runs no credential program: a server that refuses nobody answers all the same', async () => {
    const ran = path.join(folder, 'ran');
    const plugin = path.join(folder, 'plugin');
    await writeFile(plugin, `#!/bin/sh\ntouch '${ran}'\n`);
    await chmod(plugin, 0o755);
    const exec = { apiVersion: 'client.authentication.k8s.io/v1', command: plugin };
    assert.equal(await probe(await configured(server.url, { exec })), '');
    await assert.rejects(access(ran));
    assert.equal(server.requests[0]?.headers['authorization'], undefined);
  });

  it('says when the kubeconfig brings credentials that are refused', async () => {
    const file = await configured(server.url, { token: 'wrong' });
    assert.equal((await kubeErrorOf(probe(file))).code, 'unauthenticated');
  });

  it('fails at once where nobody listens or the context is gone', async () => {
    const file = await configured('http://127.0.0.1:1', {});
    assert.equal((await kubeErrorOf(probe(file))).code, 'unreachable');
    assert.equal((await kubeErrorOf(probe(file, 'gone'))).code, 'kubeconfig');
  });
});
