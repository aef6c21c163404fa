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
  for (const flag of flagsForSeconds()) setFlagsFromString(flag);
  try {
    return await load();
  } finally {
    setFlagsFromString('--lazy');
  }
}

/**
 * Flags for a command that is done within seconds, each measured by `npm run bench -- lint`. V8 is to make machine code
 * at once, and no more of it than pays: of what its compilers put into one piece most is thrown away again when a
 * Dockerfile has something new, and single files wait for it. From Node 22 on, with Maglev, the slowest compiler is not
 * used at all; none of 10,000 files and no file of 1 MB took longer for it. Of a flag that it does not know V8 complains
 * to the user, so later versions get none.
 */
function flagsForSeconds(): readonly string[] {
  const version = Number.parseInt(process.versions.v8, 10);
  if (version === 11) return ['--always-sparkplug', '--no-turbo-inlining', '--interrupt-budget=130000'];
  const withMaglev = ['--no-turbofan', '--no-maglev-inlining', '--invocation-count-for-maglev=200'];
  return version >= 12 && version <= 14 ? ['--always-sparkplug', ...withMaglev] : [];
}
