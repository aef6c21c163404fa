import { strict as assert } from 'node:assert';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { loginPath } from '../../src/kube/login-path.ts';
import { startApiServer, TOKEN } from '../beds/apiserver/server.ts';
import type { ApiServer } from '../beds/apiserver/server.ts';
import { kubeErrorOf, withKubeConfig } from './bed.ts';

const CREDENTIAL = JSON.stringify({
  kind: 'ExecCredential',
  status: { token: TOKEN, expirationTimestamp: '2099-01-01T00:00:00Z' },
});

/** A token as kubelogin and the like write them, expired long ago. */
const EXPIRED = ['{"alg":"none"}', '{"sub":"ann","exp":1577836800}', 'signature']
  .map((part) => Buffer.from(part).toString('base64url'))
  .join('.');

async function program(file: string, text: string): Promise<void> {
  await writeFile(file, text);
  await chmod(file, 0o755);
}

describe('a credential program of the kubeconfig', () => {
  let server: ApiServer;
  let folder = '';
  const former = { SHELL: process.env['SHELL'], PATH: process.env['PATH'] };

  beforeEach(async () => {
    server = await startApiServer();
    folder = await mkdtemp(path.join(tmpdir(), 'login-'));
    await mkdir(path.join(folder, 'cloud', 'bin'), { recursive: true });
  });
  afterEach(async () => {
    Object.assign(process.env, former);
    await server.close();
    await rm(folder, { recursive: true });
  });

  /** A login shell as a person has it: a real shell whose files print something and add a folder to PATH. */
  async function loginShell(rc: string): Promise<string> {
    await writeFile(path.join(folder, '.profile'), rc);
    const shell = path.join(folder, 'shell');
    await program(shell, `#!/bin/sh\nHOME='${folder}' PATH=/usr/bin:/bin exec /bin/bash "$@"\n`);
    return shell;
  }

  it("is found on the login shell's PATH, with the programs that it starts itself", async () => {
    const bin = path.join(folder, 'cloud', 'bin');
    await program(path.join(bin, 'cloud-helper'), `#!/bin/sh\necho '${CREDENTIAL}'\n`);
    await program(path.join(bin, 'cloud-auth-plugin'), '#!/bin/sh\nexec cloud-helper\n');
    process.env['SHELL'] = await loginShell(`echo 'Welcome to this machine'\nexport PATH="$PATH:${bin}"\n`);
    const user = { exec: { apiVersion: 'client.authentication.k8s.io/v1', command: 'cloud-auth-plugin' } };
    await withKubeConfig(server.url, async (kube) => assert.equal(await kube.readPod('p'), undefined), {
      user,
    });
    assert.equal(server.requests[0]?.headers['authorization'], `Bearer ${TOKEN}`);
  });

  it('is not looked for in a shell when it is on PATH', async () => {
    const bin = path.join(folder, 'cloud', 'bin');
    await program(path.join(bin, 'near-plugin'), `#!/bin/sh\necho '${CREDENTIAL}'\n`);
    process.env['PATH'] = `${bin}:${former.PATH ?? ''}`;
    process.env['SHELL'] = await loginShell(`touch '${path.join(folder, 'asked')}'\n`);
    const user = { exec: { apiVersion: 'client.authentication.k8s.io/v1', command: 'near-plugin' } };
    await withKubeConfig(server.url, async (kube) => assert.equal(await kube.readPod('p'), undefined), {
      user,
    });
    await assert.rejects(rm(path.join(folder, 'asked')), { code: 'ENOENT' });
  });

  it('is said to be missing when the login shell has it not either, or there is no such shell', async () => {
    const user = { exec: { apiVersion: 'client.authentication.k8s.io/v1', command: 'nowhere-plugin' } };
    for (const shell of [await loginShell('exit 3\n'), '/no/such/shell', '']) {
      process.env['SHELL'] = shell;
      await withKubeConfig(
        server.url,
        async (kube) => {
          const { code, message } = await kubeErrorOf(kube.readPod('p'));
          assert.equal(code, 'unauthenticated');
          assert.match(message, /nowhere-plugin, which is not installed or not on PATH\.$/);
        },
        { user },
      );
    }
  });

  it('is not run when it works in a terminal only', async () => {
    const ran = path.join(folder, 'ran');
    const plugin = path.join(folder, 'plugin');
    await program(plugin, `#!/bin/sh\ntouch '${ran}'\necho '${CREDENTIAL}'\n`);
    const user = {
      exec: {
        apiVersion: 'client.authentication.k8s.io/v1',
        command: plugin,
        interactiveMode: 'Always',
      },
    };
    await withKubeConfig(
      server.url,
      async (kube) => {
        const { code, message } = await kubeErrorOf(kube.readPod('p'));
        assert.equal(code, 'unauthenticated');
        assert.match(message, /asks its questions in a terminal \(interactiveMode: Always\)/);
      },
      { user },
    );
    await assert.rejects(rm(ran), { code: 'ENOENT' });
  });

  it('that gives an expired token is asked again, then the token is named as expired', async () => {
    const count = path.join(folder, 'count');
    const plugin = path.join(folder, 'plugin');
    const stale = JSON.stringify({ kind: 'ExecCredential', status: { token: EXPIRED } });
    await program(plugin, `#!/bin/sh\necho x >> '${count}'\necho '${stale}'\n`);
    await withKubeConfig(
      server.url,
      async (kube) => {
        const { code, message } = await kubeErrorOf(kube.readPod('p'));
        assert.equal(code, 'unauthenticated');
        assert.match(message, /The token of user u expired on Wed, 01 Jan 2020 00:00:00 GMT\./);
        assert.ok(!message.includes(EXPIRED));
      },
      { user: { exec: { apiVersion: 'client.authentication.k8s.io/v1', command: plugin } } },
    );
    assert.equal(server.requests.length, 2);
  });

  it('is not needed for a token in the kubeconfig, which is named as expired too', async () => {
    await withKubeConfig(
      server.url,
      async (kube) => {
        const { message } = await kubeErrorOf(kube.readPod('p'));
        assert.equal(
          message,
          'Unauthorized. The token of user u expired on Wed, 01 Jan 2020 00:00:00 GMT. Log in to the cluster again.',
        );
      },
      { user: { token: EXPIRED } },
    );
  });

  it('takes a token that is none of those as it is', async () => {
    for (const token of ['a.b.c', 'e30.e30.x', `x.${Buffer.from('{"exp":1e99}').toString('base64url')}.x`]) {
      await withKubeConfig(
        server.url,
        async (kube) => assert.equal((await kubeErrorOf(kube.readPod('p'))).message, 'Unauthorized'),
        { user: { token } },
      );
    }
  });
});

describe("the login shell's PATH", () => {
  it('is asked for once, and what hangs after it is ended', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'login-'));
    try {
      const shell = path.join(folder, 'shell');
      const count = path.join(folder, 'count');
      await program(
        shell,
        `#!/bin/sh\necho x >> '${count}'\nPATH=/from/login:/usr/bin:/bin\n/bin/sh -c "$2"\nexec /bin/sleep 60\n`,
      );
      const began = Date.now();
      const [first, second] = await Promise.all([loginPath({ SHELL: shell }), loginPath({ SHELL: shell })]);
      assert.deepEqual([first, second], ['/from/login:/usr/bin:/bin', '/from/login:/usr/bin:/bin']);
      assert.ok(Date.now() - began < 5000);
      await rm(count);
      await loginPath({ SHELL: shell });
      await assert.rejects(rm(count), { code: 'ENOENT' });
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
