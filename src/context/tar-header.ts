import { Header } from 'tar/header';
import { Pax } from 'tar/pax';

/** What a tar entry says about itself; owner, group and time are the same for all. */
export interface TarHeader {
  readonly type: 'file' | 'folder' | 'link';
  /** With forward slashes; a folder's without the last one. */
  readonly path: string;
  /** In bytes; 0 but for files. */
  readonly size: number;
  /** Permission bits. */
  readonly mode: number;
  /** A link's target. */
  readonly target?: string;
}

export const tarBlock = 512;

/**
 * 2000-01-01T00:00:00Z for every file, so that the same content gives the same archive and the same cache keys. Not the
 * epoch: tools that write ZIP files, such as Python's for wheels, refuse years before 1980.
 */
const modified = new Date(946_684_800_000);

/** Largest size that eleven octal digits hold. */
const largestSize = 0o77777777777;

const types = { file: 'File', folder: 'Directory', link: 'SymbolicLink' } as const;

/**
 * The header blocks of one entry: POSIX ustar, preceded by a pax header where a name is too long or not ASCII or the size
 * too large. Names are UTF-8. The format is node-tar's. The bodies are ours (`tar-pieces.ts`): for 2 GB they take
 * 26 MiB, where the streams of tar-stream took 64 and node-tar's 195, with five times the time and more
 * (`npm run bench -- tar-libraries`).
 */
export function encodeTarHeader({ type, path, size, mode, target }: TarHeader): Uint8Array {
  const entryPath = type === 'folder' ? `${path}/` : path;
  // node-tar 7.5 makes `./NAME` of a NAME of 100 bytes: what does not fit the first field goes into a pax header.
  const fits = Buffer.byteLength(entryPath) < 100;
  const header = new Header({
    type: types[type],
    path: fits ? entryPath : 'PaxHeader/entry',
    mode,
    uid: 0,
    gid: 0,
    size,
    mtime: modified,
    ...(target === undefined ? {} : { linkpath: target }),
  });
  const block = Buffer.alloc(tarBlock);
  const needsPax = header.encode(block);
  if (fits && !needsPax) {
    return block;
  }
  const pax = new Pax({
    path: entryPath,
    ...(target === undefined ? {} : { linkpath: target }),
    ...(size > largestSize ? { size } : {}),
  });
  return Buffer.concat([pax.encode(), block]);
}

/** Bytes that fill the last block of content of `size` bytes. */
export function tarPadding(size: number): number {
  return (tarBlock - (size % tarBlock)) % tarBlock;
}
