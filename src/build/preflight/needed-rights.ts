import type { AccessRight } from '../../kube/api.ts';

/** A right that a build uses. */
export interface NeededRight extends AccessRight {
  /** Without it the build fails or leaves something behind; else only less can be told. */
  readonly necessary: boolean;
}

export interface RightsQuery {
  /** Name of the build's Pod. */
  readonly pod: string;
  /** Name of the Secret that the build makes, if it makes one. */
  readonly ownSecret: string | undefined;
  /** Name of the user's own Secret that the build uses. */
  readonly existingSecret: string | undefined;
  /** The cluster's version, such as `v1.34.4`; empty when it is not known. */
  readonly version: string;
}

/**
 * Exactly the rights that a build uses in its namespace (`build/run.ts`, `build/clean-up.ts`, `kube/client.ts`). What is
 * asked of one object by name is reviewed by name, because rights may be given so.
 */
export function neededRights({
  pod,
  ownSecret,
  existingSecret,
  version,
}: RightsQuery): readonly NeededRight[] {
  const right = (verb: string, resource: string, name?: string, subresource?: string): NeededRight => ({
    verb,
    resource,
    ...(subresource === undefined ? {} : { subresource }),
    ...(name === undefined ? {} : { name }),
    necessary: true,
  });
  return [
    right('create', 'pods'),
    right('get', 'pods', pod),
    right('delete', 'pods', pod),
    right('get', 'pods', pod, 'log'),
    // A WebSocket is opened by a GET.
    right('get', 'pods', pod, 'attach'),
    ...(wantsCreateForAttach(version) ? [right('create', 'pods', pod, 'attach')] : []),
    // The Pod owns the Secret: the cluster deletes it where the user may not.
    ...(ownSecret === undefined ? [] : [right('create', 'secrets')]),
    ...(existingSecret === undefined
      ? []
      : [{ ...right('get', 'secrets', existingSecret), necessary: false }]),
    { ...right('list', 'events'), necessary: false },
  ];
}

/** From 1.35 on a WebSocket needs what attaching by other ways has always needed (AuthorizePodWebsocketUpgradeCreatePermission). */
function wantsCreateForAttach(version: string): boolean {
  const [, major = '0', minor = '0'] = /^v?(\d+)\.(\d+)/.exec(version) ?? [];
  return Number(major) > 1 || (Number(major) === 1 && Number(minor) >= 35);
}

/** A right as people write it: `get pods/log`. */
export function rightText({ verb, resource, subresource }: AccessRight): string {
  return subresource === undefined ? `${verb} ${resource}` : `${verb} ${resource}/${subresource}`;
}
