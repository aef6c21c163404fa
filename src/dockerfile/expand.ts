/** An escaped character, a variable, or a dollar sign that begins neither. */
const REFERENCE = /\\(.)|\$(?:([A-Za-z_]\w*)|\{([A-Za-z_]\w*)(?:(:?[-+])([^${}]*))?\})|\$/g;

/** Values of ARGs by name. */
export type Variables = ReadonlyMap<string, string>;

/**
 * `text` with `$NAME`, `${NAME}`, `${NAME:-word}`, `${NAME-word}`, `${NAME:+word}` and `${NAME+word}` replaced;
 * undefined when it needs a variable that has no value, or uses an operator beyond these.
 */
export function expand(text: string, variables: Variables): string | undefined {
  let unknown = false;
  const expanded = text.replace(REFERENCE, (whole: string, ...groups: (string | undefined)[]): string => {
    const [escaped, plain, braced, operator = '', word = ''] = groups;
    if (escaped !== undefined) return escaped;
    const name = plain ?? braced;
    const value = name === undefined ? undefined : variables.get(name);
    const isSet = value !== undefined && !(operator.startsWith(':') && value === '');
    if (operator.endsWith('+')) return isSet ? word : '';
    if (operator.endsWith('-')) return isSet ? value : word;
    if (value === undefined) unknown = true;
    return value ?? whole;
  });
  return unknown ? undefined : expanded;
}
