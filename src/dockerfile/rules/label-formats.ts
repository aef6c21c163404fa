/** A URI of RFC 3986, with a scheme. */
export function isUrl(value: string): boolean {
  const [, , authority, rest = ''] = /^([A-Za-z][A-Za-z0-9+.-]*):(?:\/\/([^/?#]*))?(.*)$/s.exec(value) ?? [];
  return /^[A-Za-z][A-Za-z0-9+.-]*:/.test(value) && isAuthority(authority ?? '') && isPathAndMore(rest);
}

/** `user:password@host:port`; the host may be an address in brackets. */
function isAuthority(authority: string): boolean {
  return /^(?:[^@[\]]*@)?(?:\[[\dA-Fa-f:.]+\]|[^@:[\]]*)(?::\d*)?$/.test(authority) && isUriText(authority);
}

/** Path, query and fragment: brackets only in addresses, one `#`. */
function isPathAndMore(rest: string): boolean {
  return !/[[\]]|#.*#/s.test(rest) && isUriText(rest);
}

function isUriText(text: string): boolean {
  return /^[\w.~:/?#[\]@!$&'()*+,;=%-]*$/.test(text) && !/%(?![\dA-Fa-f]{2})/.test(text);
}

/** A time of RFC 3339, and such with offsets as hadolint takes them. */
export function isRfc3339(value: string): boolean {
  const [, year, month, day, hour, minute, second] =
    /^(\d{1,9})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.\d*)?(?:Z|[+-]\d\d:?\d\d)$/i.exec(value.trim()) ?? [];
  return (
    Number(hour) < 24 &&
    Number(minute) < 60 &&
    Number(second) <= 60 &&
    isDay(Number(year), Number(month), Number(day))
  );
}

function isDay(year: number, month: number, day: number): boolean {
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const days = month === 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;
  return month >= 1 && month <= 12 && day >= 1 && day <= days;
}

/** A commit's whole hash or its first seven digits. */
export function isGitHash(value: string): boolean {
  return /^(?:[\da-f]{7}|[\da-f]{40})$/.test(value);
}

/** Three numbers, and what may follow behind `-` and `+`. (semver.org, a little more lenient) */
export function isSemver(value: string): boolean {
  const parts = /^\d+\.\d+\.\d+(?:-([^+]*))?(?:\+(.*))?$/s.exec(value);
  return parts !== null && isDotted(parts[1]) && isDotted(parts[2]);
}

function isDotted(part = ''): boolean {
  return part === '' || part.split('.').every((identifier) => /^[\dA-Za-z-]+$/.test(identifier));
}

/** An address of RFC 5322 without a person's name. */
export function isEmail(value: string): boolean {
  const trimmed = value.trim();
  const at = trimmed.lastIndexOf('@');
  return at > 0 && isLocalPart(trimmed.slice(0, at)) && isDomain(trimmed.slice(at + 1));
}

function isLocalPart(local: string): boolean {
  return (
    /^"(?:[^"\\]|\\.)*"$/s.test(local) ||
    local.split('.').every((atom) => /^[\w!#$%&'*+/=?^`{|}~-]+$/.test(atom))
  );
}

function isDomain(domain: string): boolean {
  const labels = domain.replace(/\.$/, '').split('.');
  return (
    /^\[[^[\]\\]*\]$/.test(domain) ||
    labels.every((label) => /^[\dA-Za-z](?:[\dA-Za-z-]*[\dA-Za-z])?$/.test(label))
  );
}
