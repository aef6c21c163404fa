/** A path of COPY, ADD or WORKDIR without the quotes at its ends, closed or not. */
export function stripQuotes(path: string): string {
  let start = 0;
  let end = path.length;
  while (start < end && isQuote(path.charCodeAt(start))) start++;
  while (end > start && isQuote(path.charCodeAt(end - 1))) end--;
  return path.slice(start, end);
}

function isQuote(code: number): boolean {
  return code === 34 || code === 39;
}
