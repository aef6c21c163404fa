/** What trying a registry came to. */
export interface RegistryOutcome {
  readonly kind: RegistryOutcomeKind;
  /** The registry's own words or the system's, where there were any. Hold no secret. */
  readonly words?: string;
}

export type RegistryOutcomeKind =
  | 'allowed'
  /** No answer from here: DNS, refused, reset, a proxy. The cluster may have another way. */
  | 'unreachable'
  /** It answered that it cannot now: 429, 500 and above. */
  | 'failing'
  /** Its certificate is signed by an authority that is neither public nor given. */
  | 'authority-unknown'
  /** Its certificate has expired, or is for another host. */
  | 'certificate-invalid'
  /** It speaks plain HTTP and nobody said so. */
  | 'plain-http'
  /** It is said to speak plain HTTP, and speaks TLS with a certificate that is not trusted. */
  | 'not-plain-http'
  /** The login in the config cannot be read. */
  | 'login-unreadable'
  /** User or password is wrong. */
  | 'login-refused'
  /** There is no login, and without one it is not allowed. */
  | 'login-needed'
  /** The login is right and may not do this. */
  | 'denied'
  /** It does not take that name for a repository. */
  | 'name-refused'
  /** There is no such repository, and a push makes none. */
  | 'repository-missing'
  /** There is no such image. */
  | 'image-missing'
  /** Another answer. */
  | 'unclear';
