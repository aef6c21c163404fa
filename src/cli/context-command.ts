import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { finished } from 'node:stream/promises';
import type { ContextListing, ListedFile } from '../build/context-listing.ts';
import type { Engine } from '../build/engine.ts';
import type { ContextOptions } from './arguments.ts';
import { USAGE } from './exit-code.ts';
import { size } from './size.ts';
import { writeChunks } from './write-chunks.ts';

/** Where it writes: the process, or what stands for it. */
export interface Output {
  readonly stdout: NodeJS.WritableStream;
  readonly stderr: NodeJS.WritableStream;
}

/**
 * `kaniko-build context`: lists what a build would upload, and why, and writes the archive if asked. The list goes to
 * stdout, or to stderr where the archive does. Throws BuildError.
 */
export async function contextCommand(
  options: ContextOptions,
  engine: Pick<Engine, 'context'>,
  { stdout, stderr }: Output = process,
): Promise<number> {
  const { context, dockerfile, target, buildArgs, all, format, tar } = options;
  const listing = await engine.context({
    folder: context,
    dockerfile,
    buildArgs,
    all,
    ...(target === undefined ? {} : { target }),
  });
  const list = tar === '-' ? stderr : stdout;
  list.write(format === 'json' ? jsonText(listing) : listingText(listing));
  return tar === undefined ? 0 : await writeArchive(listing, tar, { stdout, stderr });
}

/** Returns the exit code. A file that is not complete is removed. */
async function writeArchive(
  listing: ContextListing,
  tar: string,
  { stdout, stderr }: Output,
): Promise<number> {
  try {
    if (tar === '-') {
      await writeChunks(listing.pack(), stdout);
    } else {
      const file = createWriteStream(tar);
      await writeChunks(listing.pack(), file);
      file.end();
      await finished(file);
    }
    return 0;
  } catch (error) {
    if (tar !== '-') await rm(tar, { force: true });
    stderr.write(`kaniko-build: ${error instanceof Error ? error.message : String(error)}\n`);
    return USAGE;
  }
}

function jsonText({ files, ignored, warnings, totals }: ContextListing): string {
  return `${JSON.stringify({ files, ignored, warnings, totals })}\n`;
}

/** Totals, then what lies in the context's root, largest first, what is left out, and warnings. */
function listingText({ files, ignored, unread, warnings, totals }: ContextListing): string {
  const lines = [
    `${totals.files} files, ${size(totals.bytes)}`,
    ...summaries(files).map(
      ({ name, bytes, count, reason }) =>
        `${size(bytes).padStart(12)}  ${count.padStart(8)}  ${name}  (${reason})`,
    ),
    ...ignored.map(({ path, file, line, pattern }) => `ignored:  ${path}  (${file}:${line}: ${pattern})`),
    ...unread.map((path) => `not read: ${path}`),
    ...warnings.map((warning) => `warning:  ${warning}`),
  ];
  return `${lines.map(visible).join('\n')}\n`;
}

interface Summary {
  readonly name: string;
  readonly bytes: number;
  readonly count: string;
  readonly reason: string;
}

function summaries(files: readonly ListedFile[]): Summary[] {
  const tops = new Map<string, { bytes: number; count: number; folder: boolean; reason: string }>();
  for (const { path, size: bytes, type, reason } of files) {
    const [name = ''] = path.split('/', 1);
    const top = tops.get(name) ?? { bytes: 0, count: 0, folder: type === 'folder', reason };
    top.bytes += bytes;
    if (type !== 'folder') top.count += 1;
    tops.set(name, top);
  }
  return [...tops]
    .map(([name, { bytes, count, folder, reason }]) => ({
      name: folder ? `${name}/` : name,
      bytes,
      count: folder ? `${count} files` : '',
      reason,
    }))
    .sort((a, b) => b.bytes - a.bytes || (a.name < b.name ? -1 : 1));
}

/** Control characters in names must not reach the terminal. */
function visible(line: string): string {
  return line.replace(
    /\p{Cc}/gu,
    (character) => `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`,
  );
}
