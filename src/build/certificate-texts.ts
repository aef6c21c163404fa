import { readFile } from 'node:fs/promises';
import * as l10n from '@vscode/l10n';
import type { BaseImages } from '../dockerfile/base-images.ts';
import { BuildError } from './errors.ts';
import { touchedRegistries } from './registries.ts';
import type { BuildRequest } from './request.ts';

/**
 * The PEM texts of the private CAs that a build needs, by registry: of those that it speaks to, or of all when its base
 * images are not all known, or not at all. Throws BuildError for a file that holds none.
 */
export async function certificateTexts(
  request: BuildRequest,
  bases: BaseImages | undefined,
): Promise<Readonly<Record<string, string>>> {
  const certificates: Record<string, string> = {};
  for (const [registry, path] of Object.entries(filesFor(request, bases))) {
    const pem = await readFile(path, 'utf8').catch((error: unknown) => {
      throw unusable(registry, path, error instanceof Error ? error.message : String(error));
    });
    if (!pem.includes('-----BEGIN CERTIFICATE-----')) {
      throw unusable(registry, path, l10n.t('it holds no PEM certificate'));
    }
    certificates[registry] = pem;
  }
  return certificates;
}

function filesFor(request: BuildRequest, bases: BaseImages | undefined): Readonly<Record<string, string>> {
  const { certificates } = request.registries;
  if (bases === undefined || bases.unresolved.length > 0) return certificates;
  const { push, pull } = touchedRegistries(request, bases.images);
  const touched = new Set([...push, ...pull]);
  return Object.fromEntries(Object.entries(certificates).filter(([registry]) => touched.has(registry)));
}

function unusable(registry: string, path: string, why: string): BuildError {
  return new BuildError({
    code: 'request-invalid',
    message: l10n.t('The CA file {0} of registry {1} cannot be used: {2}', path, registry, why),
    remedy: l10n.t('Name a PEM file with the CA certificate of the registry.'),
  });
}
