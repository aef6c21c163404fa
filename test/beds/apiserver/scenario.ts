import type { KubeEvent, PodStatus } from '../../../src/kube/objects.ts';
import type { Answer } from './answer.ts';

/** What a programmed API server does. Everything has a sensible default: `{}` is a cluster where Pods just succeed. */
export interface Scenario {
  /** How the Pods play, in the order in which they are created; the last play serves all further ones. */
  readonly plays?: readonly PodPlay[];
  /** Looked through for each request in order; the first that applies happens. */
  readonly faults?: readonly Fault[];
  /** Names that a list of namespaces gives. */
  readonly namespaces?: readonly string[];
  /** Rights that the user lacks, as `get pods/log`. */
  readonly denied?: readonly string[];
  /** Versions of the remote-command protocol that are offered, the best first. */
  readonly protocols?: readonly string[];
  /** PEM texts; absent: plain HTTP. `ca` is what the kubeconfig trusts. */
  readonly tls?: { readonly cert: string; readonly key: string; readonly ca?: string };
  /** Keeps no input but counts it: for uploads that would fill the memory. */
  readonly countInputOnly?: boolean;
}

/** One Pod's life: pending, then running with a log that grows, then ended. */
export interface PodPlay {
  /** Statuses before the container runs, each for so many milliseconds; the last one for ever if nothing runs. */
  readonly pending: readonly { readonly status: PodStatus; readonly milliseconds: number }[];
  /** Absent: the container never starts. */
  readonly running?: PodStatus;
  /** What the container prints. */
  readonly log: readonly PlayedLine[];
  /** So many lines are printed before the container waits for the end of its input. Absent: it reads none. */
  readonly linesBeforeInput?: number;
  /** The status after the last line. Absent: it runs until it is deleted. */
  readonly ended?: PodStatus;
  readonly events: readonly KubeEvent[];
}

export interface PlayedLine {
  /** With the server's timestamp before it, and with the newline unless it is an incomplete last one. */
  readonly text: string;
  /** Milliseconds after the line before, or after the start. */
  readonly delay: number;
}

/** A request as the server saw it. */
export interface SeenRequest {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** The JSON body, if there was one. */
  readonly body: unknown;
}

export interface Fault {
  readonly on: (request: SeenRequest) => boolean;
  readonly does: FaultAction;
  /** How often it happens. Absent: once. */
  readonly times?: number;
}

export type FaultAction =
  | ({ readonly kind: 'answer' } & Answer)
  /** The connection is reset before an answer. */
  | { readonly kind: 'reset' }
  /** No answer, ever. */
  | { readonly kind: 'hang' }
  /** A log ends after so many bytes: by a reset, or in order as if the container had ended. */
  | { readonly kind: 'cut-log'; readonly after: number; readonly how: 'reset' | 'end' }
  /** An attached stdin is read up to so many bytes and no further, until `resumeInput`. */
  | { readonly kind: 'stall-input'; readonly after: number }
  /** An attached stdin is reset after so many bytes. */
  | { readonly kind: 'cut-input'; readonly after: number }
  /** An attached stdin ends after so many bytes with this `Status`, in order. */
  | { readonly kind: 'end-input'; readonly after: number; readonly status: unknown };
