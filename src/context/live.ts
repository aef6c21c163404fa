import type { EditedTexts } from './dockerfile-location.ts';
import { byPath } from './left-out.ts';
import { isAmong, onlyThese, type Only } from './only.ts';
import { prepare, type ContextQuery, type Preparation } from './preparation.ts';
import type { Read } from './reads/read.ts';
import { assemble, type SelectedContext } from './select.ts';
import type { LeftOut, Reason, Selected, Selection } from './selection.ts';
import { Slices } from './slices.ts';
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
   * and the ignore file are read again, from `edited` where they are in there, and the whole folder walked only if they
   * changed what is read or ignored. Throws ContextError, or the signal's reason.
   */
  async update(changed: readonly string[], edited: EditedTexts = {}): Promise<SelectedContext> {
    const { signal } = this.#query;
    const fresh = await prepare({ ...this.#query, edited });
    if (isSame(fresh, this.#preparation)) {
      const slices = new Slices(signal);
      this.#selection = await withReasons(this.#selection, this.#preparation, fresh, slices);
      this.#preparation = { ...fresh, walk: { ...fresh.walk, rules: this.#preparation.walk.rules } };
      if (changed.length > 0) {
        const paths = await this.#withLeftOutFolders(changed, slices);
        const again = await walkOnly(this.#preparation.walk, paths, signal);
        this.#selection = await replace(this.#selection, onlyThese(paths), again, slices);
      }
    } else {
      this.#preparation = fresh;
      this.#selection = await walk(fresh.walk, signal);
    }
    return await this.current();
  }

  /** The paths, each replaced by the folder that holds it and is listed as left out as a whole, if there is one. */
  async #withLeftOutFolders(paths: readonly string[], slices: Slices): Promise<string[]> {
    const { ignored, unread } = this.#selection;
    const folders = new Set<string>();
    for await (const portion of slices.portions<LeftOut>([...ignored, ...unread])) {
      for (const { folder, path } of portion) if (folder) folders.add(path);
    }
    return paths.map((path) => parentsOf(path).find((parent) => folders.has(parent)) ?? path);
  }
}

/** The folders that hold a path, the topmost first. */
function parentsOf(path: string): string[] {
  const names = path.split('/').slice(0, -1);
  return names.map((_, index) => names.slice(0, index + 1).join('/'));
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
    everything !== undefined,
    rules.patterns.map(({ line, written: pattern }) => [line, pattern]),
    // Where they stand in the Dockerfile changes nothing.
    written.map(({ line: _moved, ...read }) => read),
    reads.open.map(({ path }) => path),
  ]);
}

/** The selection with the reasons as they are now, for equal reads in the same order. */
async function withReasons(
  selection: Selection,
  before: Preparation,
  after: Preparation,
  slices: Slices,
): Promise<Selection> {
  const equal = new Map(before.reads.map((read, index) => [read, after.reads[index] ?? read]));
  const reasons = new Map<Reason, Reason>();
  const chosen: Selected[] = [];
  for await (const portion of slices.portions(selection.chosen)) {
    for (const one of portion) {
      const reason = reasons.get(one.reason) ?? reasonNow(one.reason, equal, after.everything);
      reasons.set(one.reason, reason);
      chosen.push({ ...one, reason });
    }
  }
  return { ...selection, chosen };
}

function reasonNow(reason: Reason, equal: ReadonlyMap<Read, Read>, everything: string | undefined): Reason {
  switch (reason.kind) {
    case 'read':
      return { kind: 'read', by: reason.by.map((read) => equal.get(read) ?? read) };
    case 'everything':
      return { kind: 'everything', why: everything ?? '' };
    default:
      return reason;
  }
}

/** The selection with another one for some paths and all that lies in them. */
async function replace(
  selection: Selection,
  only: Only,
  other: Selection,
  slices: Slices,
): Promise<Selection> {
  const stays = ({ path }: { readonly path: string }): boolean => !isAmong(path, only);
  const merged = async <T extends LeftOut>(many: readonly T[], few: readonly T[]): Promise<T[]> =>
    await slices.sort([...(await slices.filter(many, stays)), ...few], byPath);
  return {
    chosen: await mergeByBytes(
      await slices.filter(selection.chosen, ({ entry }) => stays(entry)),
      other.chosen,
      ({ entry }) => entry.path,
      slices,
    ),
    ignored: await merged(selection.ignored, other.ignored),
    unread: await merged(selection.unread, other.unread),
    warnings: [...selection.warnings.filter(stays), ...other.warnings],
  };
}
