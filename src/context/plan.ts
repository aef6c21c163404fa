import { sizeOf, type ContextEntry, type ContextPlan } from './entry.ts';
import type { ContextQuery } from './preparation.ts';
import { selectContext, type SelectedContext } from './select.ts';

/** What is uploaded for a build. Throws ContextError, or the signal's reason. */
export async function planContext(query: ContextQuery): Promise<ContextPlan> {
  return planOf(await selectContext(query));
}

/** The same from a selection that was made already. */
export function planOf(context: SelectedContext): ContextPlan {
  const { selected, dockerfile, unread, everything, warnings } = context;
  const entries = selected.map(({ entry }) => entry);
  return {
    entries,
    dockerfile,
    totals: totalsOf(entries),
    partial: unread.length > 0,
    ...(everything === undefined ? {} : { everything }),
    warnings,
  };
}

/** Files and links, and the bytes of the files. */
export function totalsOf(entries: readonly ContextEntry[]): ContextPlan['totals'] {
  return {
    files: entries.filter((entry) => entry.type !== 'folder').length,
    bytes: entries.reduce((sum, entry) => sum + sizeOf(entry), 0),
  };
}
