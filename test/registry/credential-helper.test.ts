import assert from 'node:assert/strict';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { askHelper, type HelperOptions } from '../../src/registry/credential-helper.ts';
import { CredentialsError } from '../../src/registry/credentials-error.ts';

describe('registry/credential-helper', () => {
  let folder: string;
  let options: HelperOptions;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'kaniko-build-helper-'));
    options = { environment: { home: folder, env: { PATH: `${folder}:/usr/bin:/bin` } } };
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const helper = async (body: string, mode = 0o755): Promise<void> => {
    await writeFile(join(folder, 'docker-credential-test'), `#!/bin/sh\n${body}\n`);
    await chmod(join(folder, 'docker-credential-test'), mode);
  };
  const refused =
    (code: string, message: RegExp) =>
    (error: unknown): boolean => {
      assert.ok(error instanceof CredentialsError);
      assert.equal(error.code, code);
      assert.match(error.message, message);
      assert.ok(!`${error.message} ${error.remedy} ${error.stack ?? ''}`.includes('hunter2'));
      return true;
    };

  it('passes the server on stdin and reads the answer', async () => {
    await helper(
      `cat >"\${0%/*}/asked"; echo "$@" >>"\${0%/*}/asked"; echo '{"ServerURL":"s","Username":"u","Secret":"hunter2"}'`,
    );
    assert.deepEqual(await askHelper('test', 'r.example:5000', options), {
      username: 'u',
      password: 'hunter2',
    });
    assert.equal(await readFile(join(folder, 'asked'), 'utf8'), 'r.example:5000\nget\n');
  });

  it('takes "not found" for no credentials, wherever it is said', async () => {
    await helper('echo "credentials not found in native keychain"; exit 1');
    assert.equal(await askHelper('test', 'r', options), undefined);
    await helper('echo "credentials not found" >&2; exit 1');
    assert.equal(await askHelper('test', 'r', options), undefined);
    await helper(`echo '{"Username":"","Secret":""}'`);
    assert.equal(await askHelper('test', 'r', options), undefined);
  });

  it('does not repeat what a failing helper wrote', async () => {
    await helper('echo hunter2; echo hunter2 >&2; exit 3');
    await assert.rejects(
      askHelper('test', 'r', options),
      refused('helper-failed', /docker-credential-test .*exit code 3/),
    );
    await helper('echo "{hunter2"');
    await assert.rejects(askHelper('test', 'r', options), refused('helper-failed', /not in the form/));
  });

  it('ends a helper that waits, and its children with the pipes', async () => {
    await helper('sleep 30; echo hunter2');
    const started = performance.now();
    await assert.rejects(
      askHelper('test', 'r', { ...options, timeoutMs: 100 }),
      refused('helper-timeout', /0\.1 seconds/),
    );
    assert.ok(performance.now() - started < 2000);
  });

  it('ends with the signal', async () => {
    await helper('sleep 30');
    const reason = new Error('enough');
    const controller = new AbortController();
    setTimeout(() => {
      controller.abort(reason);
    }, 50);
    await assert.rejects(askHelper('test', 'r', { ...options, signal: controller.signal }), reason);
  });

  it('stops reading at a bound', async () => {
    await helper('yes hunter2');
    await assert.rejects(askHelper('test', 'r', options), refused('helper-failed', /docker-credential-test/));
  });

  it('says that it is missing or may not be run', async () => {
    await assert.rejects(
      askHelper('absent', 'r', options),
      refused('helper-missing', /docker-credential-absent/),
    );
  });

  for (const name of ['../evil', 'a b', '-x', '', 'a;b', 'a/b', '$(id)']) {
    it(`refuses the name ${JSON.stringify(name)}`, async () => {
      await assert.rejects(askHelper(name, 'r', options), refused('helper-name', /not a valid name/));
    });
  }
});
