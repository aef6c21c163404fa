import assert from 'node:assert/strict';
import { applyEdits } from '../../../src/dockerfile/lint/apply-fixes.ts';
import { defaultConfig, type LintConfig } from '../../../src/dockerfile/lint/config.ts';
import { lint } from '../../../src/dockerfile/lint/lint.ts';

const config: LintConfig = { ...defaultConfig, severities: new Map([['DL1001', 'error']]) };

function found(text: string, with_ = config) {
  return lint(text, with_).diagnostics.filter(({ code }) => code === 'DL1001');
}

function lines(text: string, with_ = config): number[] {
  const { tree } = lint(text);
  return found(text, with_).map(({ start }) => tree.lines.lineAt(start) + 1);
}

describe('DL1001', () => {
  it('marks each comment that silences an instruction, and removes it', () => {
    const text = 'FROM a:1\n  # hadolint ignore=DL3004 # why\nRUN sudo x\n# hadolint ignore=DL3006';
    const [first, second, ...others] = found(text);
    assert.ok(first !== undefined && second !== undefined);
    assert.deepEqual([others, first.severity], [[], 'error']);
    assert.equal(text.slice(first.start, first.end), '# hadolint ignore=DL3004 # why');
    assert.equal(applyEdits(text, first.fixes[0]?.edits ?? []), text.replace(/ {2}#.*\n/, ''));
    assert.equal(applyEdits(text, second.fixes[0]?.edits ?? []), text.replace(/#.*$/, ''));
  });

  it('is off by default', () => {
    assert.deepEqual(lines('# hadolint ignore=DL3006\nFROM a\n', defaultConfig), []);
  });

  it('overlooks other comments, and those inside an instruction', () => {
    assert.deepEqual(
      lines(
        '# hadolint global ignore=DL3006\n# hadolint stage ignore=DL3002\nFROM a\n# hadolint ignore=nonsense\n' +
          'RUN x \\\n# hadolint ignore=DL3004\n y\n# hadolint shell=bash\n# hadolint ignore=DL3004\n',
      ),
      [9],
    );
  });

  it('can be silenced on the next line and in the file', () => {
    assert.deepEqual(lines('# hadolint ignore=DL1001\n# hadolint ignore=DL3006\nFROM a\n'), [1]);
    assert.deepEqual(lines('# hadolint global ignore=DL1001\n# hadolint ignore=DL3006\nFROM a\n'), []);
    assert.deepEqual(lines('# hadolint ignore=DL1001\nFROM a\n# hadolint ignore=DL3004\nRUN x\n'), [1, 3]);
  });

  it('is found where comments silence nothing', () => {
    assert.deepEqual(
      lines('# hadolint ignore=DL3006\nFROM a\n', { ...config, disableIgnorePragma: true }),
      [1],
    );
  });
});
