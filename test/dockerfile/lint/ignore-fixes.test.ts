import assert from 'node:assert/strict';
import { applyEdits } from '../../../src/dockerfile/lint/apply-fixes.ts';
import { checkOptionsOf } from '../../../src/dockerfile/lint/check-directive.ts';
import type { Diagnostic } from '../../../src/dockerfile/lint/diagnostic.ts';
import { ignoreFixes } from '../../../src/dockerfile/lint/ignore-fixes.ts';
import { parseDockerfile } from '../../../src/dockerfile/parse.ts';

/** What the fixes by their titles make of the text for a finding of the rule at `|`. */
function ignored(marked: string, code: string): Record<string, string> {
  const start = marked.indexOf('|');
  const text = marked.replace('|', '');
  const diagnostic: Diagnostic = {
    start,
    end: start + 1,
    code,
    codes: [code],
    severity: 'warning',
    message: '',
    fixes: [],
    related: [],
  };
  return Object.fromEntries(
    ignoreFixes(parseDockerfile(text), diagnostic).map(({ title, edits, safe }) => {
      assert.equal(safe, false);
      return [title.replace(/^Ignore \S+ /, ''), applyEdits(text, edits)];
    }),
  );
}

describe('ignoreFixes', () => {
  it("writes hadolint's pragmas above the instruction and at the top", () => {
    assert.deepEqual(ignored('FROM a:1\n  RUN x \\\n    && |sudo y\n', 'DL3004'), {
      here: 'FROM a:1\n  # hadolint ignore=DL3004\n  RUN x \\\n    && sudo y\n',
      'in this file': '# hadolint global ignore=DL3004\nFROM a:1\n  RUN x \\\n    && sudo y\n',
    });
  });

  it('stays behind directives and a byte order mark, with the line ends of the file', () => {
    assert.deepEqual(ignored('\uFEFF# syntax=x\r\n# escape=`\r\nFROM |a\r\n', 'DL3006'), {
      here: '\uFEFF# syntax=x\r\n# escape=`\r\n# hadolint ignore=DL3006\r\nFROM a\r\n',
      'in this file': '\uFEFF# syntax=x\r\n# escape=`\r\n# hadolint global ignore=DL3006\r\nFROM a\r\n',
    });
    assert.deepEqual(ignored('\uFEFF|FROM a', 'DL3006'), {
      here: '\uFEFF# hadolint ignore=DL3006\nFROM a',
      'in this file': '\uFEFF# hadolint global ignore=DL3006\nFROM a',
    });
  });

  it('extends what is there', () => {
    assert.equal(
      ignored('# hadolint ignore=DL3007 # why\nFROM |a\n', 'DL3006')['here'],
      '# hadolint ignore=DL3007,DL3006 # why\nFROM a\n',
    );
    assert.equal(
      ignored('FROM |a\n#hadolint global ignore = DL3007, SC1000\n', 'DL3006')['in this file'],
      'FROM a\n#hadolint global ignore = DL3007, SC1000,DL3006\n',
    );
    assert.equal(
      ignored('# check=error=true;skip=A;experimental=all\nFROM |a AS B\n', 'StageNameCasing')[
        'in this file'
      ],
      '# check=error=true;skip=A,StageNameCasing;experimental=all\nFROM a AS B\n',
    );
    assert.equal(
      ignored('# check=error=true\nFROM |a AS B\n', 'StageNameCasing')['in this file'],
      '# check=error=true;skip=StageNameCasing\nFROM a AS B\n',
    );
    assert.equal(
      ignored('FROM a\n# check=skip=A remark\nFROM |a AS B\n', 'StageNameCasing')['here'],
      'FROM a\n# check=skip=A,StageNameCasing remark\nFROM a AS B\n',
    );
  });

  it('leaves a pragma inside an instruction alone', () => {
    const text = 'FROM |a\nRUN x \\\n# hadolint global ignore=DL3007\n y\n';
    assert.equal(
      ignored(text, 'DL3006')['in this file'],
      `# hadolint global ignore=DL3006\n${text.replace('|', '')}`,
    );
  });

  it('separates no pragma from its stage', () => {
    const fixes = ignored('# hadolint stage ignore=DL3002\nFROM |a\n', 'DL3006');
    assert.deepEqual(Object.keys(fixes), ['in this file']);
  });

  it("uses BuildKit's comment for what hadolint does not know, above hadolint's", () => {
    assert.deepEqual(ignored('FROM a\n# hadolint ignore=DL3006\nFROM |a AS B\n', 'StageNameCasing'), {
      here: 'FROM a\n# check=skip=StageNameCasing\n# hadolint ignore=DL3006\nFROM a AS B\n',
      'in this file': '# check=skip=StageNameCasing\nFROM a\n# hadolint ignore=DL3006\nFROM a AS B\n',
    });
    assert.equal(ignored('FROM a\n\tRUN |x\n', 'KB1001')['here'], 'FROM a\n# check=skip=KB1001\n\tRUN x\n');
  });

  for (const text of [
    'FROM |a AS B\n',
    '# hadolint ignore=DL3006\nFROM |a AS B\n',
    '# syntax=x\nFROM |a\n',
  ]) {
    it(`makes no directive of what is for the instruction in ${JSON.stringify(text)}`, () => {
      const fixed = ignored(text, 'StageNameCasing')['here'] ?? '';
      assert.match(fixed, /# check=skip=StageNameCasing/);
      assert.deepEqual(checkOptionsOf(parseDockerfile(fixed)).skip, []);
    });
  }

  it('offers nothing that BuildKit does not heed', () => {
    const titles = (text: string, code: string) => Object.keys(ignored(text, code));
    assert.deepEqual(titles('FROM a\n|run x\n', 'ConsistentInstructionCasing'), ['in this file']);
    assert.deepEqual(
      titles('# check=experimental=all\nFROM a\n#\nARG |b\n', 'InvalidDefinitionDescription'),
      [],
    );
    assert.deepEqual(titles(' # syntax=x\nFROM |a AS B\n', 'StageNameCasing'), ['here']);
    assert.deepEqual(titles('FROM a\n# check=nonsense\nFROM |a AS B\n', 'StageNameCasing'), ['in this file']);
  });

  it('puts nothing next to all, which would mean nothing then', () => {
    assert.deepEqual(Object.keys(ignored('# check=skip=all\nFROM a\nRUN |x\n', 'KB1001')), ['here']);
    assert.deepEqual(Object.keys(ignored('FROM a\n# check=skip=all\nRUN |x\n', 'KB1001')), ['in this file']);
  });

  it('stays behind #!', () => {
    assert.deepEqual(ignored('#!/x\nFROM |a AS B\n', 'StageNameCasing'), {
      here: '#!/x\n\n# check=skip=StageNameCasing\nFROM a AS B\n',
      'in this file': '#!/x\n# check=skip=StageNameCasing\nFROM a AS B\n',
    });
  });

  it('gives up on a directive that BuildKit refuses', () => {
    const fixes = ignored('# check=nonsense\nFROM |a AS B\n', 'StageNameCasing');
    assert.deepEqual(Object.keys(fixes), ['here']);
  });

  it('can silence in the whole file only what is about no instruction', () => {
    const fixes = ignored('FROM a\n\n# hadolint |ignore=DL3006\nFROM b\n', 'DL1001');
    assert.deepEqual(Object.keys(fixes), ['in this file']);
  });

  it('is about the ONBUILD where its trigger is wrong', () => {
    assert.equal(
      ignored('FROM a:1\nONBUILD RUN |sudo x\n', 'DL3004')['here'],
      'FROM a:1\n# hadolint ignore=DL3004\nONBUILD RUN sudo x\n',
    );
  });
});
