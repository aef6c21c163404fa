/** The preflight on the real cluster: each fault gives reason and remedy within two seconds, and nothing is created. */
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { check } from '../build/preflight/bed.ts';
import { preflightBed } from './preflight-support.ts';
import { build, kubectl, sandbox } from './support.ts';

describe('preflight on the cluster', () => {
  const { contexts, namespaces, registries, images } = sandbox();
  const { ask, at, checked, scratch } = preflightBed();

  it('is ready in well under a second', async () => {
    const began = Date.now();
    const report = await checked();
    const milliseconds = Date.now() - began;
    assert.equal(report.ready, true);
    assert.deepEqual(report.ids('no'), []);
    for (const id of ['cluster', 'user', 'namespace', 'rights', 'pod', 'nodes', 'context']) {
      assert.equal(report.item(id).status, 'yes', id);
    }
    console.log(`      ${milliseconds} ms with kubectl's own start`);
  });

  it('is ready for sandbox-limited, which may do what a build needs and nothing more', async () => {
    const report = await checked(at(contexts.limited, namespaces.limited));
    assert.deepEqual(report.ids('no'), []);
    assert.equal(report.ready, true);
    assert.equal(report.item('rights').status, 'yes');
    assert.match(report.item('rights').meaning ?? '', /list events/);
    assert.equal(report.item('nodes').status, 'unknown');
    // Its namespace may not be read: the Pod's trial says that it is there.
    assert.equal(report.item('namespace').status, 'yes');
  });

  it('tells sandbox-viewer which three verbs it lacks, with a manifest that mends it', async () => {
    const changes = at(contexts.viewer, namespaces.builds);
    const report = await checked(changes);
    assert.match(report.no('rights'), /do not have: create pods, delete pods, get pods\/attach\./);
    assert.match(report.item('rights').detail ?? '', /User "sandbox-viewer" cannot create resource "pods"/);
    const { action } = report.item('rights');
    assert.equal(action?.kind, 'manifest');
    const file = join(scratch(), 'rbac.yaml');
    await writeFile(file, action.yaml);
    await kubectl('apply', '-f', file);
    try {
      const mended = await checked(changes);
      assert.equal(mended.item('rights').status, 'yes');
      assert.equal(mended.ready, true);
    } finally {
      await kubectl('delete', '-f', file);
    }
  });

  it('misses the namespace', async () => {
    const admin = await check(ask(at(contexts.admin, 'no-such-namespace')));
    assert.match(admin.no('namespace'), /has no namespace no-such-namespace/);
    assert.deepEqual(admin.ids('no'), ['namespace']);
    const limited = await check(ask(at(contexts.limited, 'no-such-namespace')));
    assert.match(limited.no('rights'), /create pods/);
  });

  it('looks for the builder image, a mirror of it for instance, as the nodes may see it', async () => {
    const builder = ask().builder;
    const mirror = await checked({ builder: { ...builder, image: images.busybox } });
    assert.equal(mirror.item('builder-image').status, 'yes');
    const missing = await checked({
      builder: { ...builder, image: `${registries.open.host}/mirror/kaniko:1` },
    });
    assert.match(missing.unknown('builder-image'), /mirror\/kaniko:1/);
    assert.equal(missing.ready, true);
  });

  describe('before a build', () => {
    it('stops it for a certain no, before anything is created', async () => {
      const outcome = await build(ask(at(contexts.viewer, namespaces.builds)));
      assert.equal(outcome.result.failure?.code, 'cluster-forbidden');
      assert.match(outcome.result.failure.message, /create pods, delete pods, get pods\/attach/);
      assert.deepEqual(outcome.states, ['preparing', 'failed']);
      assert.equal(outcome.result.stoppedByCheck, true);
    });

    it('does not stop one whose user insists', async () => {
      const changes = at(contexts.viewer, namespaces.builds);
      const { result } = await build(ask(changes), { insist: true });
      assert.match(result.failure?.evidence ?? '', /^pods is forbidden: User "sandbox-viewer" cannot create/);
    });
  });
});
