import * as l10n from '@vscode/l10n';
import type { RegistryExplanation } from './tried-registry.ts';

/** Why builder and registry do not come to speak with each other. */
export function explainTransport(
  kind: 'authority-unknown' | 'certificate-invalid' | 'plain-http' | 'not-plain-http',
  registry: string,
): RegistryExplanation {
  const base = { certain: true, code: 'registry-tls' } as const;
  switch (kind) {
    case 'authority-unknown':
      return {
        ...base,
        meaning: l10n.t(
          "The certificate of {0} is of an authority that the builder's image does not know.",
          registry,
        ),
        remedy: l10n.t(
          "Name the PEM file of the registry's CA in the setting kanikoBuild.registries.certificates, or with --registry-ca.",
        ),
      };
    case 'certificate-invalid':
      return {
        ...base,
        meaning: l10n.t('The certificate of {0} is not valid for it.', registry),
        remedy: l10n.t('Use the name for which the certificate was issued, and look at its dates.'),
      };
    case 'plain-http':
      return {
        ...base,
        meaning: l10n.t('{0} speaks plain HTTP, and the builder expects TLS.', registry),
        remedy: l10n.t(
          'If you trust the network, add it to the setting kanikoBuild.registries.insecure, or use --insecure-registry.',
        ),
      };
    case 'not-plain-http':
      return {
        ...base,
        meaning: l10n.t(
          '{0} is said to speak plain HTTP, but speaks TLS, with a certificate of an authority that the builder does not know.',
          registry,
        ),
        remedy: l10n.t(
          'Take it out of the setting kanikoBuild.registries.insecure (--insecure-registry), and name its CA in kanikoBuild.registries.certificates (--registry-ca).',
        ),
      };
  }
}
