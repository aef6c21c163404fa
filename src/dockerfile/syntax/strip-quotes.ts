/** A path of COPY, ADD or WORKDIR without the quotes around it. */
export function stripQuotes(path: string): string {
  const quote = path.charAt(0);
  return path.length > 1 && (quote === '"' || quote === "'") && path.endsWith(quote)
    ? path.slice(1, -1)
    : path;
}
