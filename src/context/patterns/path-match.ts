import { fileMatch } from './file-match.ts';

/** Whether a path with forward slashes matches a pattern whose parts are matched one by one; `**` any number of them. */
export function pathMatch(pattern: string, path: string): boolean {
  return matchesParts(pattern.split('/'), path.split('/'));
}

/** Whether each part of the pattern matches a name of the path; `**` any number of them. */
export function matchesParts(parts: readonly string[], names: readonly string[]): boolean {
  const [part, ...rest] = parts;
  if (part === undefined) {
    return names.length === 0;
  }
  if (part === '**') {
    return names.some((_, index) => matchesParts(rest, names.slice(index))) || rest.length === 0;
  }
  const [name, ...below] = names;
  return name !== undefined && fileMatch(part, name) === true && matchesParts(rest, below);
}
