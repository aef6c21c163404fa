import { KubeError } from './api.ts';
import type { KubeHttp } from './http.ts';
import type { KubeEvent } from './objects.ts';

/** An event as the core API has it. Components use the newer time fields or the older ones, seldom both. */
interface CoreEvent {
  readonly type?: string;
  readonly reason?: string;
  readonly message?: string;
  readonly count?: number | null;
  readonly lastTimestamp?: string | null;
  readonly firstTimestamp?: string | null;
  readonly eventTime?: string | null;
  readonly series?: { readonly count?: number; readonly lastObservedTime?: string } | null;
  readonly metadata?: { readonly creationTimestamp?: string };
}

/** Events about the Pod, oldest first; undefined when this user may not read them. Throws KubeError. */
export async function readEvents(
  http: KubeHttp,
  podName: string,
  signal: AbortSignal | undefined,
): Promise<readonly KubeEvent[] | undefined> {
  const path = `/api/v1/namespaces/${encodeURIComponent(http.target.namespace)}/events`;
  const query = { fieldSelector: `involvedObject.kind=Pod,involvedObject.name=${podName}`, limit: '500' };
  try {
    const list = (await http.json({ method: 'GET', path, query, signal })) as {
      readonly items?: readonly CoreEvent[];
    };
    return (list.items ?? []).map(kubeEvent).toSorted((a, b) => timeOf(a) - timeOf(b));
  } catch (error) {
    if (error instanceof KubeError && error.status === 403) return undefined;
    throw error;
  }
}

function kubeEvent(event: CoreEvent): KubeEvent {
  const { series, lastTimestamp, eventTime, firstTimestamp, metadata } = event;
  const lastSeen =
    series?.lastObservedTime ?? lastTimestamp ?? eventTime ?? firstTimestamp ?? metadata?.creationTimestamp;
  return {
    type: event.type === 'Warning' ? 'Warning' : 'Normal',
    reason: event.reason ?? '',
    message: event.message ?? '',
    count: series?.count ?? event.count ?? 1,
    ...(lastSeen === undefined ? {} : { lastSeen }),
  };
}

function timeOf({ lastSeen }: KubeEvent): number {
  return lastSeen === undefined ? 0 : Date.parse(lastSeen);
}
