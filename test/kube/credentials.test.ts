import { strict as assert } from 'node:assert';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { connect as connectTo } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import type { KubeApi } from '../../src/kube/api.ts';
import { simplePlay } from '../beds/apiserver/plays.ts';
import { startApiServer, TOKEN } from '../beds/apiserver/server.ts';
import type { ApiServer } from '../beds/apiserver/server.ts';
import { POD, certificate, fixture, kubeErrorOf, withKubeConfig, withServer } from './bed.ts';

/** A program as a kubeconfig's `exec` names one. */
async function withPlugin(script: string, use: (file: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'plugin-'));
  const file = path.join(folder, 'plugin.mjs');
  try {
    await writeFile(file, `#!${process.execPath}\n${script}`);
    await chmod(file, 0o755);
    await use(file);
  } finally {
    await rm(folder, { recursive: true });
  }
}

function exec(command: string, more: object = {}): { readonly user: object } {
  return { user: { exec: { apiVersion: 'client.authentication.k8s.io/v1', command, ...more } } };
}

function credential(token: string, expires: string): string {
  return JSON.stringify({ kind: 'ExecCredential', status: { token, expirationTimestamp: expires } });
}

const LATER = '2099-01-01T00:00:00Z';

describe('credentials', () => {
  let server: ApiServer;
  beforeEach(async () => (server = await startApiServer()));
  afterEach(() => server.close());

  it('come from a program, which is told the cluster when it asks for it', async () => {
    const script = `
      const info = JSON.parse(process.env.KUBERNETES_EXEC_INFO);
      if (info.spec.interactive !== false || !info.spec.cluster.server.startsWith('http://127.0.0.1:')) process.exit(9);
      console.log(${JSON.stringify(credential(TOKEN, LATER))});`;
    await withPlugin(script, async (file) => {
      const fields = exec(file, { provideClusterInfo: true });
      await withKubeConfig(
        server.url,
        async (kube) => {
          assert.equal(await kube.readPod('p'), undefined);
        },
        fields,
      );
    });
  });

  it('are asked for again when the server does not accept them', async () => {
    const script = `
      import { existsSync, writeFileSync } from 'node:fs';
      const isSecond = existsSync(new URL('./asked', import.meta.url));
      writeFileSync(new URL('./asked', import.meta.url), '');
      console.log(isSecond ? ${JSON.stringify(credential(TOKEN, LATER))} : ${JSON.stringify(credential('old', LATER))});`;
    await withPlugin(script, async (file) => {
      await withKubeConfig(
        server.url,
        async (kube) => {
          await kube.readPod('p');
          await kube.readPod('p');
        },
        exec(file),
      );
      assert.deepEqual(
        server.requests.map(({ headers }) => headers['authorization'] === `Bearer ${TOKEN}`),
        [false, true, true],
      );
    });
  });

  it('say which program is missing and how to get it', async () => {
    const fields = exec('kaniko-build-no-such-plugin', {
      installHint: 'Install it from example.org.',
      args: ['--key=s3cret'],
    });
    await withKubeConfig(
      server.url,
      async (kube) => {
        const error = await kubeErrorOf(kube.readPod('p'));
        assert.equal(error.code, 'unauthenticated');
        assert.equal(
          error.message,
          'The kubeconfig gets the credentials of user u from the program kaniko-build-no-such-plugin, ' +
            'which is not installed or not on PATH. Install it from example.org.',
        );
        assert.doesNotMatch(JSON.stringify(error.cause ?? ''), /s3cret/);
      },
      fields,
    );
  });

  it("repeat a program's complaint, and never its output", async () => {
    const failing = `console.log('{"status": {"token": "s3cret"}}'); console.error('login expired'); process.exit(1);`;
    await withPlugin(failing, async (file) => {
      await withKubeConfig(
        server.url,
        async (kube) => {
          const { code, message } = await kubeErrorOf(kube.readPod('p'));
          assert.equal(code, 'unauthenticated');
          assert.equal(message, `The credential program ${file} of user u failed: login expired`);
        },
        exec(file),
      );
    });
    for (const output of ['s3cret is no JSON', '{"token": "s3cret"}']) {
      await withPlugin(`console.log(${JSON.stringify(output)});`, async (file) => {
        await withKubeConfig(
          server.url,
          async (kube) => {
            const { message } = await kubeErrorOf(kube.readPod('p'));
            assert.equal(message, `The credential program ${file} of user u gave no credentials.`);
          },
          exec(file),
        );
      });
    }
  });

  it('are a token from a file, basic auth, or none', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'token-'));
    await writeFile(path.join(folder, 'token'), TOKEN);
    const users = [{ tokenFile: path.join(folder, 'token') }, { username: 'me', password: 'pa:ss' }, {}];
    for (const user of users) {
      const ask = withKubeConfig(
        server.url,
        async (kube) => {
          await kube.readPod('p');
        },
        { user },
      );
      await ask.catch(() => undefined);
    }
    await rm(folder, { recursive: true });
    const [first, second, third] = server.requests.map(({ headers }) => headers['authorization']);
    assert.equal(first, `Bearer ${TOKEN}`);
    assert.equal(second, `Basic ${Buffer.from('me:pa:ss').toString('base64')}`);
    assert.equal(third, undefined);
  });

  it('carry the impersonation that the kubeconfig asks for', async () => {
    const user = {
      token: TOKEN,
      as: 'ann',
      'as-groups': ['dev', 'ops'],
      'as-uid': '7',
      'as-user-extra': { scope: ['a'] },
    };
    await withKubeConfig(
      server.url,
      async (kube) => {
        await kube.readPod('p');
      },
      { user },
    );
    const { headers } = server.requests[0] ?? assert.fail();
    assert.equal(headers['impersonate-user'], 'ann');
    assert.equal(headers['impersonate-group'], 'dev, ops');
    assert.equal(headers['impersonate-uid'], '7');
    assert.equal(headers['impersonate-extra-scope'], 'a');
  });

  it('name a file of the kubeconfig that cannot be read, or is no certificate', async () => {
    const cluster = { 'certificate-authority': '/no/such/ca.crt' };
    const missing = async (): Promise<void> =>
      withKubeConfig(
        'https://127.0.0.1:1',
        async (kube) => {
          const { code, message } = await kubeErrorOf(kube.readPod('p'));
          assert.equal(code, 'kubeconfig');
          assert.equal(
            message,
            'The kubeconfig names the file /no/such/ca.crt, which cannot be read (ENOENT).',
          );
        },
        { cluster },
      );
    await missing();
    await withPlugin('', async (plugin) => {
      const fields = { cluster, ...exec(plugin, { provideClusterInfo: true }) };
      await withKubeConfig(
        'https://127.0.0.1:1',
        async (kube) => {
          assert.equal((await kubeErrorOf(kube.readPod('p'))).code, 'kubeconfig');
        },
        fields,
      );
    });
    const junk = Buffer.from('junk').toString('base64');
    const user = { 'client-certificate-data': junk, 'client-key-data': junk };
    await withKubeConfig(
      'https://127.0.0.1:1',
      async (kube) => {
        assert.equal((await kubeErrorOf(kube.readPod('p'))).code, 'kubeconfig');
      },
      { user },
    );
  });

  it('point out a client certificate that has expired', async () => {
    const read = async (file: string): Promise<string> => readFile(fixture(`tls/${file}`), 'base64');
    const user = {
      'client-certificate-data': await read('expired.pem'),
      'client-key-data': await read('expired-key.pem'),
    };
    await withServerOverTls('server', async (url, ca) => {
      await withKubeConfig(
        url,
        async (kube) => {
          const { code, message } = await kubeErrorOf(kube.readPod('p'));
          assert.equal(code, 'unauthenticated');
          assert.match(
            message,
            /^Unauthorized\. The client certificate of user u expired on Feb {2}1 00:00:00 2020 GMT\.$/,
          );
        },
        { user, cluster: { 'certificate-authority-data': ca } },
      );
    });
  });
});

