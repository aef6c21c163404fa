import assert from 'node:assert/strict';
import type { RunEvent } from '../../../src/build/events.ts';
import { eventLines, headerLines } from '../../../src/ui/text/log-lines.ts';
import { recordOf, STARTED } from '../samples.ts';

const LINE = /^\d{2}:\d{2}:\d{2} /;

function textOf(event: RunEvent): readonly string[] {
  return eventLines(event).map((line) => {
    assert.match(line, LINE);
    return line.replace(LINE, '');
  });
}

describe('log lines', () => {
  it('begin with what is built, from what and where', () => {
    const lines = headerLines(recordOf());
    for (const line of lines) assert.match(line, LINE);
    assert.match(lines[0] ?? '', /==> Build kb-app-00000001/);
    const text = lines.join('\n');
    for (const part of [
      '/work/space/Dockerfile',
      'registry.example.com:5000/team/app:1.2',
      'sandbox',
      'builds',
      'kaniko',
    ]) {
      assert.ok(text.includes(part), part);
    }
  });

  it('name the level once, and leave what a RUN printed as it is', () => {
    const log = (level: 'info' | 'warning' | 'error' | 'output' | 'debug', text: string): readonly string[] =>
      textOf({ type: 'log', at: '2026-01-02T10:00:00.123456789Z', level, text });
    assert.deepEqual(log('info', 'INFO  RUN make'), ['INFO  RUN make']);
    assert.deepEqual(log('info', 'RUN make'), ['INFO  RUN make']);
    assert.deepEqual(log('warning', 'careful'), ['WARN  careful']);
    assert.deepEqual(log('error', 'no'), ['ERROR no']);
    assert.deepEqual(log('output', '  as printed'), ['  as printed']);
  });

  it('tell states, the upload once, and how it ended', () => {
    assert.deepEqual(textOf({ type: 'state', at: STARTED, state: 'waiting', detail: 'pulling' }), [
      '==> waiting for the Pod: pulling',
    ]);
    const read = { bytes: 2e6, totalBytes: 2e6, files: 3, totalFiles: 3 };
    const upload = { type: 'upload', at: STARTED, ...read, sentBytes: 5e5 } as const;
    assert.deepEqual(textOf({ ...upload, done: false }), []);
    assert.deepEqual(textOf({ ...upload, done: true }), ['Context uploaded: 2.0 MB, 500 kB on the wire']);
    assert.deepEqual(
      textOf({
        type: 'result',
        result: {
          outcome: 'failed',
          startedAt: STARTED,
          endedAt: '2026-01-02T10:00:12.000Z',
          images: [],
          warnings: ['cache not written'],
          failure: {
            code: 'run-failed',
            message: 'RUN failed.',
            remedy: 'Mend it.',
            evidence: 'last words\nexit status 3',
          },
        },
      }),
      ['WARN  cache not written', '==> failed in 12s', 'ERROR RUN failed.', 'Mend it.'],
    );
  });
});
