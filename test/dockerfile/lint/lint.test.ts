import assert from 'node:assert/strict';
import fc from 'fast-check';
import { defaultConfig, type LintConfig } from '../../../src/dockerfile/lint/config.ts';
import { lint } from '../../../src/dockerfile/lint/lint.ts';

const found = (text: string, config: Partial<LintConfig> = {}): string[] => {
  const { tree, diagnostics } = lint(text, { ...defaultConfig, ...config });
  return diagnostics.map(({ codes, start }) => `${tree.lines.lineAt(start) + 1}:${codes.join('+')}`);
};

describe('dockerfile/lint', () => {
  it('gives one finding both tools’ ids, and either silences it', () => {
    const text = 'FROM debian:12\nMAINTAINER me\n';
    assert.deepEqual(found(text), ['2:DL4000+MaintainerDeprecated']);
    for (const id of ['DL4000', 'MaintainerDeprecated']) {
      assert.deepEqual(found(text, { ignored: new Set([id]) }), []);
      assert.deepEqual(found(`FROM debian:12\n# hadolint ignore=${id}\nMAINTAINER me\n`), []);
      assert.deepEqual(found(`# check=skip=${id}\n${text}`), []);
    }
  });

  it('takes severities from the configuration, which also uses rules that are off', () => {
    const text = 'FROM debian:12\nRUN sudo make\n';
    const severities = new Map([
      ['DL3004', 'style'],
      ['DL3057', 'info'],
    ] as const);
    assert.deepEqual(
      lint(text, { ...defaultConfig, severities }).diagnostics.map(({ code, severity }) => [code, severity]),
      [
        ['DL3057', 'info'],
        ['DL3004', 'style'],
      ],
    );
    assert.deepEqual(found(text), ['2:DL3004']);
  });

  it('makes errors of BuildKit’s findings where the file asks for it', () => {
    const severity = (text: string): unknown =>
      lint(text).diagnostics.map(({ code, severity: one }) => [code, one]);
    assert.deepEqual(severity('FROM debian:12 AS Foo\n'), [['StageNameCasing', 'warning']]);
    assert.deepEqual(severity('# check=error=true\nFROM debian:12 AS Foo\n'), [['StageNameCasing', 'error']]);
    assert.deepEqual(severity('# check=error=true\nFROM debian\n'), [['DL3006', 'warning']]);
  });

  // As hadolint 2.15.1 does.
  it('heeds a pragma on the line before an instruction, and no other', () => {
    const run = 'RUN sudo make';
    for (const [above, silent] of [
      ['# hadolint ignore=DL3004', true],
      ['#hadolint   ignore = DL3004 , DL3001', true],
      ['  # hadolint ignore=DL3001,DL3004 # because', true],
      ['# hadolint ignore=DL3004\n', false],
      ['# hadolint ignore=DL3004\n# another', false],
      ['# hadolint ignore=DL3004 because', false],
      ['# hadolint ignore=DL3004 DL3001', false],
      ['# hadolint ignore=dl3004', false],
      ['# hadolint ignore=foo1,DL3004', false],
      ['# hadolint ignore=AB1,DL3004', false],
      ['USER \\\n# hadolint global ignore=DL3004\n1', false],
      ['# hadolint global ignore=DL3004\n', true],
      ['# hadolint stage ignore=DL3004', false],
      ['## hadolint ignore=DL3004', false],
    ] as const) {
      assert.deepEqual(found(`FROM debian:12\n${above}\n${run}\n`).length, silent ? 0 : 1, above);
      assert.equal(
        found(`FROM debian:12\n${above}\n${run}\n`, { disableIgnorePragma: true }).length,
        1,
        above,
      );
    }
  });

  it('silences a stage from the line before its FROM on', () => {
    const text = 'FROM debian:12\nRUN sudo a\n# hadolint stage ignore=DL3004\nFROM debian:12\nRUN sudo b\n';
    assert.deepEqual(found(text), ['2:DL3004']);
    assert.deepEqual(found(`${text}FROM debian:12\nRUN sudo c\n`), ['2:DL3004', '7:DL3004']);
  });

  it('silences by a stage pragma further down what follows the next line in the stage', () => {
    const pragma = '# hadolint stage ignore=DL3004\n';
    const runs = 'RUN sudo a && b\nRUN sudo c && d\n';
    assert.deepEqual(found(`FROM a:1\nRUN sudo x && y\n${pragma}${runs}FROM a:1\n${runs}`), [
      '2:DL3004',
      '4:DL3004',
      '7:DL3004',
      '8:DL3004',
    ]);
    assert.deepEqual(found(`${pragma}ARG A\nFROM a:1\nRUN sudo x\n`), ['4:DL3004']);
    assert.deepEqual(found('# hadolint stage ignore=DL3006\nFROM a\nRUN b\nFROM c\n'), ['2:DL3006']);
    assert.deepEqual(found('# hadolint stage ignore=DL3006\n\nFROM a\nRUN b\nFROM c\n'), ['5:DL3006']);
  });

  it('says under hadolint’s ids nothing but the first line that cannot be read, where that is asked for', () => {
    const text = 'FROM debian\nRUN sudo a\nMAINTAINER me\nRAN b\nRUM c\n';
    assert.deepEqual(found(text), [
      '1:DL3006',
      '2:DL3004',
      '3:DL4000+MaintainerDeprecated',
      '4:DL1000',
      '5:DL1000',
    ]);
    assert.deepEqual(found(text, { stopAtParseError: true }), ['3:MaintainerDeprecated', '4:DL1000']);
    assert.deepEqual(found('FROM debian\n', { stopAtParseError: true }), ['1:DL3006']);
  });

  it('works on fragments without FROM', () => {
    assert.deepEqual(found('RUN sudo make\n'), ['1:DL3061', '1:DL3004']);
  });

  it('keeps every range inside the file, whatever it reads', () => {
    const word = fc.constantFrom(
      ...[
        'FROM',
        'RUN',
        'COPY',
        'ADD',
        'ENV',
        'ARG',
        'LABEL',
        'USER',
        'WORKDIR',
        'CMD',
        'EXPOSE',
        'ONBUILD',
        'SHELL',
      ],
      ...[
        'HEALTHCHECK',
        'apt-get',
        'install',
        '-y',
        'curl',
        '&&',
        '|',
        ';',
        '\\\n',
        '\n',
        '\n',
        '"',
        "'",
        '<<EOF',
        'EOF',
      ],
      ...[
        '$X',
        '${X:-y}',
        'a=b',
        '["a"]',
        '[',
        '--from=x',
        'AS',
        '#',
        '# hadolint ignore=DL3008',
        '😀',
        '\r\n',
        '\uFEFF',
      ],
    );
    const text = fc.array(word, { maxLength: 40 }).map((words) => words.join(' '));
    fc.assert(
      fc.property(text, (dockerfile) => {
        for (const { start, end, related, fixes } of lint(dockerfile).diagnostics) {
          const spans = [{ start, end }, ...related, ...fixes.flatMap(({ edits }) => edits)];
          for (const span of spans) {
            assert.ok(span.start >= 0 && span.start <= span.end && span.end <= dockerfile.length);
          }
        }
      }),
      { numRuns: 2000 },
    );
  }).timeout(60_000);

  it('takes time in proportion to the text’s length', () => {
    const block =
      'RUN apt-get update && apt-get install curl | tee /log; cd /x\nENV A=$B C=${D:-e}\nCOPY a b /c/\n';
    const time = (copies: number): number => {
      const text = `FROM debian:12\n${block.repeat(copies)}`;
      // The processor's time: others may use the machine too.
      const began = process.cpuUsage();
      lint(text);
      return process.cpuUsage(began).user / 1000;
    };
    time(500);
    const small = Math.min(time(500), time(500), time(500));
    const large = Math.min(time(4000), time(4000), time(4000));
    assert.ok(large < small * 8 * 3, `${small} ms, and ${large} ms for eight times as much`);
  }).timeout(60_000);
});
