import { randomUUID } from 'node:crypto';
import type { Pod, Secret } from '../../../src/kube/objects.ts';
import { PlayingPod } from './playing-pod.ts';
import type { PodPlay } from './scenario.ts';

/** The objects of a programmed API server, with what a controller manager does to them: owned ones go with their owner. */
export class Store {
  readonly #plays: readonly PodPlay[];
  readonly #pods = new Map<string, PlayingPod>();
  readonly #gone = new Map<string, PlayingPod>();
  readonly #secrets = new Map<string, Secret>();
  #created = 0;

  /** At least one play. */
  constructor(plays: readonly PodPlay[]) {
    this.#plays = plays;
  }

  get pods(): readonly Pod[] {
    return [...this.#pods.values()].map((playing) => playing.pod());
  }

  get secrets(): readonly Secret[] {
    return [...this.#secrets.values()];
  }

  pod(name: string): PlayingPod | undefined {
    return this.#pods.get(name);
  }

  /** The Pod of that name, deleted or not. */
  podThatWas(name: string): PlayingPod | undefined {
    return this.#pods.get(name) ?? this.#gone.get(name);
  }

  secret(name: string): Secret | undefined {
    return this.#secrets.get(name);
  }

  /** The Pod as it would be stored. */
  completed(pod: Pod, namespace: string): Pod {
    const creationTimestamp = new Date().toISOString();
    const metadata = { ...pod.metadata, namespace, uid: randomUUID(), creationTimestamp };
    return { ...pod, metadata, status: { phase: 'Pending' } };
  }

  addPod(pod: Pod): void {
    const play = this.#plays[Math.min(this.#created++, this.#plays.length - 1)];
    if (play === undefined) throw new Error('a scenario needs a play');
    this.#pods.set(pod.metadata.name, new PlayingPod(pod, play));
  }

  addSecret(secret: Secret, namespace: string): Secret {
    const stored = { ...secret, metadata: { ...secret.metadata, namespace, uid: randomUUID() } };
    this.#secrets.set(secret.metadata.name, stored);
    return stored;
  }

  deletePod(name: string): void {
    const playing = this.#pods.get(name);
    if (playing === undefined) return;
    playing.stop();
    this.#pods.delete(name);
    this.#gone.set(name, playing);
    const { uid } = playing.pod().metadata;
    for (const { metadata } of this.#secrets.values()) {
      if (metadata.ownerReferences?.some((owner) => owner.uid === uid) === true)
        this.#secrets.delete(metadata.name);
    }
  }

  /** Returns what was deleted. */
  deleteSecret(name: string): Secret | undefined {
    const secret = this.#secrets.get(name);
    this.#secrets.delete(name);
    return secret;
  }

  stop(): void {
    for (const playing of this.#pods.values()) playing.stop();
  }
}