async function withServerOverTls(
  name: string,
  use: (url: string, ca: string) => Promise<void>,
): Promise<void> {
  const tls = await certificate(name);
  const server = await startApiServer({ tls, plays: [simplePlay({ linesBeforeInput: 0 })] });
  try {
    await use(server.url, Buffer.from(tls.ca).toString('base64'));
  } finally {
    await server.close();
  }
}

describe('TLS', () => {
  it('trusts the CA of the kubeconfig', async () => {
    await withServer({ tls: await certificate('server') }, async (kube) => {
      assert.equal(await kube.readPod('p'), undefined);
    });
  });

  const untrusted = [
    ['expired', {}, /its certificate has expired\.$/],
    ['other', {}, /^The certificate of https:\/\/127\.0\.0\.1:\d+ is for another host\. /],
    [
      'server',
      { 'certificate-authority-data': '' },
      /signed by an authority that the kubeconfig does not name \(\w+\)\.$/,
    ],
  ] as const;
  for (const [name, more, message] of untrusted) {
    it(`refuses a server that cannot be trusted, and says why: ${message.source.slice(0, 40)}`, async () => {
      await withServerOverTls(name, async (url, ca) => {
        await withKubeConfig(
          url,
          async (kube) => {
            const error = await kubeErrorOf(kube.readPod('p'));
            assert.equal(error.code, 'unreachable');
            assert.match(error.message, message);
            const attach = await kubeErrorOf(kube.attachStdin('p', 'c'));
            assert.equal(attach.message, error.message);
          },
          { cluster: { 'certificate-authority-data': ca, ...more } },
        );
      });
    });
  }

  it('honours tls-server-name and insecure-skip-tls-verify', async () => {
    await withServerOverTls('other', async (url, ca) => {
      const clusters = [
        { 'certificate-authority-data': ca, 'tls-server-name': 'other.example' },
        { 'insecure-skip-tls-verify': true },
      ];
      for (const cluster of clusters) {
        const read = async (kube: { readPod(name: string): Promise<unknown> }): Promise<void> => {
          assert.equal(await kube.readPod('p'), undefined);
        };
        await withKubeConfig(url, read, { cluster });
      }
    });
  });

  it('goes through the proxy that the kubeconfig names, for requests and streams', async () => {
    const asked: string[] = [];
    const proxy = createServer();
    const tunnels = new Set<Socket>();
    proxy.on('connect', (request, client: Socket) => {
      asked.push(request.url ?? '');
      const [host, port] = (request.url ?? '').split(':');
      const server = connectTo(Number(port), host, () => {
        client.write('HTTP/1.1 200 Connection established\r\n\r\n');
        server.pipe(client).pipe(server);
      });
      tunnels.add(server).add(client);
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    const proxyUrl = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
    await withServerOverTls('server', async (url, ca) => {
      const use = async (kube: KubeApi): Promise<void> => {
        await kube.createPod(POD);
        const stdin = await kube.attachStdin('build-1', 'builder');
        await stdin.write(Buffer.from('hello'));
        await stdin.end();
      };
      await withKubeConfig(url, use, {
        cluster: { 'certificate-authority-data': ca, 'proxy-url': proxyUrl },
      });
      assert.deepEqual(asked, [url.slice('https://'.length), url.slice('https://'.length)]);
    });
    tunnels.forEach((socket) => socket.destroy());
    proxy.close();
  });

  it('says so when the server speaks no TLS', async () => {
    await withServer({}, async (_kube, server) => {
      await withKubeConfig(server.url.replace('http:', 'https:'), async (kube) => {
        const { code, message } = await kubeErrorOf(kube.readPod('p'));
        assert.equal(code, 'unreachable');
        assert.match(message, /does not speak the expected protocol/);
      });
    });
  });
});
