import * as l10n from '@vscode/l10n';
import type { FailureCode } from '../../builders/builder.ts';
import type { ImageReference } from '../../registry/reference.ts';
import { explainLogin } from './explain-login.ts';
import { explainTransport } from './explain-transport.ts';
import type { Question } from './item.ts';
import type { PreflightItem } from './report.ts';
import type { RegistryExplanation, TriedRegistry } from './tried-registry.ts';

/** What a registry's answer means for the build. */
export async function registryItem(tried: TriedRegistry): Promise<PreflightItem> {
  const { question, outcome, reference, login } = tried;
  const detail = outcome.words === undefined ? {} : { detail: outcome.words };
  if (outcome.kind === 'allowed') return allowed(question, reference);
  const explained = await explain(tried);
  const { certain, code, meaning, remedy, action } = explained;
  // From a machine behind a proxy a registry looks other than from the cluster.
  const isSeenThroughProxy = tried.situation.parts.proxyFor(`https://${reference.registry}`) !== undefined;
  const isHidden = login.kind === 'hidden' && (code === 'push-refused' || code === 'base-image');
  const said = { ...detail, code, meaning, remedy, ...(action === undefined ? {} : { action }) };
  if (!certain || isHidden || (isSeenThroughProxy && code === 'registry-tls')) return question.unknown(said);
  return question.no(said);
}

function allowed(question: Question, { registry }: ImageReference): PreflightItem {
  if (!/^(?:localhost|127\.|\[::1\])/.test(registry)) return question.yes();
  return question.unknown({
    code: 'registry-unreachable',
    meaning: l10n.t('{0} answers here, but in a Pod localhost is the Pod itself.', registry),
    remedy: l10n.t('Use a name or address that the cluster reaches.'),
  });
}

async function explain(tried: TriedRegistry): Promise<RegistryExplanation> {
  const { outcome, reference, phase } = tried;
  const { registry, repository } = reference;
  const refused: FailureCode = phase === 'push' ? 'push-refused' : 'base-image';
  switch (outcome.kind) {
    case 'allowed':
    case 'unclear':
      return {
        certain: false,
        code: refused,
        meaning: l10n.t('{0} gave an answer that says neither yes nor no.', registry),
        remedy: l10n.t('Look whether this is the address of a registry.'),
      };
    case 'unreachable':
      return {
        certain: false,
        code: 'registry-unreachable',
        meaning: l10n.t(
          'Not checked: {0} does not answer this machine. The cluster may have another way to it.',
          registry,
        ),
        remedy: l10n.t(
          'If the cluster does not reach it either, look at its address and port, and whether it runs.',
        ),
      };
    case 'failing':
      return {
        certain: false,
        code: 'registry-unreachable',
        meaning: l10n.t('{0} answers that it cannot do it now.', registry),
        remedy: l10n.t('Wait, or look at the registry itself.'),
      };
    case 'authority-unknown':
    case 'certificate-invalid':
    case 'plain-http':
    case 'not-plain-http':
      return explainTransport(outcome.kind, registry);
    case 'name-refused':
      return {
        certain: true,
        code: refused,
        meaning: l10n.t('{0} does not take {1} for the name of a repository.', registry, repository),
        remedy: l10n.t('Look at the name: many registries want a project or an account in front.'),
      };
    case 'repository-missing':
      return {
        certain: true,
        code: refused,
        meaning: l10n.t(
          '{0} has no repository or project for {1}, and a push makes none.',
          registry,
          repository,
        ),
        remedy: l10n.t('Make the repository first, or look at its name.'),
      };
    case 'image-missing':
      return {
        certain: true,
        code: refused,
        meaning: l10n.t('{0} has no such image.', registry),
        remedy: l10n.t(
          'Look at name and tag in FROM. A stage that is not defined is taken for an image, too.',
        ),
      };
    case 'login-unreadable':
    case 'login-refused':
    case 'login-needed':
    case 'denied':
      return await explainLogin(tried, outcome.kind, refused);
  }
}
