import type { Preparation, ContextQuery } from './preparation.ts';
import { prepare } from './preparation.ts';
import type { Read } from './reads/read.ts';
import { assemble, type SelectedContext } from './select.ts';
import type { LeftOut, Selection } from './selection.ts';
import { mergeByBytes } from './sort.ts';
import { walk, walkOnly } from './walk.ts';

/**
 * A selection that is kept current as files change, without walking the whole folder again. Not for two updates at the
 * same time: wait for one before the next.
 */
export class LiveContext {
  readonly #query: ContextQuery;
  #preparation: Preparation;
  #selection: Selection;

  private constructor(query: ContextQuery, preparation: Preparation, selection: Selection) {
    this.#query = query;
    this.#preparation = preparation;
    this.#selection = selection;
  }

  /** Throws ContextError, or the signal's reason. */
  static async open(query: ContextQuery): Promise<LiveContext> {
    const preparation = await prepare(query);
    return new LiveContext(query, preparation, await walk(preparation.walk, query.signal));
  }

  /** The selection as it is now. */
  async current(): Promise<SelectedContext> {
    return await assemble(this.#preparation, this.#selection, this.#query.signal);
  }

  /**
   * Looks again at paths that were made, changed or removed: relative to the context, with forward slashes. The Dockerfile
   * and the ignore file are read again, and the whole folder walked only if they changed what is read or ignored. `text`
   * is the Dockerfile's where it is not that on the disk. Throws ContextError, or the signal's reason.
   */
  async update(changed: readonly string[], text?: string): Promise<SelectedContext> {
    const { signal } = this.#query;
    const fresh = await prepare(text === undefined ? this.#query : { ...this.#query, text });
    if (isSame(fresh, this.#preparation)) {
      this.#selection = withReads(this.#selection, this.#preparation.reads, fresh.reads);
      this.#preparation = { ...fresh, walk: { ...fresh.walk, rules: this.#preparation.walk.rules } };
      for (const path of topmost(changed.map((one) => this.#leftOutFolder(one) ?? one))) {
        const again = await walkOnly(this.#preparation.walk, path, signal);
        this.#selection = replace(this.#selection, path, again);
      }
    } else {
      this.#preparation = fresh;
      this.#selection = await walk(fresh.walk, signal);
    }
    return await this.current();
  }

  /** The folder that is listed as left out as a whole, and holds the path. */
  #leftOutFolder(path: string): string | undefined {
    const { ignored, unread } = this.#selection;
    return [...ignored, ...unread].find(({ folder, path: other }) => folder && path.startsWith(`${other}/`))
      ?.path;
  }
}

/** Whether the same is read and ignored, links to what is read included. */
function isSame(a: Preparation, b: Preparation): boolean {
  return key(a) === key(b);
}

function key({
  walk: { rules, reads, everything },
  reads: written,
  dockerfile,
  ignoreFile,
}: Preparation): string {
  return JSON.stringify([
    dockerfile,
    ignoreFile,
    everything,
    rules.patterns.map(({ line, written: pattern }) => [line, pattern]),
    // Where they stand in the Dockerfile changes nothing.
    written.map(({ line: _moved, ...read }) => read),
    reads.open.map(({ path }) => path),
  ]);
}

/** The selection with equal reads in place of those of before, in the same order. */
function withReads(selection: Selection, before: readonly Read[], after: readonly Read[]): Selection {
  const equal = new Map(before.map((read, index) => [read, after[index] ?? read]));
  const lists = new Map<readonly Read[], readonly Read[]>();
  const chosen = selection.chosen.map((one) => {
    const by = lists.get(one.by) ?? one.by.map((read) => equal.get(read) ?? read);
    lists.set(one.by, by);
    return { ...one, by };
  });
  return { ...selection, chosen };
}

/** Without those that lie in others. */
function topmost(paths: readonly string[]): string[] {
  const unique = [...new Set(paths)];
  return unique.filter((path) => !unique.some((other) => path.startsWith(`${other}/`)));
}

/** The selection with another one for a path and all that lies in it. */
function replace(selection: Selection, path: string, other: Selection): Selection {
  const stays = (one: { readonly path: string }): boolean =>
    one.path !== path && !one.path.startsWith(`${path}/`);
  const merged = <T extends LeftOut>(many: readonly T[], few: readonly T[]): T[] =>
    [...many.filter(stays), ...few].sort((a, b) => (a.path < b.path ? -1 : 1));
  return {
    chosen: mergeByBytes(
      selection.chosen.filter(({ entry }) => stays(entry)),
      other.chosen,
      ({ entry }) => entry.path,
    ),
    ignored: merged(selection.ignored, other.ignored),
    unread: merged(selection.unread, other.unread),
    warnings: [...selection.warnings.filter(stays), ...other.warnings],
  };
}
