import { strict as assert } from 'node:assert';
import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { KubeApi } from '../../src/kube/api.ts';
import { simplePlay } from '../beds/apiserver/plays.ts';
import type { FaultAction, Scenario } from '../beds/apiserver/scenario.ts';
import type { ApiServer } from '../beds/apiserver/server.ts';
import { POD, certificate, kubeErrorOf, refusal, withServer } from './bed.ts';

const V4 = ['v4.channel.k8s.io'];
const MiB = 1024 * 1024;

/** A Pod that reads its input, with `does` befalling the attach. */
async function attached(
  scenario: Scenario,
  does: FaultAction | undefined,
  use: (kube: KubeApi, server: ApiServer) => Promise<void>,
): Promise<void> {
  const faults = does === undefined ? [] : [{ on: isAttach, does }];
  await withServer(
    { plays: [simplePlay({ linesBeforeInput: 0 })], faults, ...scenario },
    async (kube, server) => {
      await kube.createPod(POD);
      await use(kube, server);
    },
  );
}

function isAttach({ path }: { readonly path: string }): boolean {
  return path.endsWith('/attach');
}

/** Whether `promise` is still pending after so many milliseconds. */
async function isPending(promise: Promise<unknown>, milliseconds: number): Promise<boolean> {
  const settled = promise.then(
    () => false,
    () => false,
  );
  return await Promise.race([settled, sleep(milliseconds, true)]);
}

