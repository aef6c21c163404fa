import type { JoinedText } from './joined-text.ts';
import type { JsonItem } from './tree.ts';

const withJsonForm: ReadonlySet<string> = new Set([
  'ADD',
  'CMD',
  'COPY',
  'ENTRYPOINT',
  'HEALTHCHECK',
  'RUN',
  'SHELL',
  'VOLUME',
]);

/** The strings of an instruction's JSON form; undefined where it has none or is not written so. */
export function readJson(name: string, argument: JoinedText): JsonItem[] | undefined {
  if (!withJsonForm.has(name)) {
    return undefined;
  }
  const { text } = argument;
  const lead =
    name === 'HEALTHCHECK' ? (/^[^\t\v\f\r ]+[\t\v\f\r ]+/.exec(text)?.[0].length ?? text.length) : 0;
  const values = text.startsWith('[', lead) ? parseJsonList(text.slice(lead)) : undefined;
  if (values === undefined) {
    return undefined;
  }
  const items: JsonItem[] = [];
  for (const { index, 0: written } of text.matchAll(/"(?:[^"\\]|\\.)*"/g)) {
    const value = values[items.length];
    if (index >= lead && value !== undefined) {
      items.push({ ...argument.word(index, index + written.length), value });
    }
  }
  return items;
}

/** The strings of a JSON array of nothing but strings; undefined for every other text. */
export function parseJsonList(text: string): string[] | undefined {
  // What cannot be a list of strings, such as a shell's test, is not worth the error that JSON.parse makes.
  if (!/^\[[\t\n\r ]*["\]]/.test(text)) {
    return undefined;
  }
  try {
    const list: unknown = JSON.parse(text);
    return Array.isArray(list) && list.every((item) => typeof item === 'string') ? list : undefined;
  } catch {
    return undefined;
  }
}
