/** The text without what would steer the terminal, tabs kept: a Dockerfile and its name may come from anywhere. */
export function harmless(text: string): string {
  return text.replace(/[\p{Cc}\p{Bidi_Control}]/gu, (character) =>
    character === '\t' ? character : '\uFFFD',
  );
}
