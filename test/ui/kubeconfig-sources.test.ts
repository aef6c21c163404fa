import assert from 'node:assert/strict';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { kubeconfigSources } from '../../src/ui/kubeconfig-sources.ts';

describe('kubeconfigSources', () => {
  const fallback = join(homedir(), '.kube', 'config');

  const sources = (
    setting: readonly string[],
    environment: Readonly<Record<string, string>>,
  ): readonly (readonly string[])[] => kubeconfigSources(setting, environment, () => true);

  it('are the setting, KUBECONFIG, and the default file where KUBECONFIG hides it', () => {
    assert.deepEqual(sources([], {}), [[]]);
    assert.deepEqual(sources(['/a', '/b'], {}), [['/a', '/b'], []]);
    assert.deepEqual(sources([], { KUBECONFIG: `/x${delimiter}/y` }), [[], [fallback]]);
    assert.deepEqual(sources(['/a'], { KUBECONFIG: '/x' }), [['/a'], [], [fallback]]);
    assert.deepEqual(sources([], { KUBECONFIG: `/x${delimiter}${fallback}` }), [[]]);
    assert.deepEqual(sources([], { KUBECONFIG: '' }), [[]]);
  });

  it('leave out a default file that is hidden and does not exist', () => {
    assert.deepEqual(
      kubeconfigSources([], { KUBECONFIG: '/x' }, () => false),
      [[]],
    );
  });
});
