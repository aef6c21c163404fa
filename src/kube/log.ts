import type { KubeHttp } from './http.ts';
import { errorFromNetwork } from './network-error.ts';

export interface LogOptions {
  readonly follow: boolean;
  /** RFC 3339; the server compares whole seconds. */
  readonly since?: string;
  readonly signal?: AbortSignal;
}

/**
 * A container's log as it arrives, with server timestamps. Nothing is read ahead of its consumer, so a slow one slows
 * the server. `path` is the Pod's. Throws KubeError: `unreachable` when the connection breaks in the middle.
 */
export async function* readPodLog(
  http: KubeHttp,
  path: string,
  container: string,
  { follow, since, signal }: LogOptions,
): AsyncGenerator<Uint8Array, void, undefined> {
  const query = {
    container,
    timestamps: 'true',
    ...(follow ? { follow: 'true' } : {}),
    ...(since === undefined ? {} : { sinceTime: since }),
  };
  // A kubelet answers a follow only when the container prints its first line.
  const response = await http.stream(
    { method: 'GET', path: `${path}/log`, query, signal },
    { endless: follow },
  );
  try {
    for await (const chunk of response as AsyncIterable<Buffer>) {
      yield chunk;
    }
  } catch (error) {
    signal?.throwIfAborted();
    throw errorFromNetwork(error, http.target, true);
  }
}
