/** Whether programs read the URL of a proxy from this variable, in either case. */
export function isProxyVariable(name: string): boolean {
  return /^(?:https?|all|ftp)_proxy$/i.test(name);
}

/** Whether the URL of a proxy holds a login. */
export function holdsPassword(url: string): boolean {
  return /^(?:[a-z][a-z0-9+.-]*:\/\/)?[^/?#]*@/i.test(url);
}
