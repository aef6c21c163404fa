/** A request that got no answer. `kind` is what that means for a registry; the message is the system's code or words. */
export class NetworkFailure extends Error {
  override readonly name = 'NetworkFailure';
  readonly kind: 'unreachable' | 'authority-unknown' | 'certificate-invalid' | 'not-tls';

  constructor(kind: NetworkFailure['kind'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.kind = kind;
  }
}

/** OpenSSL's verification results as Node names them (nodejs.org/api/tls.html, "X509 certificate error codes"). */
const UNKNOWN_AUTHORITY = new Set([
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'CERT_SIGNATURE_FAILURE',
]);
const INVALID_CERTIFICATE = new Set([
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
  'CERT_REVOKED',
  'ERR_TLS_CERT_ALTNAME_INVALID',
]);

/** Makes the failure of what Node reports. */
export function networkFailure(cause: unknown): NetworkFailure {
  if (cause instanceof NetworkFailure) return cause;
  const { code = '', message } = cause as NodeJS.ErrnoException;
  return new NetworkFailure(kindOf(code), code === '' ? message : wordsOf(code, message), { cause });
}

function kindOf(code: string): NetworkFailure['kind'] {
  if (UNKNOWN_AUTHORITY.has(code)) return 'authority-unknown';
  if (INVALID_CERTIFICATE.has(code)) return 'certificate-invalid';
  return code === 'EPROTO' || code.startsWith('ERR_SSL_') ? 'not-tls' : 'unreachable';
}

/** OpenSSL's messages are of no use to anybody; those about certificates and addresses are. */
function wordsOf(code: string, message: string): string {
  // Node adds advice about its own options behind a semicolon.
  const [said = ''] = message.split(';');
  const isUseful = code !== 'EPROTO' && !code.startsWith('ERR_SSL_') && said !== '';
  return isUseful ? (said.includes(code) ? said : `${said} (${code})`) : code;
}
