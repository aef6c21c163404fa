import assert from 'node:assert/strict';
import { load } from 'js-yaml';
import { neededRights, rightText } from '../../../src/build/preflight/needed-rights.ts';
import { rbacManifest } from '../../../src/build/preflight/rbac-manifest.ts';
import { checkAgainst, contextFolder, type Folder } from './bed.ts';

const QUERY = { pod: 'kb-1', ownSecret: 'kb-1-auth', existingSecret: undefined, version: 'v1.34.4' };
const NECESSARY = [
  'create pods',
  'get pods',
  'delete pods',
  'get pods/log',
  'get pods/attach',
  'create secrets',
];

describe('preflight: rights', () => {
  let folder: Folder;
  before(async () => (folder = await contextFolder()));
  after(() => folder.remove());

  it('are exactly those that the build uses', () => {
    const texts = (query: Parameters<typeof neededRights>[0]): readonly string[] =>
      neededRights(query)
        .filter(({ necessary }) => necessary)
        .map(rightText);
    assert.deepEqual(texts(QUERY), NECESSARY);
    assert.deepEqual(
      texts({ ...QUERY, ownSecret: undefined, existingSecret: 'mine' }),
      NECESSARY.filter((right) => right !== 'create secrets'),
    );
    for (const version of ['v1.35.0', 'v1.36.1+k3s1', 'v2.0.0']) {
      assert.ok(texts({ ...QUERY, version }).includes('create pods/attach'), version);
    }
    for (const version of ['v1.9.0', '', 'nonsense']) {
      assert.ok(!texts({ ...QUERY, version }).includes('create pods/attach'), version);
    }
  });

  for (const right of NECESSARY) {
    it(`names ${right} when it is missing`, async () => {
      const options = { password: 'never-Shown' };
      const changes = { credentials: { kind: 'typed', username: 'me' } } as const;
      const report = await checkAgainst({ denied: [right] }, folder, changes, options);
      const said = report.no('rights');
      assert.ok(said.includes(`: ${right}.`), said);
      const { action } = report.item('rights');
      const [verb, resource] = right.split(' ');
      assert.ok(action?.kind === 'manifest');
      const role = load(action.yaml.split('---\n')[0] ?? '');
      assert.deepEqual((role as { rules: unknown }).rules, [
        { apiGroups: [''], resources: [resource], verbs: [verb] },
      ]);
    });
  }

  it('may be fewer where less can be told', async () => {
    const report = await checkAgainst({ denied: ['list events'] }, folder);
    assert.equal(report.item('rights').status, 'yes');
    assert.match(report.item('rights').meaning ?? '', /list events/);
  });

  it('are asked for in a manifest for the user, a service account, or a name to fill in', () => {
    const rights = [{ verb: 'get', resource: 'pods', subresource: 'log', name: 'kb-1' }];
    const documents = (username: string | undefined): unknown[] =>
      rbacManifest('builds', rights, username === undefined ? undefined : { username, groups: [] })
        .split('---\n')
        .map((text) => load(text));
    const [role, binding] = documents('jane: "x"') as [{ rules: unknown }, { subjects: [{ name: string }] }];
    assert.deepEqual(role.rules, [{ apiGroups: [''], resources: ['pods/log'], verbs: ['get'] }]);
    assert.equal(binding.subjects[0].name, 'jane: "x"');
    const account = documents('system:serviceaccount:ci:builder')[1] as { subjects: unknown };
    assert.deepEqual(account.subjects, [{ kind: 'ServiceAccount', name: 'builder', namespace: 'ci' }]);
    const unknown = documents(undefined)[1] as { subjects: [{ name: string }] };
    assert.equal(unknown.subjects[0].name, 'YOUR-USER-NAME');
  });
});
