import type { Volume, VolumeMount } from '../kube/objects.ts';

/** The volume of a persistent volume claim and its mount, or nothing where there is no claim. */
export function claim(
  name: string,
  claimName: string | undefined,
  mountPath: string,
): readonly { readonly volume: Volume; readonly mount: VolumeMount }[] {
  if (claimName === undefined) return [];
  return [{ volume: { name, persistentVolumeClaim: { claimName } }, mount: { name, mountPath } }];
}
