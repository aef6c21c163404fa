/** A path of COPY, ADD or WORKDIR without the quotes at its ends, closed or not. */
export function stripQuotes(path: string): string {
  return path.replace(/^["']+|["']+$/g, '');
}
