import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { readJsonIfThere, writeAtomically } from '../../sandbox/files.ts';
import { step } from '../../sandbox/step.ts';
import { runCommand } from './command.ts';
import { BedError } from './errors.ts';
import { withInstallLock } from './install-lock.ts';
import { findBrowser, installPackages } from './packages.ts';
import { paths } from './paths.ts';

/** code-server 4.139.1 carries VS Code 1.139.1 and wants Node 24. */
const codeServerVersion = '4.139.1';
const nodeVersion = '24';
const unfinishedMark = '.unfinished.';

/** What a complete installation offers. */
export interface ServerInstallation {
  /** The Node binary that the native modules were compiled for. */
  readonly node: string;
  /** The VS Code server's entry, for that Node. */
  readonly serverMain: string;
  /** Path of Chromium. */
  readonly browser: string;
}

/**
 * Installs the VS Code server, the Node it needs and Chromium into the cache folder, once per machine (four minutes
 * on two cores). Later calls find it there; what a killed call left is repaired. Throws {@link BedError}.
 */
export async function installServer(): Promise<ServerInstallation> {
  if (!(await isInstalled())) {
    await mkdir(paths.bed, { recursive: true });
    await withInstallLock(async () => {
      if (!(await isInstalled())) {
        await install();
      }
    });
  }
  const browser = await findBrowser();
  if (browser === undefined) {
    throw new BedError('No Chromium was found. Install one, or name it in KANIKO_BUILD_CHROMIUM.');
  }
  return { node: nodeBinary(), serverMain: paths.serverMain, browser };
}

async function install(): Promise<void> {
  if (process.platform !== 'linux') {
    throw new BedError('The VS Code server of the test bed is installed on Linux only.');
  }
  await rm(paths.marker, { force: true });
  await installPackages();
  if (!existsSync(join(paths.nodeHome, 'include', 'node', 'node.h'))) {
    await step(`Node ${nodeVersion} with its headers`, () =>
      installPackage(paths.nodePackage, `node@${nodeVersion}`),
    );
  }
  const path = `${join(paths.nodeHome, 'bin')}${delimiter}${process.env['PATH'] ?? ''}`;
  await step(
    `VS Code server (code-server ${codeServerVersion})`,
    () =>
      installPackage(paths.server, `code-server@${codeServerVersion}`, {
        PATH: path,
        npm_config_nodedir: paths.nodeHome,
      }),
    'compiles native modules: about four minutes on two cores',
  );
  await step('Tidying', async () => {
    await removeCompilerLeftovers(paths.server);
    await removeUnfinished();
    await rm(paths.npmCache, { recursive: true, force: true }).catch(() => undefined);
  });
  if (!existsSync(paths.serverMain)) {
    throw new BedError(`code-server ${codeServerVersion} was installed, but ${paths.serverMain} is missing.`);
  }
  await writeAtomically(paths.marker, JSON.stringify(expected));
}

const expected = { codeServer: codeServerVersion, node: nodeVersion };

async function isInstalled(): Promise<boolean> {
  const found = JSON.stringify(await readJsonIfThere(paths.marker));
  const whole =
    existsSync(paths.serverMain) && existsSync(nodeBinary()) && (await findBrowser()) !== undefined;
  return whole && found === JSON.stringify(expected);
}

function nodeBinary(): string {
  return join(paths.nodeHome, 'bin', 'node');
}

/**
 * Installs one package into a folder of its own, whatever was there. It comes into being beside it and takes its place
 * when it is whole: the npm of a killed run may still be writing where it began.
 */
async function installPackage(
  folder: string,
  name: string,
  env: Readonly<Record<string, string>> = {},
): Promise<void> {
  const unfinished = `${folder}${unfinishedMark}${process.pid}`;
  await mkdir(unfinished, { recursive: true });
  await writeAtomically(join(unfinished, 'package.json'), '{ "private": true }\n');
  // The prefix is said outright: under `npm run` the environment of the outer npm would name another.
  const where = ['--prefix', unfinished];
  await runCommand('npm', ['install', ...where, '--ignore-scripts=false', '--no-audit', '--no-fund', name], {
    cwd: unfinished,
    env: { ...env, npm_config_cache: paths.npmCache },
  });
  await rm(folder, { recursive: true, force: true });
  await rename(unfinished, folder);
}

/** Removes what killed runs have left; what one of their npms still writes to stays for the next time. */
async function removeUnfinished(): Promise<void> {
  const leftovers = (await readdir(paths.bed)).filter((name) => name.includes(unfinishedMark));
  for (const name of leftovers) {
    await rm(join(paths.bed, name), { recursive: true, force: true }).catch(() => undefined);
  }
}

/** Object files are as large as the modules linked from them, and of no use afterwards. */
async function removeCompilerLeftovers(folder: string): Promise<void> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const leftovers = entries.filter(
    (entry) => entry.isDirectory() && (entry.name === 'obj.target' || entry.name === '.deps'),
  );
  for (const entry of leftovers) {
    await rm(join(entry.parentPath, entry.name), { recursive: true, force: true });
  }
}
