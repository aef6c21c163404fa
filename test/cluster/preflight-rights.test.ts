import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { load } from 'js-yaml';
import type { BuildRequest } from '../../src/build/request.ts';
import { PASSING, preflightBed } from './preflight-support.ts';
import { kubectl, sandbox } from './support.ts';

describe('preflight of the rights on the cluster', () => {
  const { kubeconfig, registries } = sandbox();
  const { ask, at, settled, apply, inNamespace, scratch } = preflightBed();

  it('names each single verb that is missing', async function () {
    this.timeout('120s');
    const rules = [
      ['create', 'pods'],
      ['get', 'pods'],
      ['delete', 'pods'],
      ['get', 'pods/log'],
      ['get', 'pods/attach'],
      ['create', 'secrets'],
    ] as const;
    const account = { kind: 'ServiceAccount', name: 'builder', namespace: PASSING };
    const metadata = { name: 'builder', namespace: PASSING };
    const rbac = 'rbac.authorization.k8s.io/v1';
    const role = (missing: string): object => ({
      apiVersion: rbac,
      kind: 'Role',
      metadata,
      rules: rules
        .filter((rule) => rule.join(' ') !== missing)
        .map(([verb, resource]) => ({ apiGroups: [''], resources: [resource], verbs: [verb] })),
    });
    const binding = {
      apiVersion: rbac,
      kind: 'RoleBinding',
      metadata,
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'builder' },
      subjects: [account],
    };
    const serviceAccount = { apiVersion: 'v1', kind: 'ServiceAccount', metadata };
    await inNamespace([serviceAccount, role(''), binding], async () => {
      const token = (await kubectl('-n', PASSING, 'create', 'token', 'builder')).trim();
      const file = await accountKubeconfig(token);
      const there: Partial<BuildRequest> = {
        ...at('builder', PASSING, [file]),
        registries: {
          ...ask().registries,
          certificates: { [registries.open.host]: registries.tls.caFile ?? '' },
        },
      };
      assert.deepEqual((await settled(there, (report) => report.ready)).ids('no'), []);
      for (const rule of rules) {
        const missing = rule.join(' ');
        await apply(role(missing));
        const report = await settled(there, (one) => one.item('rights').status === 'no');
        const said = report.no('rights');
        assert.ok(said.includes(`do not have: ${missing}.`), said);
        const { action } = report.item('rights');
        assert.ok(action?.kind === 'manifest');
        const [, bound] = action.yaml.split('---\n').map((text) => load(text));
        assert.deepEqual((bound as { subjects: unknown }).subjects, [account]);
        await apply(role(''));
        await settled(there, (one) => one.ready);
      }
    });
  });

  /** A kubeconfig that logs in to the sandbox by a token. */
  async function accountKubeconfig(token: string): Promise<string> {
    const { clusters } = load(await readFile(kubeconfig, 'utf8')) as {
      clusters: readonly { name: string }[];
    };
    const file = join(scratch(), 'kubeconfig');
    const config = {
      clusters,
      users: [{ name: 'builder', user: { token } }],
      contexts: [{ name: 'builder', context: { cluster: clusters[0]?.name, user: 'builder' } }],
    };
    await writeFile(file, JSON.stringify(config), { mode: 0o600 });
    return file;
  }
});
