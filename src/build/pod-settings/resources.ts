import * as l10n from '@vscode/l10n';
import type { Resources } from '../../builders/builder.ts';
import { quantity } from './quantity.ts';

type Quantities = Readonly<Record<string, string>>;

/**
 * The builder's own requests and limits, given way to the user's: a request above the builder's limit raises the
 * limit, a limit below the builder's request lowers the request. Resources of a device exist as equal pairs only.
 */
export function fittedResources(own: Resources, wanted: Resources = {}): Resources {
  const requests: Record<string, string> = { ...own.requests, ...wanted.requests };
  const limits: Record<string, string> = { ...own.limits, ...wanted.limits };
  for (const [name, request] of Object.entries(wanted.requests ?? {})) {
    if (wanted.limits?.[name] !== undefined) continue;
    if (isWhole(name) || isMore(request, limits[name])) limits[name] = request;
  }
  for (const [name, limit] of Object.entries(wanted.limits ?? {})) {
    if (wanted.requests?.[name] === undefined && isMore(requests[name], limit)) requests[name] = limit;
  }
  return { requests, limits };
}

/** Why the user's requests do not go with the user's limits; a localised half sentence. */
export function resourceConflict({ requests = {}, limits = {} }: Resources): string | undefined {
  return Object.keys(requests)
    .map((name) => conflict(name, requests, limits))
    .find((found) => found !== undefined);
}

function conflict(name: string, requests: Quantities, limits: Quantities): string | undefined {
  const [request = '', limit] = [requests[name], limits[name]];
  if (limit === undefined) return undefined;
  if (isMore(request, limit)) return l10n.t('{0} "{1}" is more than its limit "{2}"', name, request, limit);
  return isWhole(name) && quantity(request) !== quantity(limit)
    ? l10n.t('{0} "{1}" is not its limit "{2}", as it must be', name, request, limit)
    : undefined;
}

/** What a node does not promise to two. (k8s.io/kubernetes, `IsOvercommitAllowed`) */
function isWhole(name: string): boolean {
  return name.startsWith('hugepages-') || (name.includes('/') && !/^(?:[^/]*\.)?kubernetes\.io\//.test(name));
}

function isMore(a: string | undefined, b: string | undefined): boolean {
  const [left, right] = [a, b].map((text) => (text === undefined ? undefined : quantity(text)));
  return left !== undefined && right !== undefined && left > right;
}
