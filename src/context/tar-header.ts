/** What a tar entry says about itself; owner, group and time are the same for all. */
export interface TarHeader {
  readonly type: 'file' | 'folder' | 'link';
  /** With forward slashes; a folder's without the last one. */
  readonly path: string;
  /** In bytes; 0 but for files. */
  readonly size: number;
  readonly executable: boolean;
  /** A link's target. */
  readonly target?: string;
}

export const tarBlock = 512;

/**
 * 2000-01-01T00:00:00Z for every file, so that the same content gives the same archive and the same cache keys. Not the
 * epoch: tools that write ZIP files, such as Python's for wheels, refuse years before 1980.
 */
const modified = 946_684_800;

/** Largest size that eleven octal digits hold. */
const largestSize = 0o77777777777;

const empty = new Uint8Array();

const typeFlags = { file: '0', folder: '5', link: '2' } as const;

/**
 * The header blocks of one entry: POSIX ustar, preceded by a pax header where a name is too long or the size too large
 * (POSIX.1-2017, pax, "ustar Interchange Format" and "pax Extended Header"). Names are UTF-8.
 */
export function encodeTarHeader(header: TarHeader): Uint8Array {
  const path = header.type === 'folder' ? `${header.path}/` : header.path;
  const name = splitName(Buffer.from(path));
  const target = Buffer.from(header.target ?? '');
  const records: string[] = [];
  if (name === undefined) {
    records.push(paxRecord('path', path));
  }
  if (target.length > 100) {
    records.push(paxRecord('linkpath', header.target ?? ''));
  }
  if (header.size > largestSize) {
    records.push(paxRecord('size', String(header.size)));
  }
  const main = ustar(
    typeFlags[header.type],
    name ?? { prefix: empty, name: Buffer.from(path).subarray(0, 100) },
    Math.min(header.size, largestSize),
    header.type === 'folder' || header.executable ? 0o755 : 0o644,
    target.subarray(0, 100),
  );
  if (records.length === 0) {
    return main;
  }
  const pax = Buffer.from(records.join(''));
  const paxName = { prefix: empty, name: Buffer.from('PaxHeaders/entry') };
  return Buffer.concat([
    ustar('x', paxName, pax.length, 0o644, empty),
    pax,
    Buffer.alloc(tarPadding(pax.length)),
    main,
  ]);
}

/** Bytes that fill the last block of content of `size` bytes. */
export function tarPadding(size: number): number {
  return (tarBlock - (size % tarBlock)) % tarBlock;
}

interface UstarName {
  /** At most 155 bytes. */
  readonly prefix: Uint8Array;
  /** At most 100 bytes. */
  readonly name: Uint8Array;
}

/** The path as ustar stores it, in two parts that readers join with a slash; undefined if it does not fit. */
function splitName(path: Buffer): UstarName | undefined {
  if (path.length <= 100) {
    return { prefix: empty, name: path };
  }
  // The first slash that leaves at most 100 bytes gives the shortest prefix; a folder's last slash splits nothing.
  const slash = path.indexOf('/', path.length - 101);
  return slash === -1 || slash === path.length - 1 || slash > 155
    ? undefined
    : { prefix: path.subarray(0, slash), name: path.subarray(slash + 1) };
}

function ustar(
  typeFlag: string,
  { prefix, name }: UstarName,
  size: number,
  mode: number,
  target: Uint8Array,
): Buffer {
  const block = Buffer.allocUnsafe(tarBlock).fill(0); // from Node's pool: thousands of them pass by
  block.set(name, 0);
  writeOctal(block, mode, 100, 8);
  writeOctal(block, 0, 108, 8);
  writeOctal(block, 0, 116, 8);
  writeOctal(block, size, 124, 12);
  writeOctal(block, modified, 136, 12);
  block.write('        ', 148, 'latin1');
  block.write(typeFlag, 156, 'latin1');
  block.set(target, 157);
  block.write('ustar\u000000', 257, 'latin1');
  block.set(prefix, 345);
  const checksum = block.reduce((sum, byte) => sum + byte, 0);
  block.write(`${checksum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  return block;
}

function writeOctal(block: Buffer, value: number, offset: number, length: number): void {
  block.write(value.toString(8).padStart(length - 1, '0'), offset, 'latin1');
}

/** `LENGTH KEY=VALUE\n`, where the length counts itself. */
function paxRecord(key: string, value: string): string {
  const body = Buffer.byteLength(` ${key}=${value}\n`);
  let length = body + 1;
  while (body + String(length).length > length) {
    length = body + String(length).length;
  }
  return `${length} ${key}=${value}\n`;
}
