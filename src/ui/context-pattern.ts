/** Whether a kube context's name matches a pattern in which `*` stands for any text. */
export function matchesPattern(context: string, pattern: string): boolean {
  const [first = '', ...rest] = pattern.split('*');
  const last = rest.pop();
  if (last === undefined) return context === pattern;
  if (!context.startsWith(first)) return false;
  let from = first.length;
  // The leftmost place is the best for each: it leaves the most for those that follow.
  for (const part of rest) {
    const found = context.indexOf(part, from);
    if (found === -1) return false;
    from = found + part.length;
  }
  return context.length - last.length >= from && context.endsWith(last);
}
