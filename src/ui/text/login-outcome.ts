import * as l10n from '@vscode/l10n';
import type { RegistryOutcome } from '../../registry/check/outcome.ts';

/** What trying a login at a registry came to, with the registry's words where it said any. */
export function loginOutcomeText({ kind, words }: RegistryOutcome, registry: string): string {
  const text = meaning(kind, registry);
  return words === undefined || kind === 'allowed' ? text : `${text} (${words})`;
}

function meaning(kind: RegistryOutcome['kind'], registry: string): string {
  switch (kind) {
    case 'allowed':
      return l10n.t('{0} takes this login.', registry);
    case 'login-refused':
    case 'login-needed':
    case 'login-unreadable':
    case 'denied':
      return l10n.t('{0} does not take this login: user or password is wrong.', registry);
    case 'unreachable':
      return l10n.t('Not tried: {0} does not answer this machine.', registry);
    case 'authority-unknown':
      return l10n.t(
        'Not tried: the certificate of {0} is signed by an authority that is not known. Set kanikoBuild.registries.certificates.',
        registry,
      );
    case 'certificate-invalid':
      return l10n.t('Not tried: the certificate of {0} is not valid.', registry);
    case 'plain-http':
      return l10n.t('Not tried: {0} speaks plain HTTP. Set kanikoBuild.registries.insecure.', registry);
    case 'not-plain-http':
      return l10n.t(
        'Not tried: {0} speaks TLS, and kanikoBuild.registries.insecure says otherwise.',
        registry,
      );
    case 'failing':
    case 'name-refused':
    case 'repository-missing':
    case 'image-missing':
    case 'unclear':
      return l10n.t('{0} gave an answer that says neither yes nor no.', registry);
  }
}
