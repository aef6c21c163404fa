import { KubeError } from './api.ts';
import type { KubeHttp } from './http.ts';

interface NamespaceList {
  readonly items?: readonly { readonly metadata: { readonly name: string } }[];
  readonly metadata?: { readonly continue?: string };
}

/** Names of all namespaces in alphabetical order; undefined when this user may not list them. Throws KubeError. */
export async function listNamespaces(
  http: KubeHttp,
  signal: AbortSignal | undefined,
): Promise<readonly string[] | undefined> {
  const names: string[] = [];
  let next: string | undefined;
  try {
    do {
      const query = { limit: '500', ...(next === undefined ? {} : { continue: next }) };
      const page = (await http.json({
        method: 'GET',
        path: '/api/v1/namespaces',
        query,
        signal,
      })) as NamespaceList;
      names.push(...(page.items ?? []).map(({ metadata }) => metadata.name));
      next = page.metadata?.continue === '' ? undefined : page.metadata?.continue;
    } while (next !== undefined);
  } catch (error) {
    if (error instanceof KubeError && error.status === 403) return undefined;
    throw error;
  }
  return names.toSorted();
}
