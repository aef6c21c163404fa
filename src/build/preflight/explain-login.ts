import * as l10n from '@vscode/l10n';
import type { FailureCode } from '../../builders/builder.ts';
import type { CredentialProblem } from '../../registry/config-entry.ts';
import { canonicalRegistry, sameRegistry } from '../../registry/reference.ts';
import { isPlan, type Situation } from './situation.ts';
import type { RegistryExplanation, TriedRegistry } from './tried-registry.ts';

/** Why a registry does not allow what it was asked for: the login, or the lack of one. */
export async function explainLogin(
  tried: TriedRegistry,
  kind: 'login-unreadable' | 'login-refused' | 'login-needed' | 'denied',
  refused: FailureCode,
): Promise<RegistryExplanation> {
  const { situation, reference, phase } = tried;
  const { registry, repository } = reference;
  const fault = await knownFault(situation, registry);
  const isSecret = situation.request.credentials.kind === 'secret';
  const correction = isSecret ? { action: { kind: 'correct-secret' } as const } : {};
  const known = fault === undefined ? {} : { meaning: fault.message, remedy: fault.remedy, ...correction };
  switch (kind) {
    case 'login-unreadable':
      return {
        certain: true,
        code: 'credentials-broken',
        meaning: l10n.t('The builder cannot read the login for {0}.', registry),
        remedy: l10n.t('Choose other credentials, or make the Secret anew.'),
        ...known,
      };
    case 'login-refused':
      return {
        certain: true,
        code: refused,
        meaning: l10n.t('{0} does not accept the user name and password.', registry),
        remedy: l10n.t(
          'Check both, and that they belong to this registry. Some want a token in place of the password.',
        ),
        ...known,
      };
    case 'login-needed': {
      const isCloud = situation.builder.registryManners.ambientLogin(registry);
      return {
        certain: !isCloud && fault?.code !== 'helper-timeout',
        code: refused,
        meaning: isCloud
          ? l10n.t(
              'The build brings no login for {0}. The Pod may get one from the cloud that it runs in.',
              registry,
            )
          : phase === 'push'
            ? l10n.t('{0} takes no push without a login, and the build brings none for it.', registry)
            : l10n.t(
                '{0} does not show the image without a login, and the build brings none for it.',
                registry,
              ),
        remedy:
          phase === 'push'
            ? l10n.t('Log in with "docker login {0}", or type credentials for it.', registry)
            : l10n.t('Look at the name of the image, or log in with "docker login {0}".', registry),
        ...known,
      };
    }
    case 'denied':
      return {
        certain: true,
        code: refused,
        meaning:
          phase === 'push'
            ? l10n.t('The login for {0} is right, but may not push to {1}.', registry, repository)
            : l10n.t('The login for {0} is right, but may not pull {1}.', registry, repository),
        remedy: l10n.t(
          'Look at the name, or ask for the right. A robot account or token may be for another project.',
        ),
      };
  }
}

/** What is known to be wrong with the credentials for a registry, or with all of them. */
async function knownFault(situation: Situation, registry: string): Promise<CredentialProblem | undefined> {
  const plan = await situation.plan;
  const problems = isPlan(plan) ? (plan.credentials.problems ?? []) : [];
  return problems.find((problem) => {
    const host = problem.registry.replace(/^https?:\/\//, '').split('/')[0] ?? '';
    return host === '' || sameRegistry(canonicalRegistry(host), registry);
  });
}
