import { strict as assert } from 'node:assert';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { KubeApi } from '../../src/kube/api.ts';
import { followLines } from '../../src/kube/resumable-log.ts';
import { playedLines, simplePlay } from '../beds/apiserver/plays.ts';
import { samplePlay } from '../beds/apiserver/samples.ts';
import type { Fault, PodPlay } from '../beds/apiserver/scenario.ts';
import { POD, QUICK, answerOnce, fixture, kubeErrorOf, refusal, withKubeConfig, withServer } from './bed.ts';

const CHUNK = Buffer.alloc(64 * 1024, 'x');
const NEVER = new AbortController().signal;

async function textOf(chunks: AsyncIterable<Uint8Array>): Promise<string> {
  const found: Uint8Array[] = [];
  for await (const chunk of chunks) found.push(chunk);
  return Buffer.concat(found).toString('utf8');
}

function isLog({ path }: { readonly path: string }): boolean {
  return path.endsWith('/log');
}

async function untilOver(kube: KubeApi): Promise<boolean> {
  const phase = (await kube.readPod('build-1'))?.status?.phase;
  return phase !== 'Pending' && phase !== 'Running';
}

async function followed(kube: KubeApi): Promise<{ at: string; text: string }[]> {
  const lines = [];
  const options = { isOver: () => untilOver(kube), signal: NEVER, delay: 1 };
  for await (const line of followLines(kube, 'build-1', 'builder', options)) lines.push(line);
  return lines;
}

function asText(lines: readonly { at: string; text: string }[]): string {
  return lines.map(({ at, text }) => `${at} ${text}\n`).join('');
}

describe('KubeApi: readLog', () => {
  it('follows a log to the end of the container', async () => {
    const lines = playedLines(['one', 'two', 'three'], 5);
    await withServer({ plays: [simplePlay({ lines })] }, async (kube, server) => {
      await kube.createPod(POD);
      const text = await textOf(kube.readLog('build-1', 'builder', { follow: true }));
      assert.equal(text, lines.map((line) => line.text).join(''));
      assert.equal(server.requests.at(-1)?.query.toString(), 'container=builder&timestamps=true&follow=true');
    });
  });

  it('asks for what came since a time', async () => {
    const lines = playedLines(['one', 'two', 'three']).map((line, index) => ({
      ...line,
      text: line.text.replace(/03:16:36\.\d+/, `03:16:3${index}.5`),
    }));
    await withServer({ plays: [simplePlay({ lines })] }, async (kube) => {
      await kube.createPod(POD);
      await sleep(10);
      const since = '2026-11-23T03:16:32Z';
      assert.equal(
        await textOf(kube.readLog('build-1', 'builder', { follow: false, since })),
        lines[2]?.text,
      );
    });
  });

  it('fails as unreachable when the connection breaks in the middle', async () => {
    const faults: Fault[] = [{ on: isLog, does: { kind: 'cut-log', after: 50, how: 'reset' } }];
    await withServer(
      { plays: [simplePlay({ lines: playedLines(['one', 'two']) })], faults },
      async (kube) => {
        await kube.createPod(POD);
        await sleep(10);
        const error = await kubeErrorOf(textOf(kube.readLog('build-1', 'builder', { follow: true })));
        assert.equal(error.code, 'unreachable');
        assert.match(error.message, /^The connection to http:\/\/127\.0\.0\.1:\d+ broke \(ECONNRESET\)\.$/);
      },
    );
  });

  it("gives the kubelet's words for a container that has not started", async () => {
    await withServer({ plays: [simplePlay({ startsAfter: 1000 })] }, async (kube) => {
      await kube.createPod(POD);
      const error = await kubeErrorOf(textOf(kube.readLog('build-1', 'builder', { follow: true })));
      assert.deepEqual([error.code, error.status], ['invalid', 400]);
      assert.match(error.message, /is waiting to start: ContainerCreating$/);
    });
  });

  it('gives up a last read that gets no answer, and tries it again', async () => {
    const isLastRead: Fault['on'] = ({ path, query }) => path.endsWith('/log') && !query.has('follow');
    const faults: Fault[] = [{ on: isLastRead, does: { kind: 'hang' } }];
    const limits = { ...QUICK, idle: 500 };
    await withServer(
      { plays: [simplePlay({ lines: playedLines(['one']) })], faults },
      async (kube, server) => {
        await kube.createPod(POD);
        assert.equal((await followed(kube)).length, 1);
        assert.equal(server.requests.filter(isLastRead).length, 2);
      },
      limits,
    );
  });

  it('ends with the reason of an abort', async () => {
    const { ended: _ended, ...endless } = simplePlay({ lines: playedLines(['one']) });
    await withServer({ plays: [endless] }, async (kube) => {
      await kube.createPod(POD);
      await sleep(10);
      const abort = new AbortController();
      const reason = new Error('enough');
      const reading = textOf(kube.readLog('build-1', 'builder', { follow: true, signal: abort.signal }));
      setTimeout(() => abort.abort(reason), 30);
      await assert.rejects(reading, reason);
    });
  });

  it('reads no further than its consumer, and hangs up when that one stops', async () => {
    let sent = 0;
    let hungUp = false;
    const endless = createServer((_request, response) => {
      const more = (): void => {
        sent += CHUNK.length;
        response.write(CHUNK, (error) => {
          if (error === null || error === undefined) more();
        });
      };
      response.on('close', () => (hungUp = true));
      more();
    });
    await new Promise<void>((resolve) => endless.listen(0, '127.0.0.1', resolve));
    await withKubeConfig(`http://127.0.0.1:${(endless.address() as AddressInfo).port}`, async (kube) => {
      for await (const chunk of kube.readLog('build-1', 'builder', { follow: true })) {
        assert.ok(chunk.length > 0);
        await sleep(100);
        const stalledAt = sent;
        await sleep(100);
        assert.equal(sent, stalledAt);
        assert.ok(sent < 20 * 1024 * 1024, `${sent} bytes were sent`);
        break;
      }
      await sleep(20);
      assert.ok(hungUp);
    });
    endless.close();
  });
});

