/** Strings by their key. */
export type Texts = Readonly<Record<string, string>>;

/** Problems of a file whose keys must be exactly `wanted`, one line each. */
export function comparedKeys(
  file: string,
  wanted: readonly string[],
  present: readonly string[],
): readonly string[] {
  const there = new Set(present);
  const needed = new Set(wanted);
  return [
    ...wanted.filter((key) => !there.has(key)).map((key) => `${file}: missing ${JSON.stringify(key)}`),
    ...present.filter((key) => !needed.has(key)).map((key) => `${file}: left over ${JSON.stringify(key)}`),
  ];
}

/** Problems of a translation of `source`: keys, placeholders, commands in links, and texts that are empty. */
export function comparedTranslations(file: string, source: Texts, translation: Texts): readonly string[] {
  const different = Object.entries(source).filter(([key, text]) => {
    const translated = translation[key];
    return translated !== undefined && (translated === '' || marks(translated) !== marks(text));
  });
  return [
    ...comparedKeys(file, Object.keys(source), Object.keys(translation)),
    ...different.map(([key]) => `${file}: other placeholders or links in ${JSON.stringify(key)}`),
  ];
}

/** What a translation must keep: `{0}`, `(command:…)` and `` `code` ``, in any order. */
function marks(text: string): string {
  return [...text.matchAll(/\{\w+\}|\(command:[^)]*\)|`[^`]*`/g)]
    .map(([mark]) => mark)
    .sort()
    .join(' ');
}
