import type { LogMeaning } from '../builders/builder.ts';
import type { Step } from './events.ts';

/** How the run ended, as far as a step that was still running is concerned. */
export type StepEnd = 'succeeded' | 'failed' | 'cancelled';

/** Turns what log lines mean into steps with times and cache results. */
export class StepTracker {
  #stage: string | undefined;
  #current: Step | undefined;
  #count = 0;
  /** Cache results that the builder announced before the instruction itself began. */
  readonly #announced = new Map<string, 'hit' | 'miss'>();

  /** The steps that changed by what was read at `at` (RFC 3339), in order. */
  read(meaning: LogMeaning, at: string): readonly Step[] {
    switch (meaning.kind) {
      case 'stage': {
        const ended = this.#end('succeeded', at);
        this.#stage = meaning.name;
        this.#announced.clear();
        return ended;
      }
      case 'step':
        return [...this.#end('succeeded', at), this.#begin(meaning.instruction, at)];
      case 'step-end':
      case 'pushing':
        return this.#end('succeeded', at);
      case 'cache':
        return this.#cache(meaning.result, meaning.instruction);
      case 'reading-context':
      case 'pushed':
        return [];
    }
  }

  /** The run is over: ends the step that was running, if any. */
  finish(end: StepEnd, at: string): readonly Step[] {
    return this.#end(end, at);
  }

  #begin(instruction: string, at: string): Step {
    const cache = this.#announced.get(instruction);
    this.#current = {
      index: this.#count++,
      instruction,
      state: 'running',
      startedAt: at,
      ...(this.#stage === undefined ? {} : { stage: this.#stage }),
      ...(cache === undefined ? {} : { cache }),
    };
    return this.#current;
  }

  #end(state: StepEnd, at: string): readonly Step[] {
    if (this.#current === undefined) return [];
    const ended = { ...this.#current, state, endedAt: at };
    this.#current = undefined;
    return [ended];
  }

  #cache(cache: 'hit' | 'miss', instruction: string | undefined): readonly Step[] {
    if (instruction !== undefined && instruction !== this.#current?.instruction) {
      this.#announced.set(instruction, cache);
      return [];
    }
    if (this.#current === undefined) return [];
    this.#current = { ...this.#current, cache };
    return [this.#current];
  }
}
