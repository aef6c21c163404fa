import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { repository } from './paths.ts';

/** What the extension consists of besides its manifest. */
const parts = ['dist', 'media', 'l10n', 'syntaxes', 'package.nls.json'];

/**
 * Makes a twin of the extension in an empty folder that does not activate by itself, so that a test can do it and
 * measure how long that takes. Its code is the extension's own.
 */
export async function makeDormantExtension(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const manifest = JSON.parse(await readFile(join(repository, 'package.json'), 'utf8')) as Record<
    string,
    unknown
  >;
  await writeFile(join(folder, 'package.json'), JSON.stringify({ ...manifest, activationEvents: [] }));
  for (const part of parts) {
    await symlink(join(repository, part), join(folder, part));
  }
}
