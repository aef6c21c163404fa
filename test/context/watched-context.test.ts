import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import type { ContextProblem } from '../../src/context/problem.ts';
import { WatchedContext, type ContextState } from '../../src/context/watched-context.ts';
import { TempFolder } from './temp-folder.ts';

function codes(state: ContextState): readonly string[] {
  assert.equal(state.kind, 'ready');
  return state.problems.map(({ line, code }: ContextProblem) => `${line}:${code}`);
}

describe('context/watched-context', () => {
  let temp: TempFolder;
  let watched: WatchedContext;

  beforeEach(() => {
    temp = new TempFolder();
    temp.write({ Dockerfile: 'FROM a\nCOPY src gone /\n', 'src/a.ts': 'abc', 'src/.env': 'X=1' });
    watched = new WatchedContext({ folder: temp.path, dockerfile: temp.join('Dockerfile') });
  });
  afterEach(() => {
    temp.remove();
  });

  it('tells totals and problems, and follows the files', async () => {
    const first = await watched.update([]);
    assert.deepEqual(codes(first), ['2:source-missing', '2:secret']);
    temp.write({ gone: 'here' });
    rmSync(temp.join('src/.env'));
    const second = await watched.update(['gone', 'src/.env']);
    assert.deepEqual(codes(second), []);
    assert.ok(second.kind === 'ready');
    assert.deepEqual(second.preview.totals, { files: 3, bytes: 7 + 'FROM a\nCOPY src gone /\n'.length });
  });

  it('takes the text that is not saved, and moves with its lines', async () => {
    const edited = (text: string): Record<string, string> => ({ [temp.join('Dockerfile')]: text });
    await watched.update([]);
    const moved = await watched.update([], edited('FROM a\n\n# more\nCOPY src gone /\n'));
    assert.deepEqual(codes(moved), ['4:source-missing', '4:secret']);
    assert.ok(moved.kind === 'ready');
    assert.deepEqual(
      moved.preview.reads.map(({ read, files }) => [read.line, files]),
      [
        [4, 2],
        [4, 0],
      ],
    );
    assert.deepEqual(codes(await watched.update([], edited('FROM a\nCOPY src/a.ts /\n'))), []);
    assert.deepEqual(codes(await watched.update([])), ['2:source-missing', '2:secret']);
  });

  it('takes the ignore file’s text that is not saved, also that of the Dockerfile’s own', async () => {
    temp.write({ '.dockerignore': '*.log\n', gone: '' });
    assert.deepEqual(codes(await watched.update([])), ['1:pattern-unused', '2:secret']);
    const edited = (name: string, text: string): Record<string, string> => ({ [temp.join(name)]: text });
    assert.deepEqual(codes(await watched.update([], edited('.dockerignore', 'src/.env\n'))), []);
    assert.deepEqual(codes(await watched.update([], edited('Dockerfile.dockerignore', 'gone\n'))), [
      '2:source-ignored',
      '2:secret',
    ]);
    const failed = await watched.update([], edited('.dockerignore', '*.log\n[a\n'));
    assert.ok(failed.kind === 'failed' && failed.line === 2);
    assert.deepEqual(codes(await watched.update([])), ['1:pattern-unused', '2:secret']);
  });

  it('says which line of the ignore file is wrong, and recovers', async () => {
    await watched.update([]);
    temp.write({ '.dockerignore': 'src/.env\n[a\n' });
    const failed = await watched.update(['.dockerignore']);
    assert.ok(failed.kind === 'failed');
    assert.equal(failed.file, temp.join('.dockerignore'));
    assert.equal(failed.line, 2);
    temp.write({ '.dockerignore': 'src/.env\n', gone: '' });
    assert.deepEqual(codes(await watched.update(['.dockerignore'])), []);
  });

  it('looks at all again when very much has changed', async () => {
    await watched.update([]);
    temp.write({ gone: '' });
    const many = Array.from({ length: 5000 }, (_, index) => `src/${index}`);
    assert.deepEqual(codes(await watched.update(many)), ['2:secret']);
  });

  it('names the Dockerfile that is missing', async () => {
    rmSync(temp.join('Dockerfile'));
    const state = await watched.update([]);
    assert.ok(state.kind === 'failed');
    assert.equal(state.file, temp.join('Dockerfile'));
    assert.notEqual(state.remedy, '');
  });

  it('can be stopped', async () => {
    const stopped = new WatchedContext({
      folder: temp.path,
      dockerfile: temp.join('Dockerfile'),
      signal: AbortSignal.abort(new Error('enough')),
    });
    await assert.rejects(stopped.update([]), /enough/);
  });
});
