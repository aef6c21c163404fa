import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RunOwners } from '../../src/ui/run-owners.ts';

describe('RunOwners', () => {
  let folder = '';

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'kaniko-build-'));
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  it('tell whether another living process runs a build', async () => {
    const owners = new RunOwners(folder);
    assert.equal(await owners.isElsewhere('kb-a-1'), false, 'nobody');
    await owners.claim('kb-a-1');
    assert.equal(await owners.isElsewhere('kb-a-1'), false, 'this process');

    const module = new URL('../../src/ui/run-owners.ts', import.meta.url).href;
    const script = `const { RunOwners } = await import(${JSON.stringify(module)});
      await new RunOwners(${JSON.stringify(folder)}).claim('kb-b-2'); console.log('claimed'); setInterval(() => {}, 1000);`;
    const other = spawn(process.execPath, ['--input-type=module', '--eval', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    try {
      await once(other.stdout, 'data');
      assert.equal(await owners.isElsewhere('kb-b-2'), true, 'another');
    } finally {
      other.kill('SIGKILL');
      await once(other, 'exit');
    }
    assert.equal(await owners.isElsewhere('kb-b-2'), false, 'one that is gone');
    await owners.release('kb-a-1');
    assert.throws(() => readFileSync(join(folder, 'kb-a-1.owner')));
  });

  it('do not take a process that has its number by chance for the owner', async function () {
    if (process.platform !== 'linux') this.skip();
    writeFileSync(join(folder, 'kb-a-1.owner'), `${process.ppid} 1`);
    assert.equal(await new RunOwners(folder).isElsewhere('kb-a-1'), false);
  });
});
