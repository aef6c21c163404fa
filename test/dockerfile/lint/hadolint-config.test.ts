import assert from 'node:assert/strict';
import {
  emptyConfig,
  mergeConfigs,
  toLintConfig,
  type HadolintConfig,
} from '../../../src/dockerfile/lint/hadolint-config.ts';

const file: HadolintConfig = {
  ...emptyConfig,
  ignored: ['DL3001'],
  override: { ...emptyConfig.override, style: ['DL3002'], error: ['DL3003'] },
  trustedRegistries: ['a'],
  labelSchema: { x: 'url' },
  strictLabels: false,
};

const environment: HadolintConfig = {
  ...emptyConfig,
  ignored: ['DL3004'],
  override: { ...emptyConfig.override, warning: ['DL3002'], style: ['DL3003'] },
  trustedRegistries: ['b'],
  labelSchema: { x: 'text', y: 'hash' },
  strictLabels: true,
  noFail: true,
};

describe('mergeConfigs', () => {
  it('adds lists up and lets the file win in all else but labels', () => {
    const merged = mergeConfigs(file, environment);
    assert.deepEqual(merged.ignored, ['DL3001', 'DL3004']);
    assert.deepEqual(merged.trustedRegistries, ['a', 'b']);
    assert.deepEqual(merged.labelSchema, { x: 'text', y: 'hash' });
    assert.equal(merged.strictLabels, false);
    assert.equal(merged.noFail, true);
  });
});

describe('toLintConfig', () => {
  it('gives a rule the worst of its severities', () => {
    const { severities } = toLintConfig(mergeConfigs(file, environment));
    assert.deepEqual(Object.fromEntries(severities), { DL3002: 'warning', DL3003: 'error' });
  });

  it('leaves everything as it is for an empty configuration', () => {
    const { ignored, severities, disableIgnorePragma, settings } = toLintConfig(emptyConfig);
    assert.deepEqual([ignored.size, severities.size, disableIgnorePragma], [0, 0, false]);
    assert.deepEqual(settings, { trustedRegistries: [], labelSchema: {}, strictLabels: false });
  });
});
