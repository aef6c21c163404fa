import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  appendFileSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { readdir, readlink } from 'node:fs/promises';
import { join } from 'node:path';
import { mock } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { extract } from 'tar-stream';
import { ContextError } from '../../src/context/context-error.ts';
import type { ContextPlan } from '../../src/context/entry.ts';
import { planContext } from '../../src/context/plan.ts';
import { packContext } from '../../src/context/tar.ts';
import { TempFolder } from './temp-folder.ts';

/** Every name below the folder with what it is: a file's content, a link's target. */
function contentOf(root: string, below = ''): Record<string, string> {
  const found: Record<string, string> = {};
  for (const child of readdirSync(join(root, below), { withFileTypes: true })) {
    const path = join(below, child.name);
    const full = join(root, path);
    if (child.isSymbolicLink()) {
      found[path] = `-> ${readlinkSync(full)}`;
    } else if (child.isDirectory()) {
      Object.assign(found, { [`${path}/`]: '' }, contentOf(root, path));
    } else {
      const executable = (lstatSync(full).mode & 0o100) !== 0;
      found[path] = `${executable ? 'x' : '-'} ${readFileSync(full, 'base64')}`;
    }
  }
  return found;
}

/** What this process has open below the folder. */
async function openFiles(folder: string): Promise<string[]> {
  const descriptors = await readdir('/proc/self/fd');
  const targets = await Promise.all(descriptors.map((fd) => readlink(`/proc/self/fd/${fd}`).catch(() => '')));
  return targets.filter((target) => target.startsWith(folder));
}

