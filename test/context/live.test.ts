import assert from 'node:assert/strict';
import { mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { LiveContext } from '../../src/context/live.ts';
import { selectContext, type SelectedContext } from '../../src/context/select.ts';
import { Random } from '../oracles/ignore/random.ts';
import { TempFolder } from './temp-folder.ts';

const names = ['a', 'b', 'src', 'lib', 'x.ts', 'y.log'] as const;

/** What must be equal; what is left out may be listed by folder here and by file there. */
function essence({ selected, unmatched, everything }: SelectedContext): unknown {
  return {
    selected: selected.map(({ entry, reason }) => ({ entry, kind: reason.kind })),
    unmatched: unmatched.map(({ read, why }) => [read.line, why.kind]),
    everything,
  };
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

describe('context/live', function () {
  this.timeout(60_000);
  let temp: TempFolder;

  beforeEach(() => {
    temp = new TempFolder();
  });
  afterEach(() => {
    temp.remove();
  });

  it('is, after any changes, what a walk of the whole folder finds', async () => {
    const random = new Random(3);
    for (let tree = 0; tree < 20; tree++) {
      const root = temp.join(`t${tree}`);
      temp.write({
        [`t${tree}/Dockerfile`]: random.pick([
          'FROM a\nCOPY src lib/* /\n',
          'FROM a\nCOPY . /\n',
          'FROM a\nCOPY a/b/*.ts src/lib /\n',
          'FROM a\nCOPY link/x.ts /\n',
        ]),
        [`t${tree}/.dockerignore`]: random.pick(['**/*.log\nlib', '*\n!src\n!a/b', 'a/b\n!**/x.ts', '']),
        [`t${tree}/link`]: '-> src',
      });
      const query = { folder: root, dockerfile: `${root}/Dockerfile` };
      const live = await LiveContext.open(query);
      for (let round = 0; round < 12; round++) {
        const changed = random.times(1, 4, () => random.times(1, 4, () => random.pick(names)).join('/'));
        for (const path of changed) {
          const full = `${root}/${path}`;
          if (random.below(3) === 0) {
            rmSync(full, { recursive: true, force: true });
            continue;
          }
          // A file on the way becomes a folder: that is a change of its own.
          for (let at = path.indexOf('/'); at !== -1; at = path.indexOf('/', at + 1)) {
            const folder = path.slice(0, at);
            if (!isFolder(`${root}/${folder}`)) {
              rmSync(`${root}/${folder}`, { force: true });
              changed.push(folder);
            }
          }
          mkdirSync(dirname(full), { recursive: true });
          if (!isFolder(full)) writeFileSync(full, 'x'.repeat(random.below(9)));
        }
        const updated = await live.update(changed);
        const whole = await selectContext(query);
        assert.deepEqual(essence(updated), essence(whole), `tree ${tree}, round ${round}: ${changed.join()}`);
      }
    }
  });

  it('reads the ignore file and the Dockerfile again', async () => {
    temp.write({ Dockerfile: 'FROM a\nCOPY . /', a: '', b: '' });
    const live = await LiveContext.open({ folder: temp.path, dockerfile: temp.join('Dockerfile') });
    const paths = (context: SelectedContext): string[] => context.selected.map(({ entry }) => entry.path);
    temp.write({ '.dockerignore': 'a' });
    assert.deepEqual(paths(await live.update(['.dockerignore'])), ['.dockerignore', 'Dockerfile', 'b']);
    temp.write({ Dockerfile: 'FROM a\nCOPY a /' });
    const found = await live.update(['Dockerfile']);
    assert.deepEqual(paths(found), ['.dockerignore', 'Dockerfile']);
    assert.equal(found.unmatched[0]?.why.kind, 'ignored');
  });
});
