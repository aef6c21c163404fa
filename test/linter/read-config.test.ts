import assert from 'node:assert/strict';
import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ConfigRequest } from '../../src/linter/linter.ts';
import { readConfig } from '../../src/linter/read-config.ts';

describe('readConfig', () => {
  let folder: string;
  let file: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'kaniko-build-config-'));
    file = join(folder, '.hadolint.yaml');
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const read = (request: Partial<ConfigRequest> = {}) =>
    readConfig({ folders: [folder], environment: {}, home: join(folder, 'home'), ...request });

  it('is the default where there is none', async () => {
    const { config, problems, ...rest } = await read();
    assert.deepEqual([config.ignored.size, problems, rest], [0, [], {}]);
  });

  it('adds the environment to the file, which wins', async () => {
    await writeFile(file, 'ignored: [DL3001]\nstrict-labels: false\nfailure-threshold: error\n');
    const report = await read({
      environment: {
        HADOLINT_IGNORE: 'DL3002',
        HADOLINT_STRICT_LABELS: '1',
        HADOLINT_FAILURE_THRESHOLD: 'info',
      },
    });
    assert.deepEqual([...report.config.ignored], ['DL3001', 'DL3002']);
    assert.equal(report.config.settings.strictLabels, false);
    assert.equal(report.failOn, 'error');
    assert.equal(report.file, file);
  });

  it('never fails where no-fail says so', async () => {
    await writeFile(file, 'no-fail: true\nfailure-threshold: error\n');
    assert.equal((await read()).failOn, 'never');
  });

  it('lets settings win over the file', async () => {
    await writeFile(file, 'ignored: [DL3001, DL3002]\noverride: {error: [DL3003]}\ntrustedRegistries: [a]\n');
    const { config } = await read({
      settings: { severity: { DL3001: 'info', DL3003: 'off', DL3004: 'style' }, trustedRegistries: ['b'] },
    });
    assert.deepEqual([...config.ignored], ['DL3002', 'DL3003']);
    assert.deepEqual([config.severities.get('DL3001'), config.severities.get('DL3004')], ['info', 'style']);
    assert.deepEqual(config.settings.trustedRegistries, ['b']);
    const unset = await read({ settings: { severity: {}, trustedRegistries: [] } });
    assert.deepEqual(unset.config.settings.trustedRegistries, ['a']);
  });

  it('tells what is wrong in the file, and keeps the rest and the environment', async () => {
    await writeFile(file, 'ignored: [DL3001]\nno-fail: 1\n');
    const report = await read({ environment: { HADOLINT_IGNORE: 'DL3002' } });
    assert.deepEqual(
      report.problems.map(({ line }) => line),
      [2],
    );
    assert.deepEqual([...report.config.ignored], ['DL3001', 'DL3002']);
    assert.equal(report.file, file);
  });

  it('tells of a file that cannot be read', async () => {
    const report = await read({ file: join(folder, 'none.yaml') });
    assert.match(report.problems[0]?.message ?? '', /none\.yaml.*ENOENT/);
    assert.equal(report.file, undefined);
  });

  it('reads no file of many megabytes', async () => {
    await writeFile(file, '');
    await truncate(file, 2 ** 31);
    const report = await read();
    assert.match(report.problems[0]?.message ?? '', /too large/);
  });
});
