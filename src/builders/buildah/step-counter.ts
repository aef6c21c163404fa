/** Tells buildah's own `STEP 3/4` from one that a RUN prints: steps and stages count on without gaps within a stage. */
export class StepCounter {
  #stage = 0;
  #step = 0;
  #count = 0;

  /** Whether this step follows the one before; it is then the current one. Stages may be skipped, steps not. */
  follows(stage: number, step: number, count: number): boolean {
    const isNext = stage === this.#stage && step === this.#step + 1 && count === this.#count;
    const begins = step === 1 && stage > this.#stage && (this.#stage === 0 || this.isLast());
    if (!isNext && !begins) return false;
    this.#stage = stage;
    this.#step = step;
    this.#count = count;
    return true;
  }

  /** Whether the current step is its stage's last. */
  isLast(): boolean {
    return this.#step === this.#count;
  }
}
