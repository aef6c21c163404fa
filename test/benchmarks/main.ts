/** `npm run bench [-- NAME…]`: side-by-side measurements on the sandbox. Says what it measured, judges its bounds. */
import { lint } from './lint.ts';
import { overhead } from './overhead.ts';
import { stream } from './stream.ts';
import { tarLibraries } from './tar-libraries.ts';
import { upload } from './upload.ts';
import { uploadMemory } from './upload-memory.ts';

const benchmarks: Readonly<Record<string, () => Promise<boolean>>> = {
  lint,
  overhead,
  stream,
  'tar-libraries': tarLibraries,
  upload,
  'upload-memory': uploadMemory,
};

const names = process.argv.slice(2);
for (const name of names.length === 0 ? Object.keys(benchmarks) : names) {
  const benchmark = benchmarks[name];
  if (benchmark === undefined) throw new Error(`there is no benchmark ${name}`);
  console.log(`==> ${name}`);
  if (!(await benchmark())) process.exitCode = 1;
}
