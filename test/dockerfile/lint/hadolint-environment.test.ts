import assert from 'node:assert/strict';
import { emptyConfig } from '../../../src/dockerfile/lint/hadolint-config.ts';
import { readHadolintEnvironment } from '../../../src/dockerfile/lint/hadolint-environment.ts';

describe('readHadolintEnvironment', () => {
  it('reads all variables', () => {
    assert.deepEqual(
      readHadolintEnvironment({
        HADOLINT_IGNORE: 'DL3006,SC2086',
        HADOLINT_OVERRIDE_ERROR: 'DL3001',
        HADOLINT_OVERRIDE_WARNING: 'DL3002',
        HADOLINT_OVERRIDE_INFO: 'DL3003',
        HADOLINT_OVERRIDE_STYLE: 'DL3004,DL3008',
        HADOLINT_TRUSTED_REGISTRIES: 'docker.io,ghcr.io',
        HADOLINT_REQUIRE_LABELS: 'a:url,b,c:,d:bogus,e:url:x',
        HADOLINT_STRICT_LABELS: 'yes',
        HADOLINT_DISABLE_IGNORE_PRAGMA: 'ON',
        HADOLINT_FAILURE_THRESHOLD: 'none',
        HADOLINT_NOFAIL: '1',
      }),
      {
        ignored: ['DL3006', 'SC2086'],
        override: { error: ['DL3001'], warning: ['DL3002'], info: ['DL3003'], style: ['DL3004', 'DL3008'] },
        trustedRegistries: ['docker.io', 'ghcr.io'],
        labelSchema: { a: 'url', b: 'text', c: 'text' },
        strictLabels: true,
        disableIgnorePragma: true,
        failureThreshold: 'style',
        noFail: true,
      },
    );
  });

  it('finds nothing where nothing or nonsense is set', () => {
    assert.deepEqual(readHadolintEnvironment({}), emptyConfig);
    const { failureThreshold, ...rest } = readHadolintEnvironment({
      HADOLINT_IGNORE: '',
      HADOLINT_STRICT_LABELS: '',
      HADOLINT_FAILURE_THRESHOLD: 'Error',
      HADOLINT_REQUIRE_LABELS: ',:url',
    });
    assert.deepEqual(rest, emptyConfig);
    assert.equal(failureThreshold, undefined);
  });
});
