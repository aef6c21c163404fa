import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { modeOf } from '../../src/context/entry.ts';
import { parseIgnore } from '../../src/context/ignore.ts';
import { planContext } from '../../src/context/plan.ts';
import { selectContext } from '../../src/context/select.ts';
import { packContext } from '../../src/context/tar.ts';
import { TempFolder } from '../context/temp-folder.ts';
import { Engines, type Build, type Listed, type Listing } from './engines/engines.ts';
import { enginesMissing, installEngines } from './engines/install.ts';
import { Random } from './ignore/random.ts';

/** Rounds at most, and at least; those between only while there is time, in milliseconds. */
const MOST = 40;
const LEAST = 10;
const TIME = 12_000;
const names = ['a', 'b', 'ab', 'src', 'lib', 'x.ts', 'y.log', '.env', 'a b', 'ü'] as const;
const patterns = ['*', 'a', 'src/a', '**/*.log', '!src', '!**/x.ts', 'lib/**', '!lib/a/', '**/a', '!a/b', '.env', '*/b', 'src*', 'a/*', '!a/x.ts', '# note', '/lib/', '[ab]', '!Dockerfile', '?b', 'a/b/..', '!*.ts'] as const; // prettier-ignore
const fileModes = [0o644, 0o600, 0o755, 0o640, 0o444, 0o777, 0o4755] as const;
const folderModes = [0o755, 0o700, 0o2775, 0o1777] as const;
const targets = ['a', '../b', '/etc', 'nowhere', './src/x.ts'] as const;

/** A folder with files, links and folders of many modes, none of them where another is in the way. */
function tree(random: Random, dockerfile: string, ignore: string): TempFolder {
  const temp = new TempFolder();
  const paths = new Set<string>();
  for (const path of random.times(4, 25, () => random.times(1, 4, () => random.pick(names)).join('/'))) {
    const clash = [...paths].some((other) => other.startsWith(`${path}/`) || path.startsWith(`${other}/`));
    if (clash || paths.has(path)) continue;
    paths.add(path);
    const kind = random.below(8);
    if (kind === 0) temp.write({ [path]: `-> ${random.pick(targets)}` });
    else if (kind === 1) temp.write({ [`${path}/`]: '' }).chmod(path, random.pick(folderModes));
    else temp.write({ [path]: `${path} ${random.below(9)}` }).chmod(path, random.pick(fileModes));
    const [top = ''] = path.split('/');
    if (top !== path) temp.chmod(top, random.pick(folderModes));
  }
  return temp.write({ Dockerfile: dockerfile, '.dockerignore': ignore });
}

/** What `COPY . /` must copy of our selection: the builder's own files only where they are not ignored. */
async function selected(temp: TempFolder): Promise<Listing> {
  const { selected: chosen, rules } = await selectContext({
    folder: temp.path,
    dockerfile: temp.join('Dockerfile'),
  });
  return Object.fromEntries(
    chosen.flatMap(({ entry, reason }): [string, Listed][] => {
      const isOwn = reason.kind === 'dockerfile' || reason.kind === 'ignore-file';
      if (isOwn && rules.judgeAlone(entry.path) !== undefined) return [];
      const { path, type } = entry;
      if (type === 'folder') return [[path, { type, mode: modeOf(entry), content: '' }]];
      if (type === 'link') return [[path, { type, mode: 0, content: entry.target }]];
      const content = createHash('sha256')
        .update(readFileSync(temp.join(path)))
        .digest('hex');
      return [[path, { type: 'file', mode: modeOf(entry), content }]];
    }),
  );
}

/** Every mode through `of`. */
function withModes(listing: Listing, of: (listed: Listed) => number): Listing {
  return Object.fromEntries(
    Object.entries(listing).map(([path, listed]) => [path, { ...listed, mode: of(listed) }]),
  );
}

/** Docker's classic builder and buildah drop setuid and its like where they make files anew. */
function permissions(listing: Listing): Listing {
  return withModes(listing, ({ mode }) => mode & 0o777);
}

/** buildah makes an ignored folder with something in it anew, with modes of its own. */
function permissionsOfFiles(listing: Listing): Listing {
  return withModes(listing, ({ type, mode }) => (type === 'file' ? mode & 0o777 : 0));
}

/**
 * BuildKit of Docker 20.10 sends an ignored folder that it enters for the sake of a `!` pattern even if nothing in it
 * goes; the classic builder and buildah do not, nor do we.
 */
