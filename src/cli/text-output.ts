import type { RunEvent, RunResult, StateEvent, UploadEvent } from '../build/events.ts';
import { size } from './size.ts';

/** Renders a run for people: progress and log on stderr, the images on stdout. */
export class TextOutput {
  readonly #cluster: { readonly context: string; readonly namespace: string };
  /** Tenths of the upload that were told. */
  #uploadTold = -1;

  constructor(cluster: { readonly context: string; readonly namespace: string }) {
    this.#cluster = cluster;
  }

  write(event: RunEvent): void {
    switch (event.type) {
      case 'state':
        this.#state(event);
        return;
      case 'manifests':
        return;
      case 'upload':
        this.#upload(event);
        return;
      case 'log':
        process.stderr.write(`${event.text}\n`);
        return;
      case 'step':
        return;
      case 'result':
        this.#result(event.result);
    }
  }

  #state({ state, detail }: StateEvent): void {
    if (state === 'preparing') {
      const { context, namespace } = this.#cluster;
      process.stderr.write(`==> preparing: kube context ${context}, namespace ${namespace}\n`);
    } else {
      process.stderr.write(`==> ${state}${detail === undefined ? '' : `: ${detail}`}\n`);
    }
  }

  #upload({ bytes, totalBytes, files, totalFiles, sentBytes, done }: UploadEvent): void {
    const tenths = totalBytes === 0 ? 10 : Math.floor((bytes / totalBytes) * 10);
    if (!done && tenths === this.#uploadTold) return;
    this.#uploadTold = tenths;
    process.stderr.write(
      `    ${tenths * 10}% of ${size(totalBytes)}, ${files} of ${totalFiles} files, ${size(sentBytes)} sent\n`,
    );
  }

  #result({ startedAt, endedAt, images, failure, warnings }: RunResult): void {
    for (const warning of warnings) process.stderr.write(`warning: ${warning}\n`);
    if (failure !== undefined) {
      process.stderr.write(`${failure.message}\n`);
      if (failure.remedy !== undefined) process.stderr.write(`${failure.remedy}\n`);
    }
    const seconds = (Date.parse(endedAt) - Date.parse(startedAt)) / 1000;
    process.stderr.write(`    ${seconds.toFixed(1)} s\n`);
    for (const image of images) process.stdout.write(`${image}\n`);
  }
}
