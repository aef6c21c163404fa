import { closeSync, openSync, readSync } from 'node:fs';
import * as l10n from '@vscode/l10n';
import type { ContextEntry } from './entry.ts';
import type { Slices } from './slices.ts';

/** Something that should not get into an image. */
export interface SecretFound<T> {
  /** What it was found in. */
  readonly item: T;
  readonly path: string;
  readonly kind: SecretKind;
  /** Localised. */
  readonly what: string;
}

export type SecretKind =
  | 'environment'
  | 'private-key'
  | 'npm-token'
  | 'docker-credentials'
  | 'kubeconfig'
  | 'git-folder'
  | 'netrc'
  | 'pypirc'
  | 'aws-credentials';

/** How much of a file is looked at, in bytes. */
const LOOKED_AT = 4096;

/** A rule by name, and by content where the name alone does not tell. */
interface Rule {
  readonly kind: SecretKind;
  readonly path: RegExp;
  readonly content?: RegExp;
}

const rules: readonly Rule[] = [
  // `.env.example` and the like are made to be shared.
  { kind: 'environment', path: /(?:^|\/)\.env(?:\.(?!(?:example|sample|template|dist)$)[^/]*)?$/ },
  { kind: 'npm-token', path: /(?:^|\/)\.npmrc$/, content: /_(?:authToken|auth|password)\s*=\s*[^\s$]/ },
  {
    kind: 'docker-credentials',
    path: /(?:^|\/)(?:\.docker\/config\.json|\.dockerconfigjson|\.dockercfg)$/,
    content: /"(?:auth|identitytoken|registrytoken|password)"\s*:\s*"[^"]/,
  },
  {
    kind: 'kubeconfig',
    path: /(?:^|\/)(?:\.kube\/config|[^/]*kubeconfig[^/]*|[^/]*\.kubeconfig|admin\.conf)$/i,
    content: /\b(?:token|client-key-data|client-key|password)["']?\s*:\s*["']?[^\s"']/,
  },
  { kind: 'netrc', path: /(?:^|\/)[._]netrc$/, content: /\bpassword\s+\S/ },
  { kind: 'pypirc', path: /(?:^|\/)\.pypirc$/, content: /^\s*password\s*[=:]\s*\S/m },
  {
    kind: 'aws-credentials',
    path: /(?:^|\/)\.aws\/credentials$/,
    content: /aws_secret_access_key\s*=\s*\S/i,
  },
];

/** Where private keys are kept by habit; others are not opened. */
const keyNames =
  /(?:^|\/)(?:id_(?:rsa|dsa|ecdsa|ed25519)[^/]*|[^/]*\.(?:pem|key|p8|pk8|ppk|asc|gpg|openssh|rsa|ecdsa|ed25519)|[^/]*(?:private|secret|host|server|client|tls|ssl)[-_.]?key[^/]*)$/i;
const privateKey = /-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----|^PuTTY-User-Key-File-/m;

/** What all of the names have, to pass over the others at once. */
const suspicious =
  /(?:^|\/)\.(?:env|npmrc|docker|netrc|pypirc|aws|kube|git)|rc$|cfg$|netrc|kubeconfig|admin\.conf|id_|key|\.p8$|\.pem$|\.ppk$|\.asc$|\.gpg$|openssh|rsa|ecdsa|ed25519/i;

/**
 * The files among what goes that look like secrets, in the same order; a `.git` folder once. Opens only files whose names
 * suggest one, and keeps nothing of what it reads.
 */
export async function findSecrets<T extends { readonly entry: ContextEntry }>(
  selected: readonly T[],
  slices: Slices,
): Promise<SecretFound<T>[]> {
  const found: SecretFound<T>[] = [];
  const gitFolders = new Set<string>();
  for await (const portion of slices.portions(selected)) {
    for (const item of portion) {
      const { entry } = item;
      if (!suspicious.test(entry.path)) continue;
      // These may be opened, which takes much longer than the rest.
      if (slices.due) await slices.pause();
      const git = /^(?:.*\/)?\.git(?=\/|$)/.exec(entry.path)?.[0];
      if (git !== undefined) {
        if (!gitFolders.has(git))
          found.push({ path: git, item, kind: 'git-folder', what: describe('git-folder') });
        gitFolders.add(git);
      } else if (entry.type === 'file') {
        const kind = kindOf(entry.path, entry.source);
        if (kind !== undefined) found.push({ path: entry.path, item, kind, what: describe(kind) });
      }
    }
  }
  return found;
}

function kindOf(path: string, source: string): SecretKind | undefined {
  for (const { kind, path: name, content } of rules) {
    if (name.test(path) && (content === undefined || content.test(beginning(source)))) return kind;
  }
  return keyNames.test(path) && !/\.pub$/i.test(path) && privateKey.test(beginning(source))
    ? 'private-key'
    : undefined;
}

/** The file's first bytes; nothing if it may not be read: then it cannot be sent either. */
function beginning(source: string): string {
  let file: number | undefined;
  try {
    file = openSync(source, 'r');
    const buffer = Buffer.alloc(LOOKED_AT);
    return buffer.toString('latin1', 0, readSync(file, buffer, 0, LOOKED_AT, 0));
  } catch {
    return '';
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

function describe(kind: SecretKind): string {
  switch (kind) {
    case 'environment':
      return l10n.t('environment file');
    case 'private-key':
      return l10n.t('private key');
    case 'npm-token':
      return l10n.t('npm token');
    case 'docker-credentials':
      return l10n.t('registry credentials');
    case 'kubeconfig':
      return l10n.t('kubeconfig with credentials');
    case 'git-folder':
      return l10n.t('Git history');
    case 'netrc':
    case 'pypirc':
      return l10n.t('passwords');
    case 'aws-credentials':
      return l10n.t('AWS credentials');
  }
}