function withoutEmptyIgnored(listing: Listing, ignore: string): Listing {
  const rules = parseIgnore(ignore, '', false);
  const paths = Object.keys(listing);
  return Object.fromEntries(
    Object.entries(listing).filter(
      ([path, { type }]) =>
        type !== 'folder' ||
        rules.judgeAlone(path) === undefined ||
        paths.some((other) => other.startsWith(`${path}/`)),
    ),
  );
}

function goesOn(round: number, began: number): boolean {
  return round < LEAST || (round < MOST && Date.now() - began < TIME);
}

describe('the context, beside real engines', function () {
  this.timeout(120_000);
  const engines = new Engines();

  before(async function () {
    const missing = enginesMissing();
    if (missing !== undefined) {
      console.log(`      skipped: no engines on this machine: ${missing}`);
      this.skip();
    }
    await installEngines();
    await engines.startDocker();
  });
  after(() => engines.stop());

  const sameFiles = async (
    build: Build,
    seed: number,
    essence: (listing: Listing, ignore: string) => Listing,
  ): Promise<void> => {
    const random = new Random(seed);
    const began = Date.now();
    let copied = 0;
    for (let round = 0; goesOn(round, began); round++) {
      const ignore = random.times(0, 5, () => random.pick(patterns)).join('\n');
      const temp = tree(random, 'FROM scratch\nCOPY . /\n', ignore);
      try {
        const ours = await selected(temp);
        const theirs = await build(temp.path);
        assert.deepEqual(
          { round, ignore, files: essence(ours, ignore) },
          { round, ignore, files: essence(theirs ?? {}, ignore) },
        );
        copied += Object.keys(ours).length;
      } finally {
        temp.remove();
      }
    }
    assert.ok(copied > LEAST, `${copied} files`);
  };

  it('has the files that BuildKit copies, with modes and links', () =>
    sameFiles(engines.buildkit, 11, withoutEmptyIgnored));

  it('has the files that Docker’s classic builder copies, with links and permissions', () =>
    sameFiles(engines.classic, 12, permissions));

  it('has the files that buildah copies, with links and permissions', () =>
    sameFiles(engines.buildah, 13, permissionsOfFiles));

  it('builds the image of the whole folder from what the Dockerfile reads', async () => {
    const random = new Random(14);
    const sources = [
      '.',
      'a',
      'src',
      'lib/',
      '*.ts',
      'a/*',
      's*',
      '[ab]*',
      'lib/x.ts',
      './b',
      '*/x.ts',
      '.env',
    ] as const;
    const began = Date.now();
    let built = 0;
    let smaller = 0;
    for (let round = 0; goesOn(round, began); round++) {
      const copy = (): string => {
        const from = random.times(1, 2, () => JSON.stringify(random.pick(sources))).join(', ');
        return `${random.pick(['COPY', 'ADD', 'COPY --chmod=640'])} [${from}, "/${random.pick(['x', 'y/z'])}/"]`;
      };
      const dockerfile = [
        'ARG unused=1',
        'FROM scratch AS first',
        ...random.times(1, 2, copy),
        'FROM scratch AS needless',
        copy(),
        'FROM scratch',
        ...random.times(1, 2, copy),
        ...random.times(0, 1, () => 'COPY --from=first / /first/'),
        '',
      ].join('\n');
      const ignore = random.times(0, 2, () => random.pick(patterns)).join('\n');
      const temp = tree(random, dockerfile, ignore);
      const sent = new TempFolder();
      try {
        const sizes: number[] = [];
        const images: (Listing | undefined)[] = [];
        for (const all of [false, true]) {
          const plan = await planContext({ folder: temp.path, dockerfile: temp.join('Dockerfile'), all });
          const chunks: Uint8Array[] = [];
          for await (const chunk of packContext(plan)) chunks.push(Buffer.from(chunk));
          const folder = sent.join(String(all));
          mkdirSync(folder);
          execFileSync('tar', ['-xzpf', '-', '-C', folder], { input: Buffer.concat(chunks) });
          sizes.push(plan.entries.length);
          images.push(await engines.buildah(folder));
        }
        images.push(await engines.buildah(temp.path));
        const [ofSelection, ofAll, ofFolder] = images;
        const what = { round, dockerfile, ignore };
        assert.deepEqual({ what, image: ofSelection }, { what, image: ofAll });
        assert.deepEqual({ what, image: ofSelection }, { what, image: ofFolder });
        if (ofSelection !== undefined) built++;
        if ((sizes[0] ?? 0) < (sizes[1] ?? 0)) smaller++;
      } finally {
        temp.remove();
        sent.remove();
      }
    }
    assert.ok(built > 2 && smaller > 2, `${built} built, ${smaller} selections smaller than the folder`);
  });
});
