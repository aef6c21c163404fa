import { join } from 'node:path';
import { cacheFolder } from '../../sandbox/paths.ts';

/** The repository, which is also the extension under development. */
export const repository = join(import.meta.dirname, '..', '..', '..');

const bed = join(cacheFolder, 'vscode');
const nodePackage = join(bed, 'node24');
const server = join(bed, 'code-server');

/** Every place of the bed, in the cache folder and in the repository's `out`. */
export const paths = {
  bed,
  /** The package that brings Node 24 with its headers: a folder of its own, a later install would delete the headers. */
  nodePackage,
  nodeHome: join(
    nodePackage,
    'node_modules',
    'node',
    'node_modules',
    `node-${process.platform}-${process.arch}`,
  ),
  server,
  serverMain: join(server, 'node_modules', 'code-server', 'lib', 'vscode', 'out', 'server-main.js'),
  /** npm's own cache while it installs; gone afterwards. */
  npmCache: join(bed, 'npm-cache'),
  /** Written last: what the folders above hold, whole. */
  marker: join(bed, 'installed.json'),
  /** Whether VS Code could be downloaded, and on which day that was found out. */
  download: join(bed, 'download.json'),
  /** Held by the process that installs. */
  lock: join(bed, 'install.lock'),
  /** The desktop's VS Code, where it can be downloaded. */
  electron: join(bed, 'electron'),
  /** Everything that can be made anew. */
  out: join(repository, 'out'),
  /** The suites that run inside the extension host, as JavaScript. */
  hostSuites: join(repository, 'out', 'test', 'extension'),
  screenshots: join(repository, 'out', 'screenshots'),
} as const;
