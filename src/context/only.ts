/** What of a folder is looked at, by name: `'whole'` for a child with all that lies in it. */
export type Only = ReadonlyMap<string, Only | 'whole'>;

type Growing = Map<string, Growing | 'whole'>;

/** These paths, relative to one folder, and all that lies in them. */
export function onlyThese(paths: readonly string[]): Only {
  const top: Growing = new Map();
  for (const path of paths) add(top, path.split('/'));
  return top;
}

function add(top: Growing, names: readonly string[]): void {
  let folder = top;
  for (const name of names.slice(0, -1)) {
    const next = folder.get(name) ?? new Map<string, never>();
    // All of what holds it is looked at anyway.
    if (next === 'whole') return;
    folder.set(name, next);
    folder = next;
  }
  folder.set(names.at(-1) ?? '', 'whole');
}

/** Whether a path is one of these, or lies in one. */
export function isAmong(path: string, only: Only): boolean {
  let folder = only;
  for (const name of path.split('/')) {
    const next = folder.get(name);
    if (next === undefined || next === 'whole') return next === 'whole';
    folder = next;
  }
  return false;
}
