import * as l10n from '@vscode/l10n';
import type { RemoteContext } from '../builders/builder.ts';
import { BuildError } from './errors.ts';
import type { RemoteOptions } from './request.ts';

/** Parameters of URLs that are logins: signatures of object storage, access tokens. */
const SECRET_PARAMETER =
  /^(?:x-(?:amz|goog)-(?:signature|security-token|credential)|sig|signature|token|key|password|secret|.*(?:_|-)(?:token|key|secret))$/i;

/** The hosts whose archives kaniko reads as blobs of Azure. (pkg/util/azureblob_util.go) */
const AZURE_HOST = /^[^.]+\.blob\.core\.(?:windows\.net|chinacloudapi\.cn|cloudapi\.de|usgovcloudapi\.net)$/;

/** Whether a context is one that the builder fetches, not a folder of this machine. `C:\x` and `a:b` are folders. */
export function isRemoteContext(context: string): boolean {
  return /^[a-z][a-z0-9+.-]+:\/\//i.test(context) || /^[^/\\\s:]+@[^/\\\s:]+:/.test(context);
}

/**
 * Reads a context's URL: of a git repository `https://HOST/PATH.git` or, as kaniko writes it, `git://HOST/PATH`, with
 * `#REVISION`, `#REVISION:FOLDER` or `#REFERENCE#COMMIT` behind it; of a gzip tar `https://…`; `s3://BUCKET/KEY`;
 * `gs://BUCKET/KEY`; a blob of Azure; `dir:///FOLDER`. Throws BuildError with what is wrong, which names no part of the
 * URL that could be secret.
 */
export function parseRemoteContext(
  context: string,
  options: Omit<RemoteOptions, 'dockerfile'> = {},
): RemoteContext {
  const url = parseUrl(context);
  const parsed =
    url.protocol === 'git:' || isRepository(url) ? gitContext(url, options) : fileContext(url, options);
  checkSecret(parsed);
  return parsed;
}

/** A folder or file inside a context, without needless slashes and dots. Throws BuildError where it leads out of it. */
export function pathInContext(path: string): string {
  const parts = path.split('/').filter((part) => part !== '' && part !== '.');
  // eslint-disable-next-line no-control-regex -- a line break would end a comment of the manifests
  if (parts.includes('..') || /[\u0000-\u001f\\]/.test(path)) {
    throw invalid(
      l10n.t('"{0}" is not a path inside the context.', path),
      l10n.t('Write it relative to the context, with forward slashes.'),
    );
  }
  return parts.join('/');
}

function parseUrl(context: string): URL {
  if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(context)) throw noSsh();
  if (/\s/.test(context)) throw invalid(l10n.t('A context’s URL has no spaces.'));
  let url: URL;
  try {
    url = new URL(context);
  } catch (error) {
    throw invalid(l10n.t('The context is not a valid URL.'), undefined, error);
  }
  if (url.protocol === 'ssh:' || url.protocol === 'git+ssh:') throw noSsh();
  if (url.username !== '' || url.password !== '') throw loginInUrl();
  for (const name of url.searchParams.keys()) if (SECRET_PARAMETER.test(name)) throw loginInUrl();
  return url;
}

/** As Docker tells a repository from a file: by its ending. */
function isRepository({ protocol, pathname }: URL): boolean {
  return (protocol === 'https:' || protocol === 'http:') && pathname.endsWith('.git');
}

