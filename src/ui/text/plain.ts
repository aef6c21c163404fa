/**
 * Text from outside (a Dockerfile, a log, a cluster) made harmless for a notification, which turns `[text](command:…)`
 * into a link that runs a command: the two brackets are moved apart. Newlines become spaces.
 */
export function plain(text: string): string {
  return text.replaceAll('](', '] (').replace(/\s*\r?\n\s*/g, ' ');
}

/** `text` cut to `length` characters, with an ellipsis where something was cut off. */
export function shorten(text: string, length: number): string {
  const characters = Array.from(text);
  return characters.length <= length ? text : `${characters.slice(0, length - 1).join('')}…`;
}
