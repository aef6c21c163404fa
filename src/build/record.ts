import type { RunEvent, RunResult, RunState, Step } from './events.ts';
import type { BuildRequest } from './request.ts';

/** What the history keeps of a run: enough to show it, explain it and run it again. Holds no secret. */
export interface BuildRecord {
  readonly version: 1;
  readonly id: string;
  readonly request: BuildRequest;
  readonly state: RunState;
  /** The latest state's detail. */
  readonly detail?: string;
  /** RFC 3339. */
  readonly startedAt: string;
  readonly endedAt?: string;
  readonly steps: readonly Step[];
  readonly result?: RunResult;
}

/** A run that begins now. `startedAt` is RFC 3339. */
export function newRecord(id: string, request: BuildRequest, startedAt: string): BuildRecord {
  return { version: 1, id, request, state: 'preparing', startedAt, steps: [] };
}

/** The record after one more event. Returns the same object when the event changes nothing that is kept. */
export function recordEvent(record: BuildRecord, event: RunEvent): BuildRecord {
  switch (event.type) {
    case 'state': {
      const { detail: _former, ...rest } = record;
      return { ...rest, state: event.state, ...(event.detail === undefined ? {} : { detail: event.detail }) };
    }
    case 'step': {
      const steps = [...record.steps];
      steps[event.step.index] = event.step;
      return { ...record, steps };
    }
    case 'result':
      return {
        ...record,
        state: event.result.outcome,
        endedAt: event.result.endedAt,
        result: event.result,
      };
    case 'manifests':
    case 'upload':
    case 'log':
      return record;
  }
}

/** Whether the run is over. */
export function isFinal(state: RunState): boolean {
  return state === 'succeeded' || state === 'failed' || state === 'cancelled' || state === 'lost';
}