describe('context/tar', () => {
  let temp: TempFolder;

  beforeEach(() => {
    temp = new TempFolder();
    temp.write({ 'app/Dockerfile': 'FROM scratch\n' });
  });
  afterEach(async () => {
    assert.deepEqual(await openFiles(temp.path), [], 'a file was left open');
    temp.remove();
  });

  const plan = (): Promise<ContextPlan> =>
    planContext({ folder: temp.join('app'), dockerfile: temp.join('app/Dockerfile'), all: true });
  const pack = async (): Promise<Buffer> => collect(packContext(await plan()));
  const failure = async (found: ContextPlan): Promise<ContextError> => {
    const error: unknown = await collect(packContext(found)).then(
      () => undefined,
      (reason: unknown) => reason,
    );
    assert.ok(error instanceof ContextError, String(error));
    return error;
  };

  /** Names and contents that archives get wrong. */
  const hostile = (): void => {
    const long = Array.from({ length: 6 }, (_, index) => `${String(index)}${'n'.repeat(49)}`).join('/');
    temp.write({
      'app/-rf': 'dash',
      'app/new\nline': 'a\nb',
      'app/ünï/\u{1F600}': 'unicode',
      'app/empty/': '',
      'app/zero': '',
      'app/block': 'x'.repeat(512),
      'app/below': 'x'.repeat(511),
      'app/above': 'x'.repeat(513),
      [`app/${long}/deep`]: 'deep',
      [`app/${'ü'.repeat(120)}`]: 'long in bytes',
      [`app/${'f'.repeat(255)}`]: 'no slash to split at',
      [`app/${'d'.repeat(100)}/`]: '',
      [`app/${'d'.repeat(99)}/`]: '',
      [`app/${'e'.repeat(155)}/${'f'.repeat(100)}`]: 'fits exactly',
      [`app/${'g'.repeat(156)}/${'f'.repeat(100)}`]: 'one too many',
      'app/link': '-> zero',
      'app/long-link': `-> ${'../'.repeat(60)}target`,
      'app/dir-link': '-> empty',
      'app/run.sh': '#!/bin/sh\n',
    });
    temp.chmod('app/run.sh', 0o700);
    const random = Buffer.alloc(700_001);
    for (let index = 0; index < random.length; index++) {
      random[index] = (index * 7919) % 251;
    }
    // Small files between large ones: they share the buffer that the large ones are read through.
    for (let index = 0; index < 6; index++) {
      writeFileSync(temp.join(`app/mix-${String(index)}-large`), random.subarray(index));
      writeFileSync(temp.join(`app/mix-${String(index)}-small`), `small ${String(index)}`);
    }
    for (let index = 0; index < 600; index++) {
      writeFileSync(temp.join(`app/many-${String(index)}`), random.subarray(index, index * 3));
    }
  };

  it('is what GNU tar makes the same folder of', async () => {
    hostile();
    const archive = await pack();
    mkdirSync(temp.join('out'));
    const complaints = execFileSync('tar', ['-xzf', '-', '-C', temp.join('out')], {
      input: archive,
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    assert.equal(complaints.toString(), '');
    assert.deepEqual(contentOf(temp.join('out')), contentOf(temp.join('app')));
  });

  it('carries owner 0, the modes of the files and one time, read by another library', async () => {
    hostile();
    const archive = await pack();
    const entries = extract();
    entries.end(gunzipSync(archive));
    const seen: string[] = [];
    for await (const entry of entries) {
      const { header } = entry;
      entry.resume();
      seen.push(header.name.replace(/\/$/, ''));
      assert.deepEqual(
        [header.uid, header.gid, header.uname, header.gname, header.mtime.toISOString()],
        [0, 0, '', '', '2000-01-01T00:00:00.000Z'],
      );
      const mode = header.type === 'symlink' ? 0o777 : lstatSync(temp.join('app', header.name)).mode & 0o7777;
      assert.equal(header.mode, mode, header.name);
    }
    assert.deepEqual(
      seen,
      (await plan()).entries.map((entry) => entry.path),
    );
  });

  it('ends with two zero blocks, and its gzip header has neither time nor system', async () => {
    const archive = await pack();
    assert.deepEqual([...archive.subarray(0, 10)], [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 4, 255]);
    const tar = gunzipSync(archive);
    assert.equal(tar.length % 512, 0);
    assert.ok(tar.subarray(-1024).every((byte) => byte === 0));
    assert.ok(!tar.subarray(-1536, -1024).every((byte) => byte === 0));
  });

  it('gives the same bytes for the same content and modes', async () => {
    hostile();
    const first = await pack();
    const twin = new TempFolder();
    execFileSync('cp', ['-rp', temp.join('app'), twin.join('app')]);
    const again = async (): Promise<Buffer> => {
      const dockerfile = twin.join('app/Dockerfile');
      const second = await planContext({ folder: twin.join('app'), dockerfile, all: true });
      return await collect(packContext(second));
    };
    assert.ok(first.equals(await again()));
    twin.chmod('app/zero', 0o600);
    assert.ok(!first.equals(await again()));
    twin.remove();
  });

  it('gives the same bytes where every file has to be waited for', async () => {
    hostile();
    const quick = await pack();
    let time = 0;
    // As if everything took a second.
    const clock = mock.method(performance, 'now', () => (time += 1000));
    try {
      assert.ok((await pack()).equals(quick));
    } finally {
      clock.mock.restore();
    }
  });

  it('tells the bytes and files read, in order and to the end', async () => {
    hostile();
    const found = await plan();
    const told: { bytes: number; files: number }[] = [];
    await collect(packContext(found, { onProgress: (bytes, files) => told.push({ bytes, files }) }));
    assert.deepEqual(
      told,
      [...told].sort((a, b) => a.bytes - b.bytes || a.files - b.files),
    );
    assert.deepEqual(told.at(-1), found.totals);
    assert.ok(told.length > 10);
  });

  const changes: [string, () => void][] = [
    ['shrinks', () => truncateSync(temp.join('app/victim'), 3)],
    ['grows', () => appendFileSync(temp.join('app/victim'), 'more')],
    ['vanishes', () => rmSync(temp.join('app/victim'))],
    ['becomes a link', () => {
      rmSync(temp.join('app/victim'));
      symlinkSync('Dockerfile', temp.join('app/victim'));
    }],
    ['becomes a folder', () => {
      rmSync(temp.join('app/victim'));
      mkdirSync(temp.join('app/victim'));
    }],
    ['becomes a pipe', () => {
      rmSync(temp.join('app/victim'));
      execFileSync('mkfifo', [temp.join('app/victim')]);
    }],
  ]; // prettier-ignore
  for (const [size, what] of [
    [10, 'small'],
    [1_000_000, 'large'],
    [0, 'empty'],
  ] as const) {
    for (const [change, apply] of changes.filter(([name]) => size > 0 || !/shrinks|pipe/.test(name))) {
      it(`fails when a ${what} file ${change}, and names it`, async () => {
        writeFileSync(temp.join('app/victim'), 'v'.repeat(size));
        const found = await plan();
        apply();
        const error = await failure(found);
        assert.equal(error.code, 'file-changed');
        assert.equal(error.file, 'victim');
      });
    }
  }

  it('fails when a large file shrinks while it is read', async () => {
    writeFileSync(temp.join('app/victim'), Buffer.alloc(50_000_000, 1));
    const found = await plan();
    await assert.rejects(
      async () => {
        for await (const _chunk of packContext(found)) truncateSync(temp.join('app/victim'), 1_000_000);
      },
      (error: unknown) => error instanceof ContextError && error.file === 'victim',
    );
  });

  it('never ends as if it were complete', async () => {
    temp.write({ 'app/a': 'first', 'app/z': 'last' });
    const found = await plan();
    rmSync(temp.join('app/z'));
    const chunks = packContext(found);
    await assert.rejects(async () => {
      for (;;) assert.notEqual((await chunks.next()).done, true);
    }, ContextError);
  });

  it('ends with the signal’s reason at any time', async () => {
    writeFileSync(temp.join('app/large'), Buffer.alloc(5_000_000, 1));
    const reason = new Error('enough');
    const found = await plan();
    await assert.rejects(collect(packContext(found, { signal: AbortSignal.abort(reason) })), reason);

    const controller = new AbortController();
    const stream = packContext(found, {
      signal: controller.signal,
      onProgress: () => {
        controller.abort(reason);
      },
    });
    await assert.rejects(collect(stream), reason);
  });

  it('stops reading when the reader goes away', async () => {
    writeFileSync(temp.join('app/large'), Buffer.alloc(50_000_000, 1));
    let read = 0;
    for await (const _chunk of packContext(await plan(), { onProgress: (bytes) => (read = bytes) })) {
      if (read > 1_000_000) break;
    }
    const then = read;
    await new Promise((resolve) => setTimeout(resolve, 50));
    assert.ok(then < 50_000_000 && read === then, `${String(then)} ${String(read)}`);
  });

  it('reads no faster than it is read', async () => {
    writeFileSync(temp.join('app/large'), randomBytes(20_000_000));
    let read = 0;
    const chunks = packContext(await plan(), { onProgress: (bytes) => (read = bytes) });
    for (let count = 0; count < 4; count++) await chunks.next();
    await new Promise((resolve) => setTimeout(resolve, 200));
    assert.ok(read < 2_000_000, `${String(read)} bytes were read for nobody`);
    await chunks.return(undefined);
    assert.ok(existsSync(temp.join('app/large')));
  });

  it('stores what is compressed already and compresses the rest', async () => {
    const dense = randomBytes(1_000_000);
    writeFileSync(temp.join('app/dense'), dense);
    const stored = (await pack()).length;
    assert.ok(stored > 1_000_000 && stored < 1_002_000, String(stored));
    writeFileSync(temp.join('app/dense'), dense.toString('hex'));
    assert.ok((await pack()).length < 1_400_000);
  });
});

/** All bytes of the archive; a chunk is good only until the next one is asked for. */
async function collect(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const copies: Buffer[] = [];
  for await (const chunk of chunks) copies.push(Buffer.from(chunk));
  return Buffer.concat(copies);
}
