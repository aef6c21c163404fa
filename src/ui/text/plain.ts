/**
 * Text from outside (a Dockerfile, a log, a cluster) made harmless for a notification, which turns `[text](command:…)`
 * into a link that runs a command: the two brackets are moved apart. Newlines become spaces.
 */
export function plain(text: string): string {
  return text.replaceAll('](', '] (').replace(/\s*\r?\n\s*/g, ' ');
}

/** Several sentences as one text; one that ends without a mark, as a quoted line may, gets a full stop. */
export function sentences(...parts: readonly (string | undefined)[]): string {
  return parts
    .filter((part) => part !== undefined)
    .map((part, index, all) => (index < all.length - 1 && !/[.!?:。！？：]$/.test(part) ? `${part}.` : part))
    .join(' ');
}

/** `text` cut to `length` characters, with an ellipsis where something was cut off. */
export function shorten(text: string, length: number): string {
  const characters = Array.from(text);
  return characters.length <= length ? text : `${characters.slice(0, length - 1).join('')}…`;
}
