import type { KubeEvent, Pod, Secret } from '../../../src/kube/objects.ts';
import { notFound, status } from './answer.ts';
import type { Answer } from './answer.ts';
import type { SeenRequest } from './scenario.ts';
import type { Store } from './store.ts';

/** Below `/api/v1/namespaces/NAMESPACE/`: `pods`, `pods/NAME`, `secrets`, `secrets/NAME`, `events`. */
const OBJECT = /^\/api\/v1\/namespaces\/([^/]+)\/(pods|secrets|events)(?:\/([^/]+))?$/;

/** Does what is asked of objects. */
export function serveObjects(request: SeenRequest, store: Store): Answer {
  const [, namespace = '', kind = '', name = ''] = OBJECT.exec(request.path) ?? [];
  switch (`${request.method} ${kind}${name === '' ? '' : '/NAME'}`) {
    case 'POST pods':
      return createPod(request, store, namespace);
    case 'POST secrets':
      return createSecret(request, store, namespace);
    case 'GET pods/NAME':
      return object(store.pod(name)?.pod(), 'pods', name);
    case 'GET secrets/NAME':
      return object(store.secret(name), 'secrets', name);
    case 'DELETE pods/NAME':
      return deletePod(request, store, name);
    case 'DELETE secrets/NAME':
      return object(store.deleteSecret(name), 'secrets', name);
    case 'GET events':
      return { status: 200, body: { kind: 'EventList', items: eventsOf(request, store) } };
    default:
      return {
        status: 404,
        body: status(404, 'NotFound', 'the server could not find the requested resource'),
      };
  }
}

function createPod({ body, query }: SeenRequest, store: Store, namespace: string): Answer {
  const pod = body as Pod;
  if (store.pod(pod.metadata.name) !== undefined) return exists('pods', pod.metadata.name);
  const completed = store.completed(pod, namespace);
  if (query.get('dryRun') !== 'All') store.addPod(completed);
  return { status: 201, body: completed };
}

function createSecret({ body, query }: SeenRequest, store: Store, namespace: string): Answer {
  const secret = body as Secret;
  const { name } = secret.metadata;
  if (query.get('dryRun') === 'All') return { status: 201, body: secret };
  return store.secret(name) === undefined
    ? { status: 201, body: store.addSecret(secret, namespace) }
    : exists('secrets', name);
}

function deletePod({ body }: SeenRequest, store: Store, name: string): Answer {
  const pod = store.pod(name)?.pod();
  const wanted = (body as { readonly preconditions?: { readonly uid?: string } } | undefined)?.preconditions
    ?.uid;
  if (pod !== undefined && wanted !== undefined && wanted !== pod.metadata.uid) {
    const message = `Precondition failed: UID in precondition: ${wanted}, UID in object meta: ${pod.metadata.uid ?? ''}`;
    return { status: 409, body: status(409, 'Conflict', message) };
  }
  store.deletePod(name);
  return object(pod, 'pods', name);
}

function eventsOf({ query }: SeenRequest, store: Store): unknown[] {
  const name = /involvedObject\.name=([^,]+)/.exec(query.get('fieldSelector') ?? '')?.[1] ?? '';
  const asStored = ({ lastSeen, ...event }: KubeEvent): unknown => ({
    ...event,
    lastTimestamp: lastSeen ?? null,
  });
  return (store.pod(name)?.events ?? []).map(asStored);
}

function object(body: unknown, kind: string, name: string): Answer {
  return body === undefined ? notFound(kind, name) : { status: 200, body };
}

function exists(kind: string, name: string): Answer {
  return { status: 409, body: status(409, 'AlreadyExists', `${kind} "${name}" already exists`) };
}