function gitContext(url: URL, { subPath, branch, secret }: Omit<RemoteOptions, 'dockerfile'>): RemoteContext {
  if (url.host === '' || /^\/*$/.test(url.pathname)) {
    throw invalid(l10n.t('The URL names no repository.'), l10n.t('Write it as https://HOST/PATH.git.'));
  }
  if (url.search !== '') throw invalid(l10n.t('The URL of a repository has no "?".'));
  const fragment = readFragment(decoded(url.hash.slice(1)));
  const revision = onlyOne(fragment.revision, branch, l10n.t('branch'));
  const folder = onlyOne(fragment.subPath, subPath, l10n.t('folder'));
  if (revision !== undefined) checkRevision(revision);
  const protocol = url.protocol === 'git:' ? 'https:' : url.protocol;
  return {
    kind: 'git',
    url: `${protocol}//${url.host}${url.pathname}`,
    ...(revision === undefined ? {} : { revision }),
    ...pathPart(folder),
    ...(secret === undefined ? {} : { secret }),
  };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    throw invalid(l10n.t('The context is not a valid URL.'), undefined, error);
  }
}

/** `REVISION`, Docker's `REVISION:FOLDER`, or kaniko's `REFERENCE#COMMIT`, of which the commit says all. */
function readFragment(fragment: string): { readonly revision?: string; readonly subPath?: string } {
  const [first = '', commit, ...more] = fragment.split('#');
  if (more.length > 0) throw invalid(l10n.t('The URL has too many parts that begin with "#".'));
  if (commit !== undefined) {
    if (!/^[0-9a-f]{40}$/.test(commit)) {
      throw invalid(l10n.t('Behind the second "#" stands a commit, 40 hexadecimal digits.'));
    }
    return { revision: commit };
  }
  const colon = first.indexOf(':');
  const revision = colon < 0 ? first : first.slice(0, colon);
  const subPath = colon < 0 ? '' : first.slice(colon + 1);
  return { ...(revision === '' ? {} : { revision }), ...(subPath === '' ? {} : { subPath }) };
}

/** What git takes for a reference. (git-check-ref-format) */
function checkRevision(revision: string): void {
  // eslint-disable-next-line no-control-regex -- git refuses them
  if (/[\u0000-\u0020\u007f~^:?*[\\]|\.\.|@\{|^[-/]|\/\/|[/.]$|\.lock$/.test(revision)) {
    throw invalid(l10n.t('"{0}" is not a branch, tag, reference or commit.', revision));
  }
}

function fileContext(
  url: URL,
  { subPath, branch, secret }: Omit<RemoteOptions, 'dockerfile'>,
): RemoteContext {
  if (branch !== undefined) {
    throw invalid(
      l10n.t('Only a git repository has branches.'),
      l10n.t('The URL of a repository ends in .git, or begins with git://.'),
    );
  }
  if (url.hash !== '')
    throw invalid(l10n.t('Only the URL of a git repository has a part that begins with "#".'));
  return {
    kind: kindOf(url),
    url: url.href,
    ...pathPart(subPath),
    ...(secret === undefined ? {} : { secret }),
  };
}

function kindOf(url: URL): Exclude<RemoteContext['kind'], 'git'> {
  switch (url.protocol) {
    case 'http:':
    case 'https:':
      if (/^\/*$/.test(url.pathname)) throw invalid(l10n.t('The URL names no archive.'));
      return url.protocol === 'https:' && AZURE_HOST.test(url.hostname) ? 'azure' : 'archive';
    case 's3:':
    case 'gs:':
      if (url.host === '' || /^\/*$/.test(url.pathname)) {
        throw invalid(
          l10n.t('The URL names no archive in a bucket.'),
          l10n.t('Write it as {0}//BUCKET/PATH.tar.gz.', url.protocol),
        );
      }
      return url.protocol === 's3:' ? 's3' : 'gs';
    case 'dir:':
      if (url.host !== '' || /^\/*$/.test(url.pathname)) {
        throw invalid(
          l10n.t('The URL names no folder.'),
          l10n.t('Write it with three slashes: dir:///FOLDER.'),
        );
      }
      return 'folder';
    default:
      throw invalid(
        l10n.t('No builder knows contexts of the kind {0}.', url.protocol),
        l10n.t('There are: {0}', 'https://….git, git://, https://, s3://, gs://, dir://'),
      );
  }
}

/** A secret is of use to git and Azure only, and must not be sent where all can read it. */
function checkSecret({ kind, url, secret }: RemoteContext): void {
  if (secret === undefined) return;
  if (kind !== 'git' && kind !== 'azure') {
    throw invalid(l10n.t('Only git and Azure contexts take a Secret.'));
  }
  if (url.startsWith('http://')) {
    throw invalid(
      l10n.t('The token would cross the network in the clear.'),
      l10n.t('Use https, or no Secret.'),
    );
  }
}

function onlyOne(inUrl: string | undefined, given: string | undefined, what: string): string | undefined {
  if (inUrl !== undefined && given !== undefined && inUrl !== given) {
    throw invalid(l10n.t('The URL names another {0} than the option: {1} and {2}.', what, inUrl, given));
  }
  return inUrl ?? given;
}

function pathPart(path: string | undefined): { readonly subPath?: string } {
  const inside = pathInContext(path ?? '');
  return inside === '' ? {} : { subPath: inside };
}

function loginInUrl(): BuildError {
  return invalid(
    l10n.t('The URL holds a password, token or signature, which everybody could read in the Pod.'),
    l10n.t('Put it into a Secret of the namespace and name that.'),
  );
}

function noSsh(): BuildError {
  return invalid(
    l10n.t('Builders clone over https, not over SSH.'),
    l10n.t('Write the repository as https://HOST/PATH.git, with a token in a Secret if it is private.'),
  );
}

function invalid(message: string, remedy?: string, cause?: unknown): BuildError {
  return new BuildError(
    { code: 'request-invalid', message, ...(remedy === undefined ? {} : { remedy }) },
    cause === undefined ? {} : { cause },
  );
}
