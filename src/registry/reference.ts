import * as l10n from '@vscode/l10n';

/**
 * An image's name in canonical form, by the grammar of github.com/distribution/reference and Docker's short names:
 * `busybox` is `docker.io` and `library/busybox`.
 */
export interface ImageReference {
  /** `host` or `host:port`, lower or upper case as typed; Docker Hub is always `docker.io`. */
  readonly registry: string;
  /** Path below the registry, without tag. */
  readonly repository: string;
  readonly tag?: string;
  /** `sha256:…` */
  readonly digest?: string;
}

/** A text that is no image reference; `message` is the localised reason. */
export class ImageReferenceError extends Error {
  override readonly name = 'ImageReferenceError';
  /** What was typed. */
  readonly text: string;

  constructor(text: string, message: string) {
    super(message);
    this.text = text;
  }
}

const dockerHub = 'docker.io';
const longestName = 255;

const host =
  /^(?:(?:[a-z0-9]|[a-z0-9][a-z0-9-]*[a-z0-9])(?:\.(?:[a-z0-9]|[a-z0-9][a-z0-9-]*[a-z0-9]))*|\[[0-9a-f:]+\])(?::[0-9]{1,5})?$/i;
const pathComponent = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*$/;
const tagGrammar = /^\w[\w.-]{0,127}$/;
const digestGrammar = /^(?:sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128})$/;

/**
 * Reads an image reference as Docker does: the first path component is a registry when it holds a dot or a colon, is
 * `localhost` or has upper case; else the registry is Docker Hub, and a single component lies below `library/`.
 * No tag is added. Throws {@link ImageReferenceError}.
 */
export function parseReference(text: string): ImageReference {
  const fail = (message: string): ImageReferenceError => new ImageReferenceError(text, message);
  if (text === '') {
    throw fail(l10n.t('The image reference is empty. Type one such as registry.example.com/team/app:1.0.'));
  }
  if (/\s/.test(text)) {
    throw fail(l10n.t('The image reference "{0}" contains a space or a line break. Remove it.', text));
  }
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(text)?.[0];
  if (scheme !== undefined) {
    throw fail(
      l10n.t('The image reference "{0}" begins with "{1}". Write it without: host/path:tag.', text, scheme),
    );
  }

  const [beforeDigest, digest] = cut(text, text.indexOf('@'));
  if (digest !== undefined && !digestGrammar.test(digest)) {
    throw fail(
      l10n.t(
        'The digest in "{0}" is not valid: it must be sha256: and 64 lower-case hexadecimal digits.',
        text,
      ),
    );
  }
  const colon = beforeDigest.lastIndexOf(':');
  const [name, tag] = cut(beforeDigest, colon > beforeDigest.lastIndexOf('/') ? colon : -1);
  if (tag !== undefined && !tagGrammar.test(tag)) {
    throw fail(
      l10n.t(
        'The tag in "{0}" is not valid: it may hold up to 128 letters, digits, "_", "." and "-", and begins with a letter, digit or "_".',
        text,
      ),
    );
  }

  const { registry, repository } = splitName(name);
  if (!host.test(registry)) {
    throw fail(l10n.t('"{0}" in the image reference "{1}" is not a valid host name.', registry, text));
  }
  checkRepository(repository, fail, text);
  if (registry.length + 1 + repository.length > longestName) {
    throw fail(l10n.t('The image name in "{0}" is longer than {1} characters.', text, longestName));
  }
  return {
    registry,
    repository,
    ...(tag === undefined ? {} : { tag }),
    ...(digest === undefined ? {} : { digest }),
  };
}

/** As {@link parseReference}; undefined for what is no reference. */
export function tryReference(text: string): ImageReference | undefined {
  try {
    return parseReference(text);
  } catch {
    return undefined;
  }
}

function splitName(name: string): { registry: string; repository: string } {
  const slash = name.indexOf('/');
  const first = name.slice(0, slash);
  const named =
    slash !== -1 && (/[.:]/.test(first) || first === 'localhost' || first !== first.toLowerCase());
  const registry = named && !isDockerHub(first) ? first : dockerHub;
  const path = named ? name.slice(slash + 1) : name;
  return { registry, repository: registry === dockerHub && !path.includes('/') ? `library/${path}` : path };
}

function checkRepository(
  repository: string,
  fail: (message: string) => ImageReferenceError,
  text: string,
): void {
  for (const component of repository.split('/')) {
    if (component === '') {
      throw fail(
        l10n.t('The image reference "{0}" has an empty part between two slashes or at its end.', text),
      );
    }
    if (component !== component.toLowerCase()) {
      throw fail(
        l10n.t(
          'The image name in "{0}" has upper-case letters, which registries refuse. Use lower case.',
          text,
        ),
      );
    }
    if (!pathComponent.test(component)) {
      throw fail(
        l10n.t(
          '"{0}" in the image reference "{1}" is not valid: it may hold lower-case letters and digits, joined by ".", "_", "__" or "-".',
          component,
          text,
        ),
      );
    }
  }
  if (/^library\/[0-9a-f]{64}$/.test(repository)) {
    throw fail(l10n.t('"{0}" is an image ID, not a name that can be pushed or pulled.', text));
  }
}

/** The reference in full: `docker.io/library/busybox:1.36`. */
export function formatReference(reference: ImageReference): string {
  const tag = reference.tag === undefined ? '' : `:${reference.tag}`;
  const digest = reference.digest === undefined ? '' : `@${reference.digest}`;
  return `${reference.registry}/${reference.repository}${tag}${digest}`;
}

/** The reference with `:latest`, which builders assume anyway, when it names neither tag nor digest. */
export function withDefaultTag(reference: ImageReference): ImageReference {
  return reference.tag === undefined && reference.digest === undefined
    ? { ...reference, tag: 'latest' }
    : reference;
}

/** Whether two registry hosts (`host[:port]`) are the same; Docker Hub has several names. */
export function sameRegistry(a: string, b: string): boolean {
  return canonicalRegistry(a) === canonicalRegistry(b);
}

/** A registry's one name: lower case, and `docker.io` for every name of Docker Hub. */
export function canonicalRegistry(registry: string): string {
  return isDockerHub(registry) ? dockerHub : registry.toLowerCase();
}

function isDockerHub(registry: string): boolean {
  return ['docker.io', 'index.docker.io', 'registry-1.docker.io'].includes(registry.toLowerCase());
}

/**
 * The keys under which a Docker config may hold the registry's credentials, the one to write first. Docker Hub's is the
 * address of its version 1 index, for the sake of Docker clients of 2013; others are written as the bare host, and were
 * written with scheme and version by older clients.
 */
export function authKeys(registry: string): readonly [string, ...string[]] {
  const canonical = canonicalRegistry(registry);
  if (canonical !== dockerHub) {
    return [canonical, ...spellings(canonical)];
  }
  const written = 'https://index.docker.io/v1/';
  const aliases = ['index.docker.io', dockerHub, 'registry-1.docker.io'];
  const others = aliases.flatMap((alias) => [alias, ...spellings(alias)]);
  return [written, ...others.filter((key) => key !== written)];
}

function spellings(host: string): string[] {
  const paths = ['', '/', '/v1', '/v1/', '/v2', '/v2/'];
  return ['https://', 'http://', ''].flatMap((scheme) =>
    paths.map((path) => `${scheme}${host}${path}`).filter((key) => key !== host),
  );
}

function cut(text: string, at: number): [string, string | undefined] {
  return at === -1 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}
