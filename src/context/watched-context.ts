import { resolve } from 'node:path';
import { ContextError } from './context-error.ts';
import type { EditedTexts } from './dockerfile-location.ts';
import { LiveContext } from './live.ts';
import type { ContextQuery } from './preparation.ts';
import { previewOf, type ContextPreview } from './preview.ts';
import type { ContextProblem } from './problem.ts';
import { contextProblems } from './problems.ts';
import type { SelectedContext } from './select.ts';

/** What there is to show of a context. */
export type ContextState = ReadyContext | FailedContext;

export interface ReadyContext {
  readonly kind: 'ready';
  /** Absolute path of the context. */
  readonly folder: string;
  /** Everything that is not ignored was asked for. */
  readonly all: boolean;
  readonly preview: ContextPreview;
  readonly problems: readonly ContextProblem[];
}

/** A build would not get as far as the upload. */
export interface FailedContext {
  readonly kind: 'failed';
  /** Localised, as is the remedy. */
  readonly message: string;
  readonly remedy: string;
  /** What it is about: an absolute path, or one in the context. */
  readonly file: string;
  /** 1-based. */
  readonly line?: number;
}

/** More changes than this at once are not looked up one by one. */
const MOST_CHANGES = 1000;

/** A context that is looked at again as its files change. Not for two updates at the same time. */
export class WatchedContext {
  readonly #query: ContextQuery;
  #live: LiveContext | undefined;

  constructor(query: ContextQuery) {
    this.#query = query;
  }

  /**
   * The state after the paths in `changed`, relative to the context with forward slashes, were made, changed or removed;
   * the first time that of the whole folder. `edited` has the Dockerfile and ignore files where they are not as on the
   * disk. Throws the signal's reason.
   */
  async update(changed: readonly string[], edited: EditedTexts = {}): Promise<ContextState> {
    const { folder, all = false, signal } = this.#query;
    try {
      const context = await this.#select(changed, edited);
      return {
        kind: 'ready',
        folder: resolve(folder),
        all,
        preview: await previewOf(context, signal),
        problems: await contextProblems(context, signal),
      };
    } catch (error) {
      // What changed meanwhile is not known: the next time all is looked at again.
      this.#live = undefined;
      if (!(error instanceof ContextError)) throw error;
      const { message, remedy, file, line } = error;
      return { kind: 'failed', message, remedy, file, ...(line === undefined ? {} : { line }) };
    }
  }

  async #select(changed: readonly string[], edited: EditedTexts): Promise<SelectedContext> {
    if (this.#live !== undefined && changed.length <= MOST_CHANGES) {
      return await this.#live.update(changed, edited);
    }
    this.#live = await LiveContext.open({ ...this.#query, edited });
    return await this.#live.current();
  }
}
