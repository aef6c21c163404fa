import * as nodeModule from 'node:module';
import { setFlagsFromString } from 'node:v8';

/**
 * Loads a module of our own that is about to be used as a whole, with all its functions compiled at once: one by one, each
 * when it is first called, they take longer and are compiled anew by each run. Node (22 and later) keeps what is compiled
 * while a module loads in its compile cache, and nothing that is compiled later. `npm run bench -- lint` tells what it gains.
 */
export async function compileEarly<T>(load: () => Promise<T>): Promise<T> {
  // Node 20 has no such function.
  const { enableCompileCache } = nodeModule as { readonly enableCompileCache?: () => void };
  enableCompileCache?.();
  setFlagsFromString('--no-lazy');
  setFlagsFromString(noSlowCompiler());
  try {
    return await load();
  } finally {
    setFlagsFromString('--lazy');
  }
}

/**
 * The flag by which V8 does without its slowest compiler: what that gains comes too late for a command of some seconds,
 * and its code, thrown away again when a Dockerfile has something new, makes single files wait. With Maglev, the compiler
 * below it that Node has from 22 on, none of 10,000 files and no file of 1 MB took longer for it. Before, it comes late.
 */
function noSlowCompiler(): string {
  return Number.parseInt(process.versions.v8, 10) >= 12 ? '--no-turbofan' : '--interrupt-budget=200000';
}
