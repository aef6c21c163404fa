/** A here-document that an instruction's line announces; its content follows on the next lines. */
export interface Heredoc {
  /** The line that ends it. */
  readonly delimiter: string;
  /** `<<-`: tabs before the delimiter do not count. */
  readonly stripTabs: boolean;
}

/**
 * The here-documents of an instruction, in the order in which they follow. `text` is the whole instruction on one line.
 * Only RUN, COPY and ADD have them, also behind ONBUILD, and not in their JSON form.
 */
export function heredocsOf(text: string): Heredoc[] {
  if (!text.includes('<<')) {
    return [];
  }
  const [, first = '', argument = ''] = /^(\S+)\s*([\s\S]*)$/.exec(text) ?? [];
  if (first.toUpperCase() === 'ONBUILD') {
    return heredocsOf(argument);
  }
  if (!['RUN', 'COPY', 'ADD'].includes(first.toUpperCase()) || isJsonForm(argument)) {
    return [];
  }
  return shellWords(text).flatMap((word) => toHeredoc(word) ?? []);
}

function isJsonForm(argument: string): boolean {
  if (!argument.startsWith('[')) {
    return false;
  }
  try {
    return Array.isArray(JSON.parse(argument));
  } catch {
    return false;
  }
}

/** A word is one when it is nothing but a file descriptor, the operator and the delimiter. */
function toHeredoc(word: string): Heredoc | undefined {
  const [, dash, written = ''] = /^\d*<<(-?)\s*([^<]*)$/.exec(word) ?? [];
  if (dash === undefined || written === '') {
    return undefined;
  }
  const delimiter = written.replace(/\\([\s\S])|['"]/g, '$1');
  return { delimiter, stripTabs: dash === '-' };
}

/** Words as a shell splits them, quotes and escapes kept; space behind `<<` does not split. None if a quote stays open. */
function shellWords(text: string): string[] {
  const token = /<<-?[ \t]*|\\[\s\S]?|'[^']*'|"(?:\\[\s\S]|[^"\\])*"|\s+|[^\s<\\'"]+|[\s\S]/g;
  const words: string[] = [];
  let word = '';
  for (const [part] of text.matchAll(token)) {
    if (part === "'" || part === '"') {
      return [];
    }
    if (/^\s/.test(part)) {
      words.push(word);
      word = '';
    } else {
      word += part;
    }
  }
  words.push(word);
  return words;
}
