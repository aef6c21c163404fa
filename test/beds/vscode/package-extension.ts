import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { runCommand } from './command.ts';
import { paths, repository } from './paths.ts';

/** Builds and packages the extension as it is published. Gives back the path of the .vsix. */
export async function packageExtension(): Promise<string> {
  const vsix = join(paths.out, 'kaniko-build.vsix');
  await mkdir(paths.out, { recursive: true });
  const vsce = join(repository, 'node_modules', '@vscode', 'vsce', 'vsce');
  await runCommand(process.execPath, [vsce, 'package', '--no-dependencies', '--out', vsix], {
    cwd: repository,
  });
  return vsix;
}
