import * as l10n from '@vscode/l10n';
import { ContextError } from './context-error.ts';
import { isUtf8, readable } from './utf8.ts';

/** Linux, where the build runs, takes no longer name (NAME_MAX), in bytes; other systems count characters. */
const LONGEST_NAME = 255;

/** Throws {@link ContextError} for a path whose last `name` no Linux file can have. */
export function checkName(path: string, name: string): void {
  if (!isUtf8(name)) {
    throw new ContextError(
      'name-invalid',
      readable(path),
      l10n.t('The name "{0}" is not UTF-8.', readable(path)),
      l10n.t('Rename it, or leave it out in .dockerignore.'),
    );
  }
  if (name.length * 3 > LONGEST_NAME && Buffer.byteLength(name) > LONGEST_NAME) {
    throw new ContextError(
      'name-invalid',
      path,
      l10n.t('The name "{0}" has more than 255 bytes: no builder can unpack it.', path),
      l10n.t('Rename it, or leave it out in .dockerignore.'),
    );
  }
}

/** A link's target is no UTF-8. */
export function invalidTarget(path: string, target: string): ContextError {
  return new ContextError(
    'name-invalid',
    path,
    l10n.t('The link "{0}" leads to "{1}", a name that is not UTF-8.', path, readable(target)),
    l10n.t('Rename what it leads to, or leave the link out in .dockerignore.'),
  );
}

/** Something that has to go may not be read. */
export function unreadable(path: string, error: unknown): ContextError {
  return new ContextError(
    'file-unreadable',
    path,
    l10n.t('"{0}" cannot be read: {1}.', path, (error as NodeJS.ErrnoException).code ?? String(error)),
    l10n.t('Make it readable for your user, or leave it out in .dockerignore.'),
    { cause: error },
  );
}
