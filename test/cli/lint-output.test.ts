import assert from 'node:assert/strict';
import { lintJson } from '../../src/cli/lint-json.ts';
import { lintSarif } from '../../src/cli/lint-sarif.ts';
import { lintText } from '../../src/cli/lint-text.ts';
import type { LintedFile } from '../../src/cli/linted-file.ts';
import type { Diagnostic } from '../../src/dockerfile/lint/diagnostic.ts';
import { Lines } from '../../src/dockerfile/lines.ts';

const text = 'FROM 😀 a\r\n\tRUN sudo x\\\n  y\n';

function linted(at: string, more: Partial<Diagnostic> = {}, content = text): LintedFile {
  const start = content.indexOf(at);
  const diagnostic: Diagnostic = {
    start,
    end: start + at.length,
    code: 'DL3004',
    codes: ['DL3004', 'Other'],
    severity: 'error',
    message: 'No.',
    fixes: [],
    related: [],
    ...more,
  };
  return {
    file: 'a/Dockerfile',
    text: content,
    lines: new Lines(content),
    diagnostics: [diagnostic],
    milliseconds: 0.12345,
  };
}

const start = text.indexOf('sudo ');
const withFix = linted('sudo', {
  fixes: [{ title: 'Remove', safe: true, edits: [{ start, end: start + 5, newText: '' }] }],
  related: [{ start: 0, end: 4, message: 'Here.' }],
});

describe('lintJson', () => {
  it('has exactly what is promised', () => {
    assert.deepEqual(JSON.parse(lintJson([withFix])), [
      {
        file: 'a/Dockerfile',
        diagnostics: [
          {
            code: 'DL3004',
            codes: ['DL3004', 'Other'],
            severity: 'error',
            message: 'No.',
            range: { start: { line: 2, column: 6 }, end: { line: 2, column: 10 } },
            fixes: [
              {
                title: 'Remove',
                edits: [
                  { range: { start: { line: 2, column: 6 }, end: { line: 2, column: 11 } }, newText: '' },
                ],
              },
            ],
          },
        ],
        ms: 0.123,
      },
    ]);
  });

  it('counts columns in UTF-16 code units', () => {
    const [{ diagnostics }] = JSON.parse(lintJson([linted(' a\r')])) as [
      { diagnostics: [{ range: { start: object } }] },
    ];
    assert.deepEqual(diagnostics[0].range.start, { line: 1, column: 8 });
  });
});

describe('lintText', () => {
  it('marks the place in its line', () => {
    assert.equal(
      lintText([linted('sudo')], false),
      'a/Dockerfile:2:6 error DL3004 No.\n    \tRUN sudo x\\\n    \t    ^~~~\n',
    );
  });

  it('marks to the end of the first line of a longer place, and a point', () => {
    assert.match(lintText([linted('x\\\n  y')], false), /\n {4}\t {9}\^~\n$/);
    assert.match(lintText([linted('x', { start: 0, end: 0 })], false), /\n {4}\^\n$/);
  });

  it('colours where it is asked to', () => {
    assert.ok(lintText([linted('sudo')], true).includes('\u001B[31merror\u001B[0m DL3004'));
  });

  it('cuts long lines around the place', () => {
    const long = `RUN ${'a'.repeat(500)}sudo${'b'.repeat(500)}`;
    const [, line = '', mark = ''] = lintText([linted('sudo', {}, long)], false).split('\n');
    assert.equal(line.length, 164);
    assert.equal(line.slice(mark.indexOf('^'), mark.length), 'sudo');
  });

  it('lets nothing steer the terminal', () => {
    const evil = lintText([{ ...linted('x', {}, 'RUN \u001B]0;x\u0007 \u202E'), file: 'a\nb' }], false);
    assert.doesNotMatch(evil.replace(/\n/g, ''), /[\p{Cc}\u202E]/u);
    assert.equal(evil.split('\n').length, 4);
  });
});

describe('lintSarif', () => {
  const rules = [
    { id: 'DL3004', alias: 'Other', severity: 'warning', off: false, title: 'sudo in RUN' },
    { id: 'DL3006', severity: 'warning', off: false, title: 'not used' },
  ] as const;

  it('has rules, results, places and fixes', () => {
    const shellcheck = linted('x', { code: 'SC2086', codes: ['SC2086'], severity: 'style' });
    const log: unknown = JSON.parse(lintSarif([withFix, { ...shellcheck, file: '/b c' }], rules, ['gone']));
    const artifactLocation = { uri: 'a/Dockerfile' };
    assert.deepEqual(log, {
      $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
      version: '2.1.0',
      runs: [
        {
          tool: {
            driver: {
              name: 'Kaniko Build',
              informationUri: 'https://github.com/kaniko-build/kaniko-build',
              rules: [
                {
                  id: 'DL3004',
                  shortDescription: { text: 'sudo in RUN' },
                  helpUri: 'https://github.com/kaniko-build/kaniko-build/blob/main/media/rules/DL3004.md',
                  defaultConfiguration: { level: 'warning' },
                },
                { id: 'SC2086', helpUri: 'https://www.shellcheck.net/wiki/SC2086' },
              ],
            },
          },
          columnKind: 'utf16CodeUnits',
          invocations: [
            {
              executionSuccessful: false,
              toolExecutionNotifications: [{ level: 'error', message: { text: 'gone' } }],
            },
          ],
          results: [
            {
              ruleId: 'DL3004',
              ruleIndex: 0,
              level: 'error',
              message: { text: 'No.' },
              locations: [
                {
                  physicalLocation: {
                    artifactLocation,
                    region: { startLine: 2, startColumn: 6, endLine: 2, endColumn: 10 },
                  },
                },
              ],
              relatedLocations: [
                {
                  physicalLocation: {
                    artifactLocation,
                    region: { startLine: 1, startColumn: 1, endLine: 1, endColumn: 5 },
                  },
                  message: { text: 'Here.' },
                },
              ],
              fixes: [
                {
                  description: { text: 'Remove' },
                  artifactChanges: [
                    {
                      artifactLocation,
                      replacements: [
                        { deletedRegion: { startLine: 2, startColumn: 6, endLine: 2, endColumn: 11 } },
                      ],
                    },
                  ],
                },
              ],
              properties: { codes: ['DL3004', 'Other'], severity: 'error' },
            },
            {
              ruleId: 'SC2086',
              ruleIndex: 1,
              level: 'note',
              message: { text: 'No.' },
              locations: [
                {
                  physicalLocation: {
                    artifactLocation: { uri: 'file:///b%20c' },
                    region: { startLine: 2, startColumn: 11, endLine: 2, endColumn: 12 },
                  },
                },
              ],
              properties: { codes: ['SC2086'], severity: 'style' },
            },
          ],
        },
      ],
    });
  });
});
