import assert from 'node:assert/strict';
import { chmod, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { startApiServer } from '../../beds/apiserver/server.ts';
import { answerOnce, certificate, fixture, refusal } from '../../kube/bed.ts';
import { check, checkAgainst, contextFolder, kubeconfig, request, type Folder, type Report } from './bed.ts';

describe('preflight: the way to the cluster', () => {
  let folder: Folder;
  beforeEach(async () => (folder = await contextFolder()));
  afterEach(() => folder.remove());

  const at = (files: readonly string[], context = 'bed'): Promise<Report> =>
    check(request(folder, { cluster: { kubeconfig: files, context, namespace: 'builds' } }));

  it('is fine', async () => {
    const report = await checkAgainst({}, folder);
    assert.deepEqual(report.ids('no'), []);
    assert.equal(report.ready, true);
    assert.match(report.item('cluster').detail ?? '', /v1\.34\.4/);
    assert.equal(report.item('user').detail, 'bed');
    for (const id of ['namespace', 'rights', 'pod', 'dockerfile', 'context', 'credentials']) {
      assert.equal(report.item(id).status, 'yes', id);
    }
  });

  it('lacks a kubeconfig', async () => {
    const file = join(folder.path, 'nowhere');
    const report = await at([file]);
    assert.match(report.no('kubeconfig'), /kubeconfig/);
    assert.equal(report.item('cluster').status, 'unknown');
    assert.equal(report.ready, false);
  });

  it('has a kubeconfig that is no YAML: file and line are named', async () => {
    const file = join(folder.path, 'broken');
    await writeFile(file, 'contexts:\n - name: [\n');
    const said = (await at([file])).no('kubeconfig');
    assert.ok(said.includes(file), said);
    assert.match(said, /not valid YAML: line \d/);
  });

  it('has a kubeconfig without the context', async () => {
    const file = await kubeconfig(folder, 'https://127.0.0.1:1');
    assert.match((await at([file], 'gone')).no('kubeconfig'), /gone/);
  });

  it('ends at a server that is down', async () => {
    const report = await at([await kubeconfig(folder, 'https://127.0.0.1:1')]);
    assert.match(report.no('cluster'), /127\.0\.0\.1:1 refused the connection/);
    assert.deepEqual(report.ids('no'), ['cluster']);
  });

  it('ends at a server that says nothing', async () => {
    const silent = createServer(() => undefined);
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`;
    const report = await at([await kubeconfig(folder, url)]);
    assert.ok(report.unknown('cluster').includes(url));
    assert.equal(report.ready, false);
    silent.close();
  });

  it('is closed by a proxy that is required, or by one that refuses', async () => {
    const report = await at([
      await kubeconfig(folder, 'https://10.0.0.1:6443', { cluster: { 'proxy-url': 'http://127.0.0.1:1' } }),
    ]);
    assert.match(report.no('cluster'), /127\.0\.0\.1:1/);
    const unknown = await at([await kubeconfig(folder, 'https://k8s.invalid:6443')]);
    assert.match(unknown.no('cluster'), /HTTPS_PROXY/);
  });

  it('meets a certificate of another authority', async () => {
    const { cert, key } = await certificate('server');
    const server = await startApiServer({ tls: { cert, key } });
    const report = await at([await kubeconfig(folder, server.url)]);
    assert.match(report.no('cluster'), /authority that the kubeconfig does not name/);
    await server.close();
  });

  it('brings a client certificate that has expired', async () => {
    const { cert, key, ca } = await certificate('server');
    const read = async (name: string): Promise<string> =>
      (await readFile(fixture(`tls/${name}`))).toString('base64');
    const server = await startApiServer({ tls: { cert, key, ca } });
    const file = await kubeconfig(folder, server.url, {
      cluster: { 'certificate-authority-data': Buffer.from(ca).toString('base64') },
      user: {
        'client-certificate-data': await read('expired.pem'),
        'client-key-data': await read('expired-key.pem'),
      },
    });
    const report = await at([file]);
    assert.match(report.no('user'), /client certificate of user u expired on Feb/);
    assert.equal(report.item('cluster').status, 'yes');
    await server.close();
  });

  it('brings a token that nobody knows', async () => {
    const server = await startApiServer();
    const report = await at([await kubeconfig(folder, server.url, { user: { token: 'other' } })]);
    assert.match(report.no('user'), /Unauthorized/);
    assert.deepEqual(report.ids('no'), ['user']);
    await server.close();
  });

  describe('through a credential program', () => {
    const shell = process.env['SHELL'];
    // It is asked for its PATH; how long this machine's own takes to start is not what is tested.
    before(() => (process.env['SHELL'] = '/bin/sh'));
    after(() => {
      if (shell === undefined) delete process.env['SHELL'];
      else process.env['SHELL'] = shell;
    });

    const plugin = async (script: string): Promise<{ report: Report; file: string }> => {
      const file = join(folder.path, 'plugin.mjs');
      await writeFile(file, `#!${process.execPath}\n${script}`);
      await chmod(file, 0o755);
      return { report: await through(file), file };
    };
    const through = async (command: string): Promise<Report> => {
      const exec = { apiVersion: 'client.authentication.k8s.io/v1', command, interactiveMode: 'Never' };
      return await at([await kubeconfig(folder, 'https://127.0.0.1:1', { user: { exec } })]);
    };

    it('that is missing', async () => {
      assert.match((await through('no-such-plugin')).no('user'), /no-such-plugin.*not installed/);
    });

    it('that fails', async () => {
      const { report } = await plugin(`console.error('login expired'); process.exit(1);`);
      assert.match(report.no('user'), /failed: login expired/);
      assert.equal(report.item('cluster').status, 'unknown');
    });

    it('that hangs', async () => {
      const { report, file } = await plugin(`setTimeout(() => {}, 5000);`);
      const said = report.unknown('user');
      assert.ok(said.includes(file), said);
      assert.match(said, /no answer within 1\.5 seconds/);
    });
  });

  it('leads to a server that is busy: nothing is certain', async () => {
    const busy = answerOnce(refusal(503, 'ServiceUnavailable', 'the server is currently unable'), 100);
    const report = await checkAgainst({ faults: [busy] }, folder);
    assert.deepEqual(report.ids('no'), []);
    assert.match(report.item('cluster').detail ?? '', /currently unable/);
    assert.equal(report.ready, false);
  });

  it('can be given up', async () => {
    const server = await startApiServer({ faults: [{ on: () => true, does: { kind: 'hang' }, times: 100 }] });
    const cluster = { kubeconfig: [server.kubeconfig], context: 'bed', namespace: 'builds' };
    const reason = new Error('enough');
    const abort = new AbortController();
    setTimeout(() => abort.abort(reason), 50);
    await assert.rejects(check(request(folder, { cluster }), { signal: abort.signal }), reason);
    await server.close();
  });
});
