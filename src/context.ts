import { config as useTranslations } from '@vscode/l10n';
import type { Contexts } from './context/contexts.ts';
import { WatchedContext } from './context/watched-context.ts';

/** Composes what the editor knows of contexts. `translations` is its l10n bundle; without it everything is English. */
export function createContexts(options: {
  readonly translations?: Readonly<Record<string, string>>;
}): Contexts {
  if (options.translations !== undefined) useTranslations({ contents: options.translations });
  return { watch: (query) => new WatchedContext(query) };
}
