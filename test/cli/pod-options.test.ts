import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { failureIn } from '../../src/build/errors.ts';
import { podOf } from '../../src/cli/pod-options.ts';

describe('--pod-settings and --overlay', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'kaniko-build-pod-'));
  });
  after(() => rm(folder, { recursive: true }));
  const file = async (text: string): Promise<string> => {
    const path = join(folder, 'file');
    await writeFile(path, text);
    return path;
  };
  const messageOf = async (podSettings: string | undefined, overlay?: string): Promise<string> => {
    const error: unknown = await podOf({ podSettings, overlay }).then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    assert.equal(failureIn(error)?.code, 'settings-invalid');
    return failureIn(error)?.message ?? '';
  };

  it('are read, YAML or JSON', async () => {
    assert.deepEqual(await podOf({ podSettings: undefined, overlay: undefined }), {});
    const pod = { serviceAccount: 'builder', tolerations: [{ operator: 'Exists' }] };
    for (const text of [
      'serviceAccount: builder\ntolerations: [{operator: Exists}]\n',
      JSON.stringify(pod),
    ]) {
      assert.deepEqual(await podOf({ podSettings: await file(text), overlay: undefined }), { pod });
    }
    const overlay = await file('spec: {}\n');
    assert.deepEqual(await podOf({ podSettings: undefined, overlay }), {
      overlay: { file: overlay, text: 'spec: {}\n' },
    });
  });

  it('that are wrong are told with file and line', async () => {
    const wrong = await messageOf(
      await file('serviceAccount: builder\n\ntolerations:\n- key: a\n  effect: No\n'),
    );
    assert.match(wrong, /file, line 5: tolerations\[0\]\.effect: "No" is none of/);
    assert.match(await messageOf(await file('a: [')), /file, line 1: /);
    assert.match(await messageOf(join(folder, 'nowhere')), /nowhere cannot be read/);
    assert.match(await messageOf(undefined, join(folder, 'nowhere')), /overlay .*nowhere cannot be read/);
  });
});