describe('KubeApi: attachStdin', () => {
  for (const protocols of [undefined, V4]) {
    it(`brings every byte and the end of input over ${protocols?.join('') ?? 'the newest protocol'}`, async () => {
      const scenario = protocols === undefined ? {} : { protocols };
      await attached(scenario, undefined, async (kube, server) => {
        const stdin = await kube.attachStdin('build-1', 'builder');
        const chunks = [1, 255, 256 * 1024, 256 * 1024 + 1, 3 * MiB, 0].map((length) => randomBytes(length));
        for (const chunk of chunks) await stdin.write(chunk);
        await stdin.end();
        assert.ok(server.received('build-1').equals(Buffer.concat(chunks)));
        await sleep(10);
        assert.equal((await kube.readPod('build-1'))?.status?.phase, 'Succeeded');
      });
    });
  }

  it('asks for stdin alone, by the newest protocol first, without compression', async () => {
    await attached({}, undefined, async (kube, server) => {
      (await kube.attachStdin('build-1', 'builder')).destroy();
      const { query, headers } = server.requests.at(-1) ?? assert.fail();
      assert.equal(query.toString(), 'container=builder&stdin=true&stdout=false&stderr=false&tty=false');
      assert.equal(headers['sec-websocket-protocol'], 'v5.channel.k8s.io,v4.channel.k8s.io');
      assert.equal(headers['sec-websocket-extensions'], undefined);
    });
  });

  it('gathers small chunks to full messages, and needs no chunk once it took it', async () => {
    await attached({}, undefined, async (kube, server) => {
      const stdin = await kube.attachStdin('build-1', 'builder');
      const chunk = Buffer.alloc(1000);
      const sum = Buffer.alloc(2_000_000);
      for (let index = 0; index < 2000; index++) {
        chunk.fill(index % 251);
        sum.fill(index % 251, index * 1000, (index + 1) * 1000);
        await stdin.write(chunk);
      }
      await stdin.end();
      assert.ok(server.received('build-1').equals(sum));
      assert.equal(server.messages('build-1'), Math.ceil(sum.length / (256 * 1024)));
    });
  });

  it('works over TLS with a private CA', async () => {
    await attached({ tls: await certificate('server') }, undefined, async (kube, server) => {
      const stdin = await kube.attachStdin('build-1', 'builder');
      await stdin.write(Buffer.from('hello'));
      await stdin.end();
      assert.equal(server.received('build-1').toString(), 'hello');
    });
  });

  it('takes no more while the container does not read, and all of it when it does', async () => {
    await attached({ countInputOnly: true }, { kind: 'stall-input', after: MiB }, async (kube, server) => {
      const stdin = await kube.attachStdin('build-1', 'builder');
      const chunk = Buffer.alloc(MiB);
      let written = 0;
      const all = (async () => {
        for (; written < 24; written++) await stdin.write(chunk);
      })();
      assert.ok(await isPending(all, 300));
      const stalledAt = written;
      assert.ok(stalledAt < 20, `the sockets took ${stalledAt} MiB`);
      await sleep(100);
      assert.equal(written, stalledAt);
      server.resumeInput();
      await all;
      await stdin.end();
      assert.equal(server.receivedBytes('build-1'), 24 * MiB);
    });
  });

  it('fails what is pending and all that follows when the connection is reset', async () => {
    await attached({}, { kind: 'cut-input', after: MiB }, async (kube) => {
      const stdin = await kube.attachStdin('build-1', 'builder');
      const writeOn = async (): Promise<void> => {
        for (;;) await stdin.write(Buffer.alloc(MiB));
      };
      const error = await kubeErrorOf(writeOn());
      assert.equal(error.code, 'unreachable');
      assert.match(error.message, /^The connection to the container broke \(\w+/);
      assert.equal(await kubeErrorOf(stdin.write(Buffer.alloc(1))), error);
      assert.equal(await kubeErrorOf(stdin.end()), error);
    });
  });

  it('fails at the end when the connection broke before the server had confirmed it', async () => {
    await attached({}, { kind: 'cut-input', after: 5 }, async (kube) => {
      const stdin = await kube.attachStdin('build-1', 'builder');
      await stdin.write(Buffer.from('hello'));
      assert.equal((await kubeErrorOf(stdin.end())).code, 'unreachable');
    });
  });

  it("fails with the server's words when it says that the attach failed", async () => {
    const { body } = refusal(
      500,
      'InternalError',
      'unable to upgrade connection: container builder not found',
    );
    await attached({}, { kind: 'end-input', after: 5, status: body }, async (kube) => {
      const stdin = await kube.attachStdin('build-1', 'builder');
      await stdin.write(Buffer.from('hello'));
      const error = await kubeErrorOf(stdin.end());
      assert.deepEqual([error.code, error.status], ['unavailable', 500]);
      assert.equal(error.message, 'unable to upgrade connection: container builder not found');
    });
  });

  it('is content when the server is done before the end of input is said', async () => {
    const success = { metadata: {}, status: 'Success' };
    await attached({}, { kind: 'end-input', after: 5, status: success }, async (kube) => {
      const stdin = await kube.attachStdin('build-1', 'builder');
      await stdin.write(Buffer.from('hello'));
      await stdin.flush();
      await sleep(30);
      await stdin.end();
    });
  });

  it('fails a write after the server is done', async () => {
    const success = { metadata: {}, status: 'Success' };
    await attached({}, { kind: 'end-input', after: 5, status: success }, async (kube) => {
      const stdin = await kube.attachStdin('build-1', 'builder');
      await stdin.write(Buffer.from('hello'));
      await stdin.flush();
      await sleep(30);
      const error = await kubeErrorOf(stdin.write(Buffer.from('more')));
      assert.equal(error.message, 'The container ended before it had read all of its input.');
    });
  });

  const refusals = [
    [403, 'pods "build-1" is forbidden: User "dev" cannot get resource "pods/attach"', 'forbidden'],
    [404, 'pods "build-1" not found', 'not-found'],
    [400, 'container builder is not available', 'invalid'],
  ] as const;
  for (const [code, message, expected] of refusals) {
    it(`gives the cluster's words for a refusal with ${code}`, async () => {
      await attached({}, { kind: 'answer', ...refusal(code, 'Reason', message) }, async (kube) => {
        const error = await kubeErrorOf(kube.attachStdin('build-1', 'builder'));
        assert.deepEqual([error.code, error.message, error.status], [expected, message, code]);
      });
    });
  }

  it('says so when the server speaks none of the protocols', async () => {
    await attached({ protocols: [] }, undefined, async (kube) => {
      assert.equal((await kubeErrorOf(kube.attachStdin('build-1', 'builder'))).code, 'unreachable');
    });
  });

  it('drops the connection on destroy and on abort, with what is pending', async () => {
    await attached({ countInputOnly: true }, { kind: 'stall-input', after: MiB }, async (kube) => {
      const abort = new AbortController();
      const reason = new Error('cancelled');
      const stdin = await kube.attachStdin('build-1', 'builder', abort.signal);
      const pending = stdin.write(Buffer.alloc(64 * MiB));
      assert.ok(await isPending(pending, 50));
      abort.abort(reason);
      await assert.rejects(pending, reason);
      await assert.rejects(stdin.end(), reason);
    });
    await attached({}, undefined, async (kube) => {
      const stdin = await kube.attachStdin('build-1', 'builder');
      stdin.destroy();
      assert.equal(
        (await kubeErrorOf(stdin.write(Buffer.alloc(1)))).message,
        'The connection to the container was dropped.',
      );
    });
  });
});
