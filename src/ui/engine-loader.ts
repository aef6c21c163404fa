import type { Engine } from '../build/engine.ts';

/** Loads the heavy half of the product when it is first needed, and once. */
export type EngineLoader = () => Promise<Engine>;

/** Calls `load` at the first use; a load that failed is tried again at the next. */
export function loadOnce<T>(load: () => Promise<T>): () => Promise<T> {
  let loading: Promise<T> | undefined;
  return () => {
    loading ??= load().catch((error: unknown) => {
      loading = undefined;
      throw error;
    });
    return loading;
  };
}
