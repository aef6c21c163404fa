// The thread that asks the system about files while the walk goes on. A bundle of its own: dist/stat-worker.js.
import { parentPort, workerData } from 'node:worker_threads';
import { statFile, type StatAnswer, type StatRequest } from './stat-file.ts';

const { root } = workerData as { readonly root: string };

parentPort?.on('message', ({ id, paths: joined }: StatRequest) => {
  const paths = joined.split('\0');
  const numbers = new Float64Array(2 * paths.length);
  for (const [index, path] of paths.entries()) {
    const stat = statFile(root, path);
    numbers[2 * index] = stat?.size ?? NaN;
    numbers[2 * index + 1] = stat?.mode ?? NaN;
  }
  parentPort?.postMessage({ id, numbers } satisfies StatAnswer, [numbers.buffer]);
});
