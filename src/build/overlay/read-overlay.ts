import { readFile } from 'node:fs/promises';
import * as l10n from '@vscode/l10n';
import { BuildError } from '../errors.ts';
import type { PodOverlay } from '../request.ts';

/** Reads the file of an overlay as it is. `path` is absolute. Throws BuildError. */
export async function readOverlay(path: string): Promise<PodOverlay> {
  try {
    return { file: path, text: await readFile(path, 'utf8') };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new BuildError(
      {
        code: 'settings-invalid',
        message: l10n.t('The overlay {0} cannot be read: {1}', path, reason),
        remedy: l10n.t('Name a YAML file with a part of a Pod in the setting kanikoBuild.pod.overlay.'),
      },
      { cause: error },
    );
  }
}
