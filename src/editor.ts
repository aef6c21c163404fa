import * as l10n from '@vscode/l10n';
import { builderProfiles as builders } from './builder-profiles.ts';
import { BuildContexts, type BuildContextsParts } from './ui/context/build-contexts.ts';
import { currentSettings } from './ui/current-settings.ts';
import type { DockerfileOnDisk } from './ui/dockerfile.ts';
import type { KnownFlavours } from './ui/known-flavours.ts';
import { Linting, type LintingParts } from './ui/lint/linting.ts';
import { dockerfileRows, type DockerfileRow, type DockerfileRowParts } from './ui/views/dockerfile-rows.ts';

/** What activation has made already, in place of the settings. */
type Early<T> = Omit<T, 'builders' | 'settings'> & { readonly flavours: KnownFlavours };

/** Takes the editor's l10n bundle; without it everything is English. */
export function translate(translations: Readonly<Record<string, string>> | undefined): void {
  if (translations !== undefined) l10n.config({ contents: translations });
}

/** What the editor has of the linter. Loaded right after activation, as all of this file. */
export function createLinting({ flavours, ...parts }: Early<LintingParts>): Linting {
  return new Linting({ ...parts, builders, settings: currentSettings(flavours) });
}

/** What the editor has of build contexts. */
export function createBuildContexts(parts: BuildContextsParts): BuildContexts {
  return new BuildContexts(parts);
}

/** What the *Dockerfiles* view shows below a Dockerfile. */
export async function rowsOf(
  dockerfile: DockerfileOnDisk,
  { flavours, ...parts }: Early<DockerfileRowParts>,
): Promise<readonly DockerfileRow[]> {
  return await dockerfileRows(dockerfile, { ...parts, builders, settings: currentSettings(flavours) });
}

/** Builds that the history keeps. */
export function historySize(flavours: KnownFlavours): number {
  return currentSettings(flavours)().historySize;
}
