import { strict as assert } from 'node:assert';
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { inClusterEntries } from '../../src/kube/in-cluster.ts';
import { kubeContexts, loadKubeConfig } from '../../src/kube/kubeconfig.ts';

const FIRST = `
apiVersion: v1
kind: Config
current-context: dev
clusters:
- name: dev
  cluster: { server: 'https://dev.example:6443/', certificate-authority: pki/ca.crt }
users:
- name: dev
  user: { client-certificate: me.crt, client-key: me.key, token: "0123" }
contexts:
- name: dev
  context: { cluster: dev, user: dev, namespace: team-a }
- name: both
  context: { cluster: dev, user: dev, namespace: from-first }
`;
const SECOND = `
current-context: prod
clusters:
- name: prod
  cluster: { server: 'http://127.0.0.1:8080' }
users:
- name: prod
  user: { exec: { command: ./bin/plugin, args: [get-token], apiVersion: client.authentication.k8s.io/v1 } }
- name: robot
  user: { tokenFile: token, token: stale }
contexts:
- name: both
  context: { cluster: prod, user: prod, namespace: from-second }
- name: prod
  context: { cluster: prod, user: prod }
`;
const BROKEN = `
users:
- name: me
  user:
    token: a-very-secret-token
   client-key-data: wrong-indent
`;

describe('kubeconfig', () => {
  let folder = '';
  const file = (name: string): string => path.join(folder, name);

  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'kubeconfig-'));
    await mkdir(file('sub'));
    await mkdir(file('.kube'));
    await writeFile(file('first'), FIRST);
    await writeFile(file('sub/second'), SECOND);
    await writeFile(file('broken'), BROKEN);
    await writeFile(file('pod.yaml'), 'apiVersion: v1\nkind: Pod\n');
    await writeFile(file('empty'), '');
    await writeFile(file('.kube/config'), FIRST);
  });
  after(() => rm(folder, { recursive: true }));

  it('merges as kubectl does: the first file to name something counts', async () => {
    const { entries, files, problems } = await loadKubeConfig([file('first'), file('sub/second')]);
    assert.deepEqual(problems, []);
    assert.deepEqual(files, [file('first'), file('sub/second')]);
    assert.equal(entries.current, 'dev');
    assert.equal(entries.contexts.get('both')?.namespace, 'from-first');
    const other = await loadKubeConfig([file('sub/second'), file('first')]);
    assert.equal(other.entries.current, 'prod');
    assert.equal(other.entries.contexts.get('both')?.namespace, 'from-second');
  });

  it('resolves file references against the file that makes them', async () => {
    const { entries } = await loadKubeConfig([file('first'), file('sub/second')]);
    assert.equal(entries.clusters.get('dev')?.caFile, file('pki/ca.crt'));
    assert.equal(entries.users.get('dev')?.keyFile, file('me.key'));
    assert.equal((entries.users.get('prod')?.exec as { command: string }).command, file('sub/bin/plugin'));
    assert.deepEqual(entries.users.get('robot')?.authProvider, {
      name: 'tokenFile',
      config: { tokenFile: file('sub/token') },
    });
  });

  it('keeps a token of digits as it is written, and drops one that a token file outranks', async () => {
    const { entries } = await loadKubeConfig([file('first'), file('sub/second')]);
    assert.equal(entries.users.get('dev')?.token, '0123');
    assert.equal(entries.users.get('robot')?.token, undefined);
  });

  it('takes KUBECONFIG when no path is given, and skips what is missing there', async () => {
    const list = [file('gone'), file('first'), '', file('first'), file('sub/second')].join(path.delimiter);
    const { files, problems } = await loadKubeConfig([], { KUBECONFIG: list });
    assert.deepEqual(files, [file('first'), file('sub/second')]);
    assert.deepEqual(problems, []);
  });

  it('takes ~/.kube/config when KUBECONFIG is not set, and expands ~ in given paths', async () => {
    const byDefault = await kubeContexts([], { HOME: folder });
    assert.deepEqual(byDefault.files, [file('.kube/config')]);
    const given = await kubeContexts(['~/first'], { HOME: folder });
    assert.deepEqual(given.files, [file('first')]);
  });

  it('finds nothing, without complaint, where there is nothing', async () => {
    const found = await kubeContexts([], { HOME: file('nobody') });
    assert.deepEqual(found, { contexts: [], files: [], problems: [] });
  });

  it('reports files that are missing or broken, and keeps the good ones', async () => {
    const found = await kubeContexts(['gone', 'broken', 'pod.yaml', '.', 'empty', 'first'].map(file));
    assert.deepEqual(
      found.contexts.map(({ name }) => name),
      ['both', 'dev'],
    );
    assert.deepEqual(
      found.problems.map((problem) => [path.relative(folder, problem.file), problem.message]),
      [
        ['gone', 'There is no such file.'],
        ['broken', 'It is not valid YAML: line 6.'],
        ['pod.yaml', 'This is a Pod, not a kubeconfig.'],
        ['', 'It cannot be read (EISDIR).'],
      ],
    );
  });

  it('repeats nothing of a broken file, which may be a token', async () => {
    const { problems } = await loadKubeConfig([file('broken')]);
    assert.doesNotMatch(JSON.stringify(problems), /secret|indent/);
  });

  it('names no current context that does not exist', async () => {
    await writeFile(file('dangling'), 'current-context: nowhere\n');
    assert.equal((await kubeContexts([file('dangling')])).current, undefined);
    assert.equal((await kubeContexts([file('dangling'), file('first')])).current, undefined);
  });

  it('writes nothing', async () => {
    const before = await readdir(folder);
    await kubeContexts(['first', 'broken', 'gone'].map(file));
    assert.deepEqual(await readdir(folder), before);
    assert.equal(await readFile(file('first'), 'utf8'), FIRST);
  });

  it('knows the cluster that it runs in by the mounted service account', async () => {
    await mkdir(file('account'));
    await writeFile(file('account/token'), 'x');
    await writeFile(file('account/namespace'), 'ci\n');
    const env = { KUBERNETES_SERVICE_HOST: 'fd00::1', KUBERNETES_SERVICE_PORT: '443' };
    const entries = await inClusterEntries(env, file('account'));
    assert.equal(entries?.clusters.get('in-cluster')?.server, 'https://[fd00::1]:443');
    assert.equal(entries.contexts.get('in-cluster')?.namespace, 'ci');
    assert.equal(await inClusterEntries({}, file('account')), undefined);
    assert.equal(await inClusterEntries(env, file('no-account')), undefined);
  });
});
