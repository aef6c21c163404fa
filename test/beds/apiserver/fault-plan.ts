import type { Fault, FaultAction, SeenRequest } from './scenario.ts';

/** Hands out a scenario's faults, each as often as it says. */
export class FaultPlan {
  readonly #left: { readonly fault: Fault; times: number }[];

  constructor(faults: readonly Fault[]) {
    this.#left = faults.map((fault) => ({ fault, times: fault.times ?? 1 }));
  }

  /** The fault that befalls this request, if one does. */
  take(request: SeenRequest): FaultAction | undefined {
    const entry = this.#left.find(({ fault, times }) => times > 0 && fault.on(request));
    if (entry === undefined) return undefined;
    entry.times--;
    return entry.fault.does;
  }
}
