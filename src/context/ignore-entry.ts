/** The line of an ignore file that matches exactly this path. A line break, which no line can hold, is any character. */
export function ignorePatternOf(path: string): string {
  return path
    .replace(/[\\*?[\]{}|^]/g, '\\$&')
    .replace(/[\r\n]/g, '?')
    .replace(/^[!#\s]|\s$/g, '[$&]');
}
