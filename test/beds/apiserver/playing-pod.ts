import { EventEmitter, once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { KubeEvent, Pod, PodStatus } from '../../../src/kube/objects.ts';
import type { PodPlay } from './scenario.ts';

/** A Pod that lives through its play, in real time. Emits `change` whenever there is something new to see. */
export class PlayingPod extends EventEmitter {
  readonly #play: PodPlay;
  readonly #created: Pod;
  readonly #stopped = new AbortController();
  #status: PodStatus;
  #printed = 0;
  #isOver = false;
  #inputEnded = false;
  readonly #input: Buffer[] = [];
  #inputBytes = 0;
  #inputMessages = 0;

  constructor(pod: Pod, play: PodPlay) {
    super();
    this.setMaxListeners(0);
    this.#created = pod;
    this.#play = play;
    this.#status = { phase: 'Pending' };
    this.#live().catch((error: unknown) => {
      if (!this.#stopped.signal.aborted) throw error;
    });
  }

  /** The Pod as the API shows it now. */
  pod(): Pod {
    const spec =
      this.#status.phase === 'Pending' ? this.#created.spec : { ...this.#created.spec, nodeName: 'bed-node' };
    const names = this.#created.spec.containers.map(({ name }) => name);
    const containers = this.#status.containerStatuses?.map((one, index) => ({
      ...one,
      name: names[index] ?? one.name,
    }));
    const status =
      containers === undefined ? this.#status : { ...this.#status, containerStatuses: containers };
    return { ...this.#created, spec, status };
  }

  get events(): readonly KubeEvent[] {
    return this.#play.events;
  }

  /** Lines printed so far. */
  get printed(): readonly string[] {
    return this.#play.log.slice(0, this.#printed).map(({ text }) => text);
  }

  get isRunning(): boolean {
    return this.#status.phase === 'Running';
  }

  /** Whether the container has ended or the Pod was deleted. */
  get isOver(): boolean {
    return this.#isOver;
  }

  /** Everything that came on stdin. */
  get input(): Buffer {
    return Buffer.concat(this.#input);
  }

  get inputMessages(): number {
    return this.#inputMessages;
  }

  get inputBytes(): number {
    return this.#inputBytes;
  }

  takeInput(bytes: Buffer, keep: boolean): void {
    this.#inputBytes += bytes.length;
    this.#inputMessages++;
    if (keep) this.#input.push(bytes);
  }

  endInput(): void {
    this.#inputEnded = true;
    this.emit('change');
  }

  /** Ends the play: the Pod was deleted. */
  stop(): void {
    this.#isOver = true;
    this.#stopped.abort();
    this.emit('change');
  }

  async #live(): Promise<void> {
    for (const { status, milliseconds } of this.#play.pending) {
      this.#show(status);
      await this.#wait(milliseconds);
    }
    if (this.#play.running === undefined) return;
    this.#show(this.#play.running);
    for (const { delay } of this.#play.log) {
      if (this.#printed === this.#play.linesBeforeInput) await this.#untilInputEnded();
      await this.#wait(delay);
      this.#printed++;
      this.emit('change');
    }
    if (this.#play.linesBeforeInput !== undefined) await this.#untilInputEnded();
    if (this.#play.ended === undefined) return;
    this.#isOver = true;
    this.#show(this.#play.ended);
  }

  async #untilInputEnded(): Promise<void> {
    while (!this.#inputEnded) await once(this, 'change', { signal: this.#stopped.signal });
  }

  async #wait(milliseconds: number): Promise<void> {
    if (milliseconds > 0) await sleep(milliseconds, undefined, { signal: this.#stopped.signal });
  }

  #show(status: PodStatus): void {
    this.#status = status;
    this.emit('change');
  }
}
