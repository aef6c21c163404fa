import * as l10n from '@vscode/l10n';
import { BuildContexts, type BuildContextsParts } from './ui/context/build-contexts.ts';
import { Linting, type LintingParts } from './ui/lint/linting.ts';

interface Translated {
  /** The editor's l10n bundle; without it everything is English. */
  readonly translations: Readonly<Record<string, string>> | undefined;
}

/** What the editor has of the linter. Loaded right after activation, as all of this file. */
export function createLinting({ translations, ...parts }: LintingParts & Translated): Linting {
  if (translations !== undefined) l10n.config({ contents: translations });
  return new Linting(parts);
}

/** What the editor has of build contexts. */
export function createBuildContexts({
  translations,
  ...parts
}: BuildContextsParts & Translated): BuildContexts {
  if (translations !== undefined) l10n.config({ contents: translations });
  return new BuildContexts(parts);
}
