/** Names of what is not for everybody, as one or several words of a name. */
const secretName =
  /(?:^|[_.-])(?:api[_-]?key|private[_-]?key|access[_-]?key|auth|credentials?|passw(?:or)?d|pass|pwd|secret|token)(?:$|[_.-])/i;
/** A user and a password in an address. */
const login = /:\/\/[^/\s:@]+:[^/\s@]+@/;
/** How tokens of well-known services begin, and keys in PEM. */
const knownToken =
  /\b(?:gh[oprsu]_\w{20,}|github_pat_\w{20,}|glpat-[\w-]{16,}|dckr_pat_[\w-]{20,}|npm_\w{30,}|AKIA[0-9A-Z]{16}|xox[abp]-[\w-]{10,}|eyJ[\w-]{10,}\.[\w-]{10,}\.[\w-]+)|-----BEGIN [A-Z ]*PRIVATE KEY-----/;

/** Whether a flag's value, or what follows `NAME=` in it, looks like a secret. Paths and empty values do not. */
export function looksSecret(value: string): boolean {
  if (login.test(value) || knownToken.test(value)) return true;
  const [, name = '', given = ''] = /^([^=]+)=(.+)$/s.exec(value) ?? [];
  return given !== '' && !given.startsWith('/') && secretName.test(name);
}
