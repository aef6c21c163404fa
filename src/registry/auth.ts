/** One registry's entry in a Docker config. */
export interface DockerAuth {
  /** Base64 of `user:password`, without line breaks. */
  readonly auth: string;
  /** OAuth2 refresh token, which the builders use in place of the password. */
  readonly identitytoken?: string;
}

/** The least that is a Docker config: no helper, no setting, only the registries a build needs. Holds secrets. */
export interface DockerAuths {
  readonly auths: Readonly<Record<string, DockerAuth>>;
}

export interface Login {
  readonly username: string;
  /** Password, access token or key. */
  readonly password: string;
}

/** What is wrong with an entry's `auth`. */
export type AuthFault =
  /** No base64: the builder stops with "illegal base64 data". */
  | 'not-base64'
  /** No `user:password` inside: the builder stops with "Invalid auth configuration file". */
  | 'no-colon';

export function encodeAuth(login: Login): string {
  return Buffer.from(`${login.username}:${login.password}`, 'utf8').toString('base64');
}

/** The user and password in an entry's `auth`, read as strictly as the builders do (Go's `base64.StdEncoding`). */
export function decodeAuth(auth: string): Login | AuthFault {
  const compact = auth.replace(/[\r\n]/g, '');
  if (compact.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(compact)) {
    return 'not-base64';
  }
  const text = Buffer.from(compact, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  return colon === -1
    ? 'no-colon'
    : { username: text.slice(0, colon), password: text.slice(colon + 1).replace(/\0+$/, '') };
}

/** The login without the line break that `echo user:password | base64` puts at the password's end. */
export function withoutLineBreak(login: Login): Login {
  return { ...login, password: login.password.replace(/[\r\n]+$/, '') };
}

/** The same shape with every value replaced, for previews and messages. */
export function redactAuths(auths: DockerAuths, placeholder: string): DockerAuths {
  const hidden = Object.entries(auths.auths).map(([key, entry]): [string, DockerAuth] => [
    key,
    { auth: placeholder, ...(entry.identitytoken === undefined ? {} : { identitytoken: placeholder }) },
  ]);
  return { auths: Object.fromEntries(hidden) };
}
