/**
 * One line of a .dockerignore as github.com/moby/patternmatcher understands it: the matching of Docker, buildah and
 * kaniko. Unlike in a .gitignore a pattern begins at the context's root, and `*` and `?` do not cross a slash.
 */
export interface IgnorePattern {
  /** 1-based line in the ignore file. */
  readonly line: number;
  /** Begins with `!`: takes back in what earlier lines left out. */
  readonly reincludes: boolean;
  /** Whether the path itself, not one of its parents, matches. */
  matches(path: string): boolean;
  /** Whether a path below the folder might match. Errs on the side of yes. */
  mayMatchBelow(folder: string): boolean;
}

/** A pattern from its cleaned text, without `!`; undefined when its brackets or escapes are broken. */
export function compilePattern(text: string, line: number, reincludes: boolean): IgnorePattern | undefined {
  const whole = toRegExp(text);
  if (whole === undefined) {
    return undefined;
  }
  const components = text
    .split('/')
    .map((component) => (component.includes('**') ? undefined : toRegExp(component)));
  return {
    line,
    reincludes,
    matches: (path) => whole.test(path),
    mayMatchBelow: (folder) => {
      const names = folder.split('/');
      for (const [index, component] of components.entries()) {
        const name = names[index];
        if (component === undefined || name === undefined) {
          return true;
        }
        if (!component.test(name)) {
          return false;
        }
      }
      return true;
    },
  };
}

function toRegExp(pattern: string): RegExp | undefined {
  let source = '^';
  let rest = pattern;
  while (rest !== '') {
    const token = readToken(rest, rest === pattern);
    if (token === undefined) {
      return undefined;
    }
    source += token.source;
    rest = rest.slice(token.length);
  }
  try {
    // Case matters to Docker on every system; "s" because a name may hold a line break.
    return new RegExp(`${source}$`, 'su');
  } catch {
    return undefined;
  }
}

interface Token {
  readonly length: number;
  readonly source: string;
}

function readToken(rest: string, first: boolean): Token | undefined {
  if (rest.startsWith('**')) {
    return readDoubleStar(rest, first);
  }
  switch (rest[0]) {
    case '*':
      return { length: 1, source: '[^/]*' };
    case '?':
      return { length: 1, source: '[^/]' };
    case '[':
      return readClass(rest);
    case '\\': {
      const [escaped] = rest.slice(1);
      return escaped === undefined ? undefined : { length: 1 + escaped.length, source: quote(escaped) };
    }
    default: {
      const [character = ''] = rest;
      return { length: character.length, source: quote(character) };
    }
  }
}

/** `**` and a slash after it stand for any number of folders, none included; at the end for everything. */
function readDoubleStar(rest: string, first: boolean): Token {
  const slash = rest[2] === '/';
  const length = slash ? 3 : 2;
  const after = rest.slice(length);
  // moby compares "**.ext", with nothing special in it, by its end: the dots may follow any text.
  const suffix = first && !slash && !/[*?[\]\\]/.test(after);
  return { length, source: after === '' || suffix ? '.*' : '(?:[^/]*/)*' };
}

/** `[abc]`, `[a-z]`, `[^a]` by the grammar of Go's filepath.Match. */
function readClass(rest: string): Token | undefined {
  const match = /^\[(\^?)((?:\\[\s\S]|[^\]\\])+)\]/u.exec(rest);
  if (match === null) {
    return undefined;
  }
  const [text, negation = '', content = ''] = match;
  const members = content.match(/\\[\s\S]|[^\\]/gu) ?? [];
  let source = '';
  for (let index = 0; index < members.length; index++) {
    const member = members[index] ?? '';
    if (member === '-') {
      return undefined;
    }
    source += classMember(member);
    const last = members[index + 2];
    if (members[index + 1] === '-') {
      if (last === undefined || last === '-') {
        return undefined;
      }
      source += `-${classMember(last)}`;
      index += 2;
    }
  }
  return { length: text.length, source: `[${negation}${source}]` };
}

function classMember(member: string): string {
  const character = member.length > 1 && member.startsWith('\\') ? member.slice(1) : member;
  return /[\\\]^[-]/.test(character) ? `\\${character}` : character;
}

function quote(character: string): string {
  return /[.*+?^${}()|[\]\\/]/.test(character) ? `\\${character}` : character;
}
