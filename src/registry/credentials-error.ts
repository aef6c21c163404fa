export type CredentialsErrorCode =
  /** A Docker config that exists and cannot be read or understood. */
  | 'config-unreadable'
  | 'config-invalid'
  /** The config names a helper that cannot be a program's name. */
  | 'helper-name'
  | 'helper-missing'
  | 'helper-failed'
  | 'helper-timeout';

/** Why credentials cannot be had. Strings are localised and hold no secret. */
export class CredentialsError extends Error {
  override readonly name = 'CredentialsError';
  readonly code: CredentialsErrorCode;
  /** What to do about it. */
  readonly remedy: string;

  constructor(code: CredentialsErrorCode, message: string, remedy: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
    this.remedy = remedy;
  }
}
