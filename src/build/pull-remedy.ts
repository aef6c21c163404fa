import * as l10n from '@vscode/l10n';

/**
 * What to do about a builder image that a node did not get, by the words of kubelet and container runtime. `setting` is
 * the key of the setting that names the image.
 */
export function pullRemedy(words: string, setting: string): string {
  if (/unauthorized|authentication required|denied|forbidden|\b40[13]\b/i.test(words)) {
    return l10n.t(
      'The registry wants a login: name an image pull Secret of the namespace in the settings, or in {0} a mirror that needs none.',
      setting,
    );
  }
  if (/not found|manifest unknown|name unknown|InvalidImageName|couldn't parse/i.test(words)) {
    return l10n.t('There is no such image: correct {0}, its tag or digest.', setting);
  }
  if (/toomanyrequests|rate limit|\b429\b/i.test(words)) {
    return l10n.t('Wait, or name in {0} a mirror of the image in another registry.', setting);
  }
  if (/x509|certificate|HTTP response to HTTPS/i.test(words)) {
    return l10n.t(
      'The nodes do not trust this registry; the builds’ own certificates do not reach them. Name in {0} an image in a registry that the nodes trust.',
      setting,
    );
  }
  return l10n.t(
    'Name in {0} an image that the cluster can pull, a mirror in a registry that the nodes reach for instance.',
    setting,
  );
}
