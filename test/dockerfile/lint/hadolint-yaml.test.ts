import assert from 'node:assert/strict';
import { emptyConfig } from '../../../src/dockerfile/lint/hadolint-config.ts';
import { readHadolintYaml } from '../../../src/dockerfile/lint/hadolint-yaml.ts';

describe('readHadolintYaml', () => {
  it('reads all keys', () => {
    const { config, problems } = readHadolintYaml(`
ignored: [DL3006, SC2086]
override:
  error: [DL3001]
  warning:
    - DL3002
  info: []
  style: [DL3003]
trustedRegistries: [docker.io, "*.example.com"]
label-schema:
  author: text
  created: rfc3339
  other: ""
strict-labels: true
disable-ignore-pragma: false
failure-threshold: error
no-fail: true
no-color: true
format: json
`);
    assert.deepEqual(problems, []);
    assert.deepEqual(config, {
      ignored: ['DL3006', 'SC2086'],
      override: { error: ['DL3001'], warning: ['DL3002'], info: [], style: ['DL3003'] },
      trustedRegistries: ['docker.io', '*.example.com'],
      labelSchema: { author: 'text', created: 'rfc3339', other: 'text' },
      strictLabels: true,
      disableIgnorePragma: false,
      failureThreshold: 'error',
      noFail: true,
    });
  });

  it('takes JSON, a byte order mark, CRLF and aliases', () => {
    assert.deepEqual(readHadolintYaml('{"ignored":["DL3006"]}').config.ignored, ['DL3006']);
    assert.deepEqual(readHadolintYaml('\uFEFFignored:\r\n- DL3006\r\n').config.ignored, ['DL3006']);
    const { config } = readHadolintYaml('ignored: &a [DL3006]\noverride:\n  error: *a\n');
    assert.deepEqual(config.override.error, ['DL3006']);
  });

  for (const text of ['', '# nothing yet\n', '{}', 'ignored:\noverride:\nlabel-schema:\n', 'other: 1\n']) {
    it(`finds nothing and nothing wrong in ${JSON.stringify(text)}`, () => {
      assert.deepEqual(readHadolintYaml(text), { config: emptyConfig, problems: [] });
    });
  }

  for (const [text, line, word] of [
    ['ignored: [\n', 2, 'YAML'],
    ['a: 1\nignored: []\nignored: []\n', 3, 'YAML'],
    ['- DL3006\n', 1, 'no keys'],
    ['no-fail: false\nignored: DL3006\n', 2, 'ignored'],
    ['ignored:\n  - DL3006\n  - 3\n', 3, 'ignored'],
    ['ignored: &a [*a]\n', 1, ''],
    ['override: 3\n', 1, 'override'],
    ['ignored: []\noverride:\n  error: DL3006\n', 3, 'override.error'],
    ['label-schema:\n  a: text\n  b: URL\n', 3, 'rfc3339'],
    ['label-schema: []\n', 1, 'label-schema'],
    ['strict-labels: yes\n', 1, 'true or false'],
    ['failure-threshold: Error\n', 1, 'warning'],
  ] as const) {
    it(`tells what is wrong in ${JSON.stringify(text)}`, () => {
      const { problems } = readHadolintYaml(text);
      assert.deepEqual(
        problems.map((problem) => problem.line),
        [line],
      );
      assert.ok(problems[0]?.message.includes(word), problems[0]?.message);
    });
  }

  it('keeps the rest of a file with something wrong', () => {
    const { config } = readHadolintYaml(
      'ignored: [DL3006, 3]\noverride: {error: [DL3001], info: 1}\ntrustedRegistries: x\nno-fail: 1\n',
    );
    assert.deepEqual(config.ignored, ['DL3006']);
    assert.deepEqual(config.override.error, ['DL3001']);
    assert.deepEqual(config.trustedRegistries, []);
    assert.equal(config.noFail, undefined);
  });

  it('takes no harm from aliases that multiply', () => {
    const levels = Array.from({ length: 20 }, (_, level) => {
      const item = level === 0 ? 'x' : `*a${level - 1}`;
      return `a${level}: &a${level} [${Array.from({ length: 9 }, () => item).join(', ')}]`;
    });
    const { problems } = readHadolintYaml(`${levels.join('\n')}\nignored: *a19\n`);
    assert.equal(problems.length, 9);
  });
});
