import * as l10n from '@vscode/l10n';
import type { FailureCode } from './builder.ts';
import type { FailureSubject, Found, KnownFailure } from './known-failure.ts';

/** The registry refused: a push, or the pull of a base image. */
const refused = ({ phase }: FailureSubject): FailureCode =>
  phase === 'push' ? 'push-refused' : 'base-image';

/** One of two texts by what the registry was asked for. */
const byPhase =
  (push: (found: Found) => string, build: (found: Found) => string) =>
  (found: Found): string =>
    found.phase === 'push' ? push(found) : build(found);

/** `host[:port]` out of an error of Go's registry clients; '' when it names none. */
function hostIn(words: string): string {
  const url = /https?:\/\/([^/\s"]+)/.exec(words)?.[1];
  return (
    url ??
    /(?:lookup|registry|for|docker:\/\/) ?"?([\w.-]+\.[\w.-]+(?::\d+)?|[\w.-]+:\d+)/.exec(words)?.[1] ??
    ''
  );
}

const atHost = ({ words, registry = '' }: Found): string => {
  const host = hostIn(words) || registry;
  return host === '' ? l10n.t('The registry') : l10n.t('The registry {0}', host);
};

/**
 * What registries and the way to them refuse, in the words of Go's network stack, of go-containerregistry (kaniko) and
 * of containers/image (buildah). What is more particular comes first. (kaniko.md §4 and §10; buildah's by trial)
 */
export const registryFailures: readonly KnownFailure[] = [
  {
    pattern: /docker-credential-([\w.-]+)": executable file not found/,
    code: 'credentials-broken',
    message: ({ group }) =>
      l10n.t(
        'The Docker config in the Secret names the credential helper {0}, which exists on your machine but not in the Pod.',
        group(1),
      ),
    remedy: () =>
      l10n.t(
        'Use a Docker config with plain "auths" entries, or let this build take the credentials from your local Docker config.',
      ),
  },
  {
    pattern:
      /illegal base64 data|Invalid auth configuration file|invalid character .* in string literal|parsing config file|error parsing credential|unmarshaling JSON at .*config\.json|invalid auth config/i,
    code: 'credentials-broken',
    message: () => l10n.t('The Docker config in the Secret cannot be read.'),
    remedy: () =>
      l10n.t(
        'Make the Secret anew. "auth" is the base64 of user:password on one line without a newline; use printf, not echo.',
      ),
  },
  {
    pattern:
      /can only contain the characters|could not parse reference|invalid reference format|must specify a tag name after the colon|repository name must be lowercase/,
    code: (subject) => (subject.phase === 'push' ? 'request-invalid' : 'base-image'),
    message: ({ words }) => l10n.t('An image reference is not valid: {0}', words),
    remedy: () => l10n.t('Repository names are lower case: host/path/name:tag.'),
  },
  {
    pattern: /toomanyrequests|status(?: code)?:? 429/i,
    code: refused,
    message: (found) =>
      l10n.t('{0} refuses more requests for now: its rate limit is reached.', atHost(found)),
    remedy: () =>
      l10n.t(
        'Give credentials for this registry, wait, or name a mirror of it in kanikoBuild.registries.mirrors.',
      ),
  },
  {
    pattern: /server gave HTTP response to HTTPS client/,
    code: 'registry-tls',
    message: (found) => l10n.t('{0} speaks plain HTTP, but HTTPS was expected.', atHost(found)),
    remedy: () => l10n.t('If you trust the network, add the registry to the insecure registries.'),
  },
  {
    pattern: /certificate signed by unknown authority|certificate is not trusted/,
    code: 'registry-tls',
    message: (found) =>
      l10n.t("{0} has a certificate of an authority that the builder's image does not know.", atHost(found)),
    remedy: () => l10n.t("Name the PEM file of the registry's CA in the registry certificates."),
  },
  {
    pattern: /x509: (.*)/,
    code: 'registry-tls',
    message: ({ words, group }) =>
      l10n.t('The certificate of the registry is not accepted ({0}): {1}', hostIn(words), group(1)),
    remedy: () => l10n.t('Use the name for which the certificate was issued, and look at its dates.'),
  },
  {
    pattern:
      /first record does not look like a TLS handshake|remote error: tls|tls: handshake failure|tls: failed/,
    code: 'registry-tls',
    message: (found) => l10n.t('{0} could not agree with the builder on TLS.', atHost(found)),
    remedy: () => l10n.t('Look at its address and port; for plain HTTP add it to the insecure registries.'),
  },
  {
    pattern:
      /lookup (\S+?)(?: on \S+)?: (?:no such host|server misbehaving|Temporary failure|.*i\/o timeout)/,
    code: 'registry-unreachable',
    message: ({ group }) => l10n.t("The cluster's DNS does not know the registry {0}.", group(1)),
    remedy: () =>
      l10n.t('Use a name that Pods can resolve. A name of your own machine means nothing in the cluster.'),
  },
  {
    pattern:
      /dial tcp (\S+?): (?:connect: )?(connection refused|no route to host|network is unreachable|i\/o timeout)/,
    code: 'registry-unreachable',
    message: ({ group }) => l10n.t('No registry answers at {0}: {1}.', group(1), group(2)),
    remedy: ({ group }) =>
      /^(?:127\.|\[::1\]|localhost)/.test(group(1))
        ? l10n.t('In a Pod localhost is the Pod itself. Use a name or address that the cluster reaches.')
        : l10n.t('Look at the address and port, at network policies, and whether the cluster needs a proxy.'),
  },
  {
    pattern:
      /connection reset by peer|TLS handshake timeout|Client\.Timeout|context deadline exceeded|i\/o timeout|\bEOF$|unexpected status code 5\d\d|status(?: code)? 5\d\d|proxyconnect tcp|internal server error/i,
    code: 'registry-unreachable',
    message: (found) => l10n.t('{0} did not answer properly: {1}', atHost(found), found.words),
    remedy: () =>
      l10n.t(
        'Build again; if it stays so, look at the registry and at what lies between it and the cluster.',
      ),
  },
  {
    pattern: /status(?: code)?:? 413|Request Entity Too Large/i,
    code: 'push-refused',
    message: (found) => l10n.t('{0} refuses a layer because it is too large.', atHost(found)),
    remedy: () =>
      l10n.t(
        'Raise the body limit of the ingress in front of the registry (nginx: proxy-body-size), or make the layer smaller.',
      ),
  },
  {
    pattern: /TAG_INVALID|tag is immutable|tag.*cannot be overwritten|immutable/i,
    code: 'push-refused',
    message: () => l10n.t('The tag exists already and the registry does not let it be changed.'),
    remedy: () => l10n.t('Use another tag.'),
  },
  {
    pattern: /MANIFEST_INVALID|manifest invalid/i,
    code: refused,
    message: (found) => l10n.t('{0} does not accept this kind of image.', atHost(found)),
    remedy: () =>
      l10n.t('Old registries know only some manifest types: update the registry or use another builder.'),
  },
  {
    pattern:
      /no child with platform (\S+) in index (\S+)|no image found in (?:manifest list|image index) for architecture "?([^\s,"]+)/,
    code: 'base-image',
    message: ({ group }) =>
      l10n.t('The base image does not exist for the platform of the node: {0}', group(1) || group(3)),
    remedy: () => l10n.t('Use a base image for this platform, or build on a node with another.'),
  },
  {
    pattern: /(?<!permission )\bdenied\b|status(?: code)?:? 403|\bforbidden\b/i,
    code: refused,
    message: byPhase(
      (found) => l10n.t('{0} does not allow this push.', atHost(found)),
      (found) => l10n.t('{0} does not allow the pull of a base image.', atHost(found)),
    ),
    remedy: byPhase(
      () => l10n.t('Look at the repository name and at the rights of the account or token that pushes.'),
      () => l10n.t('Look at the image name, and give credentials for this registry if the image is private.'),
    ),
  },
  {
    pattern:
      /UNAUTHORIZED|authentication required|status(?: code)?:? 401|incorrect username or password|invalid username\/password/i,
    code: refused,
    message: byPhase(
      (found) => l10n.t('{0} refuses the push: wrong or missing credentials.', atHost(found)),
      (found) => l10n.t('{0} refuses the pull of a base image: wrong or missing credentials.', atHost(found)),
    ),
    remedy: () =>
      l10n.t(
        'Check the user name and the password or token (a trailing newline counts), and that they belong to this registry.',
      ),
  },
  {
    pattern:
      /MANIFEST_UNKNOWN|manifest unknown|NAME_UNKNOWN|name unknown|repository (?:name )?not known|repository does not exist|NOT_FOUND|status(?: code)?:? 404/i,
    code: refused,
    message: byPhase(
      (found) => l10n.t('{0} has no such repository: {1}', atHost(found), found.words),
      ({ words }) => l10n.t('The base image {0} does not exist.', missingImage(words)),
    ),
    remedy: byPhase(
      () => l10n.t('Make the repository first, or look at its name.'),
      () => l10n.t('Look at name and tag in FROM. A stage that is not defined is taken for an image, too.'),
    ),
  },
];

/** The image out of `GET http://HOST/v2/NAME/manifests/TAG: …` (kaniko) or `docker://IMAGE: …` (buildah). */
function missingImage(words: string): string {
  const url = /https?:\/\/([^/\s]+)\/v2\/(\S+)\/manifests\/([^\s:]+)/.exec(words);
  if (url !== null) return `${url[1] ?? ''}/${url[2] ?? ''}:${url[3] ?? ''}`;
  return /docker:\/\/(\S+?):? /.exec(words)?.[1] ?? '';
}
