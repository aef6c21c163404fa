import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { modeOf, type ContextEntry } from '../../src/context/entry.ts';
import { planContext } from '../../src/context/plan.ts';
import { encodeTarHeader } from '../../src/context/tar-header.ts';
import { packContext } from '../../src/context/tar.ts';
import { TempFolder } from '../context/temp-folder.ts';
import { installTarOracle } from './tar/install.ts';

interface Entry {
  readonly name: string;
  /** As in the header: `0` a file, `5` a folder, `2` a symbolic link. */
  readonly type: string;
  readonly link: string;
  readonly mode: number;
  readonly owner: readonly number[];
  readonly names: string;
  readonly size: number;
  /** Seconds since the epoch. */
  readonly modified: number;
  readonly sha256: string;
}

interface End {
  /** Empty: the archive ended in order. */
  readonly error: string;
  /** Bytes between the archive's end and that of the gzip member. */
  readonly rest: number;
}

const MODIFIED = Date.UTC(2000, 0, 1) / 1000;

describe('oracles/tar', function () {
  this.timeout(240_000);
  let program: string;
  let temp: TempFolder;

  before(() => {
    program = installTarOracle();
  });
  beforeEach(() => {
    temp = new TempFolder().write({ 'app/Dockerfile': 'FROM scratch\n' });
  });
  afterEach(() => {
    temp.remove();
  });

  const read = (archive: Uint8Array, ...flags: readonly string[]): { entries: Entry[]; end: End } => {
    const { stdout, status } = spawnSync(program, flags, { input: archive, maxBuffer: 2 ** 28 });
    assert.equal(status, 0);
    const lines = stdout.toString().trim().split('\n');
    return {
      entries: lines.slice(0, -1).map((line) => JSON.parse(line) as Entry),
      end: JSON.parse(lines.at(-1) ?? '') as End,
    };
  };

  const pack = async (): Promise<{ archive: Buffer; entries: readonly ContextEntry[] }> => {
    const plan = await planContext({
      folder: temp.join('app'),
      dockerfile: temp.join('app/Dockerfile'),
      all: true,
    });
    const chunks: Buffer[] = [];
    for await (const chunk of packContext(plan)) chunks.push(Buffer.from(chunk));
    return { archive: Buffer.concat(chunks), entries: plan.entries };
  };

  /** What Go must see of an entry. */
  const expected = (entry: ContextEntry): Entry => {
    const common = { owner: [0, 0], names: '', modified: MODIFIED, link: '', size: 0 };
    const content =
      entry.type === 'file' ? readFileSync(entry.source) : entry.type === 'text' ? entry.content : '';
    const sha256 = createHash('sha256').update(content).digest('hex');
    switch (entry.type) {
      case 'folder':
        return { ...common, name: `${entry.path}/`, type: '5', mode: modeOf(entry), sha256 };
      case 'link':
        return { ...common, name: entry.path, type: '2', mode: modeOf(entry), link: entry.target, sha256 };
      case 'file':
      case 'text': {
        const mode = modeOf(entry);
        return { ...common, name: entry.path, type: '0', mode, size: content.length, sha256 };
      }
    }
  };

  it('reads what was packed: long names, names of all scripts, links, sizes around every border', async () => {
    const sizes = [0, 1, 511, 512, 513, 261_632, 262_143, 262_144, 262_145, 1_000_003];
    for (const [index, size] of sizes.entries()) {
      writeFileSync(temp.join(`app/dense-${index}`), randomBytes(size));
      writeFileSync(temp.join(`app/text-${index}`), Buffer.alloc(size, 'words and words\n'));
    }
    const names = [98, 99, 100, 101, 155, 156, 255].map((length) => 'n'.repeat(length));
    const scripts = [
      'ünïcödé',
      '简体中文',
      '\u{1F600}',
      'a b',
      ' ',
      "'",
      '"',
      '\\',
      'new\nline',
      '-rf',
      '%',
      '=',
      'e\u0301',
    ];
    temp.write(Object.fromEntries([...names, ...scripts].flatMap((name) => [
      [`app/files/${name}`, name],
      [`app/folders/${name}/`, ''],
      [`app/folders/${name}/${'d'.repeat(90)}/${name}`, name],
      [`app/links/${name}`, `-> ${name}`],
    ]))); // prettier-ignore
    temp.write({ 'app/links/far': `-> ${'../'.repeat(100)}x`, 'app/run.sh': '#!/bin/sh\n' });
    temp.chmod('app/run.sh', 0o755);
    temp.write({ [`app/${Array.from({ length: 14 }, () => 'deep'.repeat(60)).join('/')}/end`]: 'deep' });
    const { archive, entries } = await pack();
    const seen = read(archive);
    assert.deepEqual(seen.end, { error: '', rest: 0 });
    assert.deepEqual(seen.entries, entries.map(expected));
    assert.ok(seen.entries.length > 100);
  });

  it('reads the header of a file over 8 GiB', () => {
    for (const size of [8 * 2 ** 30 - 1, 8 * 2 ** 30, 12_345_678_901_234]) {
      for (const path of ['large', 'l'.repeat(150), 'groß']) {
        const header = encodeTarHeader({ type: 'file', path, size, mode: 0o644 });
        const { entries } = read(header, '-plain', '-headers');
        assert.deepEqual(
          entries.map((entry) => [entry.name, entry.size, entry.mode]),
          [[path, size, 0o644]],
        );
      }
    }
  });

  it('takes no part of an archive for the whole', async () => {
    temp.write({ 'app/a': 'a'.repeat(100_000), 'app/z': 'z' });
    writeFileSync(temp.join('app/dense'), randomBytes(300_000));
    const { archive } = await pack();
    assert.equal(read(archive).end.error, '');
    for (let cut = 1; cut < archive.length; cut = Math.ceil(cut * 1.7)) {
      assert.match(read(archive.subarray(0, -cut)).end.error, /EOF/, String(cut));
    }
  });
});
