import type { RegistryLogin } from './login-for.ts';

const EXCERPT = 300;

/**
 * What a registry said, for people: `CODE: message` of its errors (OCI distribution specification, "Error Codes"),
 * else the start of a plain text. What it repeats of the login is taken out. Undefined when it said nothing.
 */
export function registryWords(body: string, login: RegistryLogin | undefined): string | undefined {
  const said = errorsIn(body) ?? (body.trimStart().startsWith('<') ? '' : body);
  const words = withoutLogin(said, login)
    .replace(/\p{Cc}+/gu, ' ')
    .trim()
    .slice(0, EXCERPT);
  return words === '' ? undefined : words;
}

/** The codes of a registry's errors. */
export function errorCodes(body: string): readonly string[] {
  return parseErrors(body).flatMap(({ code }) => (typeof code === 'string' ? [code] : []));
}

function errorsIn(body: string): string | undefined {
  const texts = parseErrors(body).map(({ code, message }) =>
    [code, message].filter((part): part is string => typeof part === 'string' && part !== '').join(': '),
  );
  return texts.length === 0 ? undefined : texts.join('; ');
}

function parseErrors(body: string): readonly { readonly code?: unknown; readonly message?: unknown }[] {
  try {
    const { errors } = (JSON.parse(body) ?? {}) as { readonly errors?: unknown };
    const list: readonly unknown[] = Array.isArray(errors) ? errors : [];
    return list.filter((error) => typeof error === 'object' && error !== null);
  } catch {
    return [];
  }
}

function withoutLogin(text: string, login: RegistryLogin | undefined): string {
  if (login === undefined) return text;
  const { username, password, identityToken = '' } = login;
  const basic = Buffer.from(`${username}:${password}`).toString('base64');
  return [password, password.trim(), identityToken, basic]
    .filter((secret) => secret !== '')
    .reduce((left, secret) => left.replaceAll(secret, '***'), text);
}