describe('followLines over HTTP', () => {
  it('loses and repeats nothing over connections that are cut, ended early and refused', async () => {
    const texts = Array.from({ length: 400 }, (_, index) => (index % 7 === 0 ? 'again' : `line ${index} ü€`));
    const lines = playedLines(texts, 0.5);
    const cuts = [0, 1, 10, 37, 400, 1500, 5000, 9000, 12_000].flatMap((after, index): Fault[] => [
      { on: isLog, does: { kind: 'cut-log', after, how: index % 2 === 0 ? 'reset' : 'end' } },
    ]);
    const busy = { ...answerOnce(refusal(503, 'ServiceUnavailable', 'etcd leader changed')), on: isLog };
    const starting: PodPlay = simplePlay({ lines, startsAfter: 20 });
    await withServer({ plays: [starting], faults: [...cuts, busy] }, async (kube, server) => {
      await kube.createPod(POD);
      assert.equal(asText(await followed(kube)), lines.map((line) => line.text).join(''));
      assert.ok(server.requests.filter(isLog).length >= cuts.length + 3);
    });
  });

  it('replays a recorded build line by line', async () => {
    const play = await samplePlay(fixture('samples'), 'fail-run', 50);
    await withServer({ plays: [play] }, async (kube) => {
      await kube.createPod(POD);
      const stdin = async (): Promise<void> => {
        while ((await kube.readPod('build-1'))?.status?.phase === 'Pending') await sleep(5);
        const open = await kube.attachStdin('build-1', 'builder');
        await open.write(Buffer.from('tar'));
        await open.end();
      };
      const [lines] = await Promise.all([followed(kube), stdin()]);
      assert.equal(asText(lines), play.log.map((line) => line.text).join(''));
      const ended = await kube.readPod('build-1');
      assert.equal(ended?.status?.containerStatuses?.[0]?.state?.terminated?.exitCode, 1);
      assert.deepEqual(
        (await kube.podEvents('build-1'))?.map(({ reason }) => reason),
        ['Scheduled', 'Pulled', 'Created', 'Started'],
      );
    });
  });

  it('delivers a last line without newline when the container is over', async () => {
    const [first, last] = playedLines(['first', 'no newline']);
    if (first === undefined || last === undefined) assert.fail();
    const lines = [first, { text: last.text.trimEnd(), delay: 5 }];
    await withServer({ plays: [simplePlay({ lines })] }, async (kube) => {
      await kube.createPod(POD);
      assert.deepEqual(
        (await followed(kube)).map(({ text }) => text),
        ['first', 'no newline'],
      );
    });
  });

  it('ends without complaint when the Pod is gone, and fails when the log is forbidden', async () => {
    const { ended: _ended, ...endless } = simplePlay({ lines: playedLines(['one']) });
    await withServer({ plays: [endless] }, async (kube) => {
      await kube.createPod(POD);
      setTimeout(() => void kube.deletePod('build-1'), 30);
      const isOver = async (): Promise<boolean> => (await kube.readPod('build-1')) === undefined;
      const lines = [];
      for await (const { text } of followLines(kube, 'build-1', 'builder', { isOver, signal: NEVER }))
        lines.push(text);
      assert.deepEqual(lines, ['one']);
    });
    const forbidden = refusal(
      403,
      'Forbidden',
      'pods "x" is forbidden: User "d" cannot get resource "pods/log"',
    );
    await withServer({ faults: [{ ...answerOnce(forbidden, 9), on: isLog }] }, async (kube) => {
      await kube.createPod(POD);
      assert.equal((await kubeErrorOf(followed(kube))).code, 'forbidden');
    });
  });

  it('reads the log once more, and no oftener, when the status follows the end of the log', async () => {
    await withServer({ plays: [simplePlay({ lines: playedLines(['one']) })] }, async (kube, server) => {
      await kube.createPod(POD);
      await sleep(10);
      let asked = 0;
      const isOver = async (): Promise<boolean> => Promise.resolve(++asked === 10);
      const lines = [];
      const options = { isOver, signal: NEVER, delay: 1 };
      for await (const { text } of followLines(kube, 'build-1', 'builder', options)) lines.push(text);
      assert.deepEqual(lines, ['one']);
      assert.equal(server.requests.filter(isLog).length, 2);
    });
  });

  it('notices that the container is over when the stream stays silent', async () => {
    const { ended: _ended, ...endless } = simplePlay({ lines: playedLines(['one']) });
    await withServer({ plays: [endless] }, async (kube) => {
      await kube.createPod(POD);
      await sleep(10);
      const lines = [];
      let asked = 0;
      const isOver = async (): Promise<boolean> => Promise.resolve(++asked > 2);
      for await (const { text } of followLines(kube, 'build-1', 'builder', {
        isOver,
        signal: NEVER,
        quiet: 20,
      })) {
        lines.push(text);
      }
      assert.deepEqual(lines, ['one']);
    });
  });
});
