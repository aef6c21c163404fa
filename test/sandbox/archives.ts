import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { ctr, nodeImages } from './containerd.ts';
import { messageOf } from './errors.ts';
import { isRecord, readJsonIfThere, writeAtomically } from './files.ts';
import { paths } from './paths.ts';
import { snapshotter } from './platform.ts';
import { note } from './step.ts';
import { attempt, lastLines } from './tool.ts';

/** A kaniko executor that the sandbox offers when it can be had. */
interface Executor {
  readonly name: 'osscontainertools' | 'google';
  readonly reference: string;
}

/** The executors that are pulled where the network allows, and else expected as archives. */
export const executors: readonly Executor[] = [
  { name: 'osscontainertools', reference: 'ghcr.io/osscontainertools/kaniko:v1.28.3' },
  { name: 'google', reference: 'gcr.io/kaniko-project/executor:v1.24.0' },
];

/** How long a registry may take to answer, and how long it is left alone after it did not. */
const probeTimeout = 10_000;
const pullTimeout = 600_000;
const probeAgainAfter = 24 * 60 * 60 * 1000;
const unreachableFile = join(paths.archives, 'unreachable.json');

/** The executors that have no archive and whose registry is not known to be out of reach. */
export async function fetchableExecutors(): Promise<readonly Executor[]> {
  const known = await readUnreachable();
  const isLeftAlone = ({ reference }: Executor): boolean => {
    const time = known[reference];
    return typeof time === 'number' && Date.now() - time < probeAgainAfter;
  };
  return executors.filter((executor) => !existsSync(archiveOf(executor)) && !isLeftAlone(executor));
}

/** Pulls executors. Never fails: their absence is told, not suffered. */
export async function fetchExecutors(wanted: readonly Executor[]): Promise<void> {
  await mkdir(paths.archives, { recursive: true });
  const fetched = await Promise.all(wanted.map(fetchExecutor));
  const missed = wanted.filter((_executor, index) => fetched[index] !== true);
  const times = Object.fromEntries(missed.map(({ reference }) => [reference, Date.now()]));
  await writeAtomically(unreachableFile, JSON.stringify({ ...(await readUnreachable()), ...times }));
}

/** Gives the node every archive in the folder that it does not have yet. */
export async function ensureArchives(): Promise<void> {
  const imported = await readImported();
  const present = await nodeImages();
  for (const file of await archiveFiles()) {
    const { size, mtimeMs } = await stat(join(paths.archives, file));
    const known = imported[file];
    const isKnown = known?.size === size && known.mtimeMs === mtimeMs;
    if (!isKnown || !known.references.every((reference) => present.has(reference))) {
      try {
        imported[file] = { size, mtimeMs, references: await importArchive(file) };
      } catch (error) {
        note(`Warning: ${join(paths.archives, file)} could not be imported: ${messageOf(error)}`);
      }
    }
  }
  await writeAtomically(paths.importedArchives, JSON.stringify(imported));
}

/** The reference of each executor that the node has, null for one that is absent. */
export async function executorsOnNode(): Promise<Record<Executor['name'], string | null>> {
  const present = await nodeImages();
  const find = (name: Executor['name']): string | null =>
    executors.find((executor) => executor.name === name && present.has(executor.reference))?.reference ??
    null;
  return { osscontainertools: find('osscontainertools'), google: find('google') };
}

/** The references of all images that came from archives. */
export async function archivedImages(): Promise<readonly string[]> {
  return Object.values(await readImported()).flatMap(({ references }) => references);
}

function archiveOf({ name }: Executor): string {
  return join(paths.archives, `kaniko-${name}.tar`);
}

interface Imported {
  readonly size: number;
  readonly mtimeMs: number;
  readonly references: readonly string[];
}

async function importArchive(file: string): Promise<readonly string[]> {
  const options = ['--snapshotter', await snapshotter()];
  const said = await ctr(['images', 'import', ...options, join(paths.archives, file)], 300_000);
  return [...said.matchAll(/^unpacking (\S+) \(/gm)].map((match) => match[1] ?? '');
}

/** Pulls one executor into an archive; false when it could not be had. */
async function fetchExecutor(executor: Executor): Promise<boolean> {
  const source = `docker://${executor.reference}`;
  const probe = await attempt('skopeo', ['inspect', '--raw', source], { timeout: probeTimeout });
  if (probe.code !== 0) {
    return false;
  }
  // Not named .tar while unfinished: a killed run must not leave half an archive to be imported.
  const unfinished = `${archiveOf(executor)}.unfinished`;
  await rm(unfinished, { force: true });
  const target = `docker-archive:${unfinished}:${executor.reference}`;
  const copy = await attempt('skopeo', ['--insecure-policy', 'copy', source, target], {
    timeout: pullTimeout,
  });
  if (copy.code !== 0) {
    note(`Warning: ${executor.reference} could not be pulled: ${lastLines(copy.stderr, 3)}`);
    return false;
  }
  await rename(unfinished, archiveOf(executor));
  return true;
}

async function readUnreachable(): Promise<Record<string, unknown>> {
  const known = await readJsonIfThere(unreachableFile);
  return isRecord(known) ? known : {};
}

async function archiveFiles(): Promise<readonly string[]> {
  const files = existsSync(paths.archives) ? await readdir(paths.archives) : [];
  return files.filter((file) => file.endsWith('.tar')).sort();
}

async function readImported(): Promise<Record<string, Imported>> {
  const known = await readJsonIfThere(paths.importedArchives);
  return isRecord(known) ? (known as Record<string, Imported>) : {};
}
