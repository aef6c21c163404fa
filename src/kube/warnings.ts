/**
 * The texts of the warnings that an API server sends with an answer: headers `Warning: 299 - "text"`
 * (kubernetes.io/blog/2020/09/03/warnings, RFC 7234 section 5.5). `rawHeaders` are names and values in turn.
 */
export function warningsIn(rawHeaders: readonly string[]): readonly string[] {
  return rawHeaders.flatMap((value, index) => {
    if (index % 2 === 0 || rawHeaders[index - 1]?.toLowerCase() !== 'warning') return [];
    const quoted = [...value.matchAll(/\b299 \S+ "((?:[^"\\]|\\.)*)"/g)];
    return quoted.map(([, text = '']) => text.replace(/\\(.)/g, '$1'));
  });
}
