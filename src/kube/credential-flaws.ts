import { X509Certificate } from 'node:crypto';
import * as l10n from '@vscode/l10n';

/** Why a server may not accept a client certificate (PEM), if that can be seen: it has expired. */
export function certificateFlaw(certificate: Buffer, user: string): string | undefined {
  const { validTo } = new X509Certificate(certificate);
  return Date.parse(validTo) < Date.now()
    ? l10n.t('The client certificate of user {0} expired on {1}.', user, validTo)
    : undefined;
}

/**
 * Why a server may not accept the token of an `Authorization` header, if that can be seen: it is a JSON Web Token that
 * has expired (RFC 7519 section 4.1.4). Nothing else of the token is looked at or repeated.
 */
export function tokenFlaw(authorization: string, user: string): string | undefined {
  const payload = /^Bearer [\w-]+\.([\w-]+)\.[\w-]*$/.exec(authorization)?.[1];
  const expiry = payload === undefined ? undefined : expiryOf(payload);
  if (expiry === undefined || expiry * 1000 > Date.now()) return undefined;
  return l10n.t(
    'The token of user {0} expired on {1}. Log in to the cluster again.',
    user,
    new Date(expiry * 1000).toUTCString(),
  );
}

/** Seconds since 1970 within what a date can be. */
function expiryOf(payload: string): number | undefined {
  try {
    const claims: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
    const expiry = typeof claims === 'object' && claims !== null && 'exp' in claims ? claims.exp : undefined;
    return typeof expiry === 'number' && Math.abs(expiry) < 8.64e12 ? expiry : undefined;
  } catch {
    return undefined;
  }
}
