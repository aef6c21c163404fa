import type { Answer } from './answer.ts';
import { notFound } from './answer.ts';
import type { Scenario, SeenRequest } from './scenario.ts';

interface Review {
  readonly spec?: {
    readonly resourceAttributes?: {
      readonly verb: string;
      readonly resource: string;
      readonly subresource?: string;
    };
  };
}

/** What a server says of itself, of its namespaces and of the user's rights; undefined: something else is asked. */
export function serveAccess({ method, path, body }: SeenRequest, scenario: Scenario): Answer | undefined {
  const namespace = /^\/api\/v1\/namespaces\/([^/]+)$/.exec(path)?.[1];
  if (method === 'GET' && namespace !== undefined) {
    return (scenario.namespaces ?? ['builds']).includes(namespace)
      ? { status: 200, body: { kind: 'Namespace', status: { phase: 'Active' } } }
      : notFound('namespaces', namespace);
  }
  switch (`${method} ${path}`) {
    case 'GET /version':
      return { status: 200, body: { gitVersion: 'v1.34.4' } };
    case 'POST /apis/authentication.k8s.io/v1/selfsubjectreviews':
      return { status: 201, body: { status: { userInfo: { username: 'bed', groups: [] } } } };
    case 'POST /apis/authorization.k8s.io/v1/selfsubjectaccessreviews':
      return { status: 201, body: { status: { allowed: !isDenied(body as Review, scenario) } } };
    default:
      return undefined;
  }
}

function isDenied({ spec }: Review, { denied = [] }: Scenario): boolean {
  const { verb = '', resource = '', subresource } = spec?.resourceAttributes ?? {};
  return denied.includes(`${verb} ${subresource === undefined ? resource : `${resource}/${subresource}`}`);
}
