import { readFile } from 'node:fs/promises';
import { attempt } from './tool.ts';

/** A mounted file system. */
export interface Mount {
  readonly point: string;
  readonly type: string;
}

/** All mounts of this machine, in the order in which they were made. */
export async function mounts(): Promise<readonly Mount[]> {
  const lines = (await readFile('/proc/self/mountinfo', 'utf8')).trim().split('\n');
  return lines.map((line) => {
    const [before, after] = line.split(' - ');
    return { point: unescaped(before?.split(' ')[4] ?? ''), type: after?.split(' ')[0] ?? '' };
  });
}

/** The mount points in a folder, the last made first. */
export async function mountsBelow(folder: string): Promise<readonly string[]> {
  const points = (await mounts()).map(({ point }) => point);
  return points.filter((point) => point === folder || point.startsWith(`${folder}/`)).reverse();
}

/** Unmounts everything in a folder, busy or not. */
export async function unmountBelow(folder: string): Promise<void> {
  for (const point of await mountsBelow(folder)) {
    await attempt('umount', ['--lazy', point]);
  }
}

/** mountinfo writes spaces and the like as octal numbers. */
function unescaped(point: string): string {
  return point.replaceAll(/\\([0-7]{3})/g, (_all, octal: string) => String.fromCharCode(parseInt(octal, 8)));
}
