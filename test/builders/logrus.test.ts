import assert from 'node:assert/strict';
import { readLogrus } from '../../src/builders/logrus.ts';
import { terminalText } from '../../src/builders/terminal-text.ts';

describe('a record of logrus', () => {
  const cases: readonly (readonly [string, string, string])[] = [
    ['time="2026-11-23T02:55:48Z" level=info msg="a \\"b\\" c\\\\d"', 'info', 'a "b" c\\d'],
    ['time="2026-11-23T02:55:48Z" level=warning msg=word', 'warning', 'word'],
    ['time="2026-11-23T02:55:48Z" level=fatal msg="x\\ty\\nz" error=eof', 'error', 'x\ty\nz'],
    ['time="t" level=debug msg="\\u00e9 \\U0001F600 \\x1b[1m"', 'debug', 'é 😀 \x1b[1m'],
    ['time="t" level=info msg=""', 'info', ''],
    ['\x1b[31mERRO\x1b[0m[0012] padded                                      ', 'error', 'padded'],
    ['\x1b[36mINFO\x1b[0m[2026-11-23T02:58:17Z] with time', 'info', 'with time'],
    ['INFO[0000] without colour', 'info', 'without colour'],
    ['{"level":"info","msg":"a \\u003c b","time":"t"}', 'info', 'a < b'],
  ];
  for (const [line, level, message] of cases) {
    it(`is read from ${JSON.stringify(line)}`, () => assert.deepEqual(readLogrus(line), { level, message }));
  }

  it('is nothing else', () => {
    const others = [
      '', 'INFO something', '{"level":"info"}', '{"level":"odd","msg":"x","time":"t"}', '{', 'time="x"',
      'time="t" level=info msg="open', ' time="t" level=info msg=x', '[]', 'null',
    ]; // prettier-ignore
    for (const line of others) assert.equal(readLogrus(line), undefined, line);
  });
});

describe('the text of a terminal', () => {
  it('has no escape sequence and only what is left after carriage returns', () => {
    const cases: readonly (readonly [string, string])[] = [
      ['\x1b[1;31mred\x1b[0m', 'red'],
      ['\x1b]0;title\x07text\x1b]8;;http://x\x1b\\link', 'textlink'],
      ['10%\r50%\r100%\r', '100%'],
      ['a\tb\x00\x08c', 'a\tbc'],
      ['\x1b[2K\x1b[1Gdone', 'done'],
      ['é 😀', 'é 😀'],
    ];
    for (const [line, text] of cases) assert.equal(terminalText(line), text);
  });

  it('is made in time linear to the line', () => {
    const long = `${'\x1b['.repeat(100_000)}${'\x1b]'.repeat(100_000)}`;
    const start = performance.now();
    terminalText(long);
    assert.ok(performance.now() - start < 1000);
  });
});
