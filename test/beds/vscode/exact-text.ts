/** Matches an element whose whole text is this one: Playwright's plain strings match a part, whatever the case. */
export function exactText(text: string): RegExp {
  return new RegExp(`^\\s*${text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}\\s*$`);
}
