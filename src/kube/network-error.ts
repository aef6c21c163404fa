import * as l10n from '@vscode/l10n';
import type { KubeErrorCode, KubeTarget } from './api.ts';
import { RequestError } from './request-error.ts';
import type { RetryAdvice } from './request-error.ts';

/** No byte came for this many milliseconds. */
export class TimeoutError extends Error {
  override readonly name = 'TimeoutError';
  readonly milliseconds: number;

  constructor(milliseconds: number) {
    super(`no answer for ${milliseconds} ms`);
    this.milliseconds = milliseconds;
  }
}

/**
 * Makes the error of a request that got no answer, or half of one. The message names the server and the cause, and
 * holds nothing of the request. `connected` says whether the connection stood when it failed.
 */
export function errorFromNetwork(cause: unknown, target: KubeTarget, connected: boolean): RequestError {
  const { code, message, retry } = explain(cause, target.server, connected);
  return new RequestError(code ?? 'unreachable', message, { retry, undone: !connected, cause });
}

interface Explanation {
  readonly code?: KubeErrorCode;
  readonly message: string;
  readonly retry: RetryAdvice;
}

function explain(cause: unknown, server: string, connected: boolean): Explanation {
  if (cause instanceof TimeoutError) {
    const seconds = Math.round(cause.milliseconds / 1000);
    return { message: l10n.t('{0} did not answer within {1} seconds.', server, seconds), retry: 'never' };
  }
  const code = (cause as NodeJS.ErrnoException | undefined)?.code ?? '';
  return (
    explainConnect(code, server) ??
    explainTls(code, cause, server) ?? {
      message: connected
        ? l10n.t('The connection to {0} broke ({1}).', server, reasonOf(code, cause))
        : l10n.t('{0} cannot be reached ({1}).', server, reasonOf(code, cause)),
      retry: connected ? 'idempotent' : 'always',
    }
  );
}

function explainConnect(code: string, server: string): Explanation | undefined {
  switch (code) {
    case 'ECONNREFUSED':
      return {
        message: l10n.t(
          '{0} refused the connection. Is the cluster running, and is this its address?',
          server,
        ),
        retry: 'always',
      };
    case 'ENOTFOUND':
      return { message: l10n.t('{0} cannot be found: there is no such host name.', server), retry: 'never' };
    case 'EAI_AGAIN':
      return { message: l10n.t('{0} cannot be found: no name server answers.', server), retry: 'always' };
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
    case 'ENETDOWN':
      return { message: l10n.t('{0} cannot be reached: there is no route to it.', server), retry: 'always' };
    case 'ETIMEDOUT':
      return { message: l10n.t('{0} did not take the connection in time.', server), retry: 'never' };
    default:
      return undefined;
  }
}

/** The codes are OpenSSL's verification results as Node names them (nodejs.org/api/tls.html, "X509 certificate error codes"). */
function explainTls(code: string, cause: unknown, server: string): Explanation | undefined {
  const reason = tlsReason(code);
  if (reason !== undefined) {
    return { message: l10n.t('The TLS connection to {0} failed: {1}', server, reason), retry: 'never' };
  }
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') {
    const names = (cause as { readonly reason?: string }).reason ?? '';
    return {
      message: l10n.t('The certificate of {0} is for another host. {1}', server, names),
      retry: 'never',
    };
  }
  if (code === 'EPROTO' || code.startsWith('ERR_SSL_') || code.startsWith('HPE_')) {
    return {
      message: l10n.t('{0} does not speak the expected protocol ({1}).', server, code),
      retry: 'never',
    };
  }
  if (code.startsWith('ERR_OSSL_') || code === 'ERR_CRYPTO_INVALID_KEYTYPE') {
    const message = l10n.t('A certificate or key of the kubeconfig cannot be used ({0}).', code);
    return { code: 'kubeconfig', message, retry: 'never' };
  }
  return undefined;
}

function tlsReason(code: string): string | undefined {
  switch (code) {
    case 'DEPTH_ZERO_SELF_SIGNED_CERT':
    case 'SELF_SIGNED_CERT_IN_CHAIN':
    case 'UNABLE_TO_VERIFY_LEAF_SIGNATURE':
    case 'UNABLE_TO_GET_ISSUER_CERT':
    case 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY':
    case 'CERT_SIGNATURE_FAILURE':
      return l10n.t(
        'its certificate is signed by an authority that the kubeconfig does not name ({0}).',
        code,
      );
    case 'CERT_HAS_EXPIRED':
      return l10n.t('its certificate has expired.');
    case 'CERT_NOT_YET_VALID':
      return l10n.t("its certificate is not valid yet. Is this machine's clock right?");
    case 'CERT_REVOKED':
      return l10n.t('its certificate was revoked.');
    default:
      return undefined;
  }
}

function reasonOf(code: string, cause: unknown): string {
  return code !== '' ? code : cause instanceof Error ? cause.message : String(cause);
}
