import type { EnvVar, Volume, VolumeMount } from '../kube/objects.ts';
import type { MountedSecret, PodInput } from './builder.ts';

/** One file of a Secret in a folder of its own. */
export interface SecretFile {
  readonly volume: Volume;
  readonly mount: VolumeMount;
  /** Absolute path in the container. */
  readonly path: string;
}

/** Mounts `secret`'s key as `folder/file`, whatever the key is called. `name` is the volume's, a DNS label. */
export function secretFile(name: string, secret: MountedSecret, folder: string, file: string): SecretFile {
  return {
    volume: { name, secret: { secretName: secret.secretName, items: [{ key: secret.key, path: file }] } },
    mount: { name, mountPath: folder, readOnly: true },
    path: `${folder}/${file}`,
  };
}

export interface RegistryCertificate extends SecretFile {
  /** `host[:port]` */
  readonly registry: string;
}

/** Mounts each private CA as `parent/registry-ca-N/ca.crt`: a mount path must not hold a host's colon. */
export function registryCertificates(
  certificates: Readonly<Record<string, MountedSecret>>,
  parent: string,
): readonly RegistryCertificate[] {
  return Object.entries(certificates).map(([registry, secret], index) => {
    const name = `registry-ca-${index}`;
    return { registry, ...secretFile(name, secret, `${parent}/${name}`, 'ca.crt') };
  });
}

/**
 * Makes the builder trust the private CA of the host that it fetches the context from, where one is named. Both builders
 * are Go programs, which read this file beside the folder of public CAs. (crypto/x509)
 */
export function fetchingTrust(
  { remoteContext }: PodInput,
  certificates: readonly RegistryCertificate[],
): readonly EnvVar[] {
  const [, host] = /^https:\/\/([^/]+)/.exec(remoteContext?.url ?? '') ?? [];
  const certificate = certificates.find(({ registry }) => registry === host);
  return certificate === undefined ? [] : [{ name: 'SSL_CERT_FILE', value: certificate.path }];
}
