import type { Failure, LogLevel } from '../builders/builder.ts';

/** One build's life. The last four are final. */
export type RunState =
  | 'preparing'
  | 'waiting'
  | 'uploading'
  | 'building'
  | 'pushing'
  | 'succeeded'
  | 'failed'
  | 'cancelled'
  | 'lost';

/** What a run tells, in order; the editor and the command line render the same stream. Times are RFC 3339. */
export type RunEvent = StateEvent | ManifestsEvent | UploadEvent | LogEvent | StepEvent | ResultEvent;

export interface StateEvent {
  readonly type: 'state';
  readonly at: string;
  readonly state: RunState;
  /** More about it, localised: why a Pod still waits, where it runs. The same state may be told again with another. */
  readonly detail?: string;
}

/** What is about to be applied. */
export interface ManifestsEvent {
  readonly type: 'manifests';
  readonly at: string;
  /** Secret and Pod as they are applied, every secret value redacted. */
  readonly yaml: string;
}

/** Progress of the context's upload. */
export interface UploadEvent {
  readonly type: 'upload';
  readonly at: string;
  /** Bytes of file content read so far, and in all. */
  readonly bytes: number;
  readonly totalBytes: number;
  /** Files and links read so far, and in all. */
  readonly files: number;
  readonly totalFiles: number;
  /** Bytes that went over the wire (compressed). */
  readonly sentBytes: number;
  readonly done: boolean;
}

export interface LogEvent {
  readonly type: 'log';
  /** The server's timestamp, with nanoseconds. */
  readonly at: string;
  readonly level: LogLevel;
  /** One line without ANSI. */
  readonly text: string;
}

/** A step began, ended or got its cache result; the last event of an index holds. */
export interface StepEvent {
  readonly type: 'step';
  readonly step: Step;
}

export interface Step {
  /** Counts from 0 over the whole run. */
  readonly index: number;
  readonly stage?: string;
  readonly instruction: string;
  readonly state: 'running' | 'succeeded' | 'failed' | 'cancelled';
  readonly startedAt: string;
  readonly endedAt?: string;
  readonly cache?: 'hit' | 'miss';
}

export interface ResultEvent {
  readonly type: 'result';
  readonly result: RunResult;
}

export interface RunResult {
  readonly outcome: 'succeeded' | 'failed' | 'cancelled' | 'lost';
  readonly startedAt: string;
  readonly endedAt: string;
  /** `sha256:…` of the image. */
  readonly digest?: string;
  /** `REF@sha256:…` for each destination. */
  readonly images: readonly string[];
  readonly failure?: Failure;
  /** The preflight said that it would fail, so nothing was created; the user may insist. */
  readonly stoppedByCheck?: true;
  readonly warnings: readonly string[];
}
