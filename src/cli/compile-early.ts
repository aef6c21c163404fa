import * as nodeModule from 'node:module';
import { setFlagsFromString } from 'node:v8';

/**
 * Loads a module of our own that is about to be used as a whole, with all its functions compiled at once: one by one, each
 * when it is first called, they take longer and are compiled anew by each run. Node (22 and later) keeps what is compiled
 * while a module loads in its compile cache, and nothing that is compiled later.
 */
export async function compileEarly<T>(load: () => Promise<T>): Promise<T> {
  // Node 20 has no such function.
  const { enableCompileCache } = nodeModule as { readonly enableCompileCache?: () => void };
  enableCompileCache?.();
  setFlagsFromString('--no-lazy');
  try {
    return await load();
  } finally {
    setFlagsFromString('--lazy');
  }
}
