import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defaultContext } from '../../src/ui/default-context.ts';
import { dockerfileAt } from './samples.ts';

describe('defaultContext', () => {
  let root = '';

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'kaniko-build-'));
    mkdirSync(join(root, 'api', 'src'), { recursive: true });
    mkdirSync(join(root, 'shared'));
    writeFileSync(join(root, 'go.mod'), '');
  });

  afterEach(() => rmSync(root, { recursive: true }));

  async function contextFor(label: string, text: string): Promise<string> {
    writeFileSync(join(root, label), text);
    return (await defaultContext(dockerfileAt(label, root))).slice(root.length);
  }

  it("is the Dockerfile's own folder", async () => {
    assert.equal(await contextFor('Dockerfile', 'FROM a\nCOPY nothing /\n'), '');
    assert.equal(await contextFor('api/Dockerfile', 'FROM a\nCOPY src /src\n'), '/api');
    assert.equal(await contextFor('api/Dockerfile', 'FROM a\nCOPY . /app\n'), '/api');
    assert.equal(await contextFor('api/Dockerfile', 'FROM a\nCOPY src shared /app/\n'), '/api');
  });

  it('is the workspace folder where more of what is copied lies there', async () => {
    assert.equal(await contextFor('api/Dockerfile', 'FROM a\nCOPY go.mod shared /app/\n'), '');
    assert.equal(
      await contextFor('api/Dockerfile', 'FROM a\nADD --chown=1:1 ["api", "shared", "/app/"]\n'),
      '',
    );
  });

  it('ignores copies from other stages, and survives a Dockerfile that is not there', async () => {
    assert.equal(await contextFor('api/Dockerfile', 'FROM a\nCOPY --from=b shared go.mod /\n'), '/api');
    assert.equal(await defaultContext(dockerfileAt('api/gone', root)), join(root, 'api'));
  });
});
