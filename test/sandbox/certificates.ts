import { existsSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { bridge, loopback, nodeName, serviceAddress } from './addresses.ts';
import { paths } from './paths.ts';
import { run } from './tool.ts';

const days = '3650';
const renewBefore = 30 * 24 * 60 * 60 * 1000;

/** Whose certificate it is; for servers, the addresses it is valid for. */
interface Subject {
  readonly name: string;
  readonly authority: Authority;
  readonly subject: string;
  readonly addresses?: string;
}

type Authority = 'cluster-ca' | 'etcd-ca' | 'registry-ca';

const subjects = [
  {
    name: 'etcd',
    authority: 'etcd-ca',
    subject: '/CN=etcd',
    addresses: `IP:${loopback}`,
  },
  {
    name: 'apiserver',
    authority: 'cluster-ca',
    subject: '/CN=kube-apiserver',
    addresses: `IP:${loopback},IP:${bridge.address},IP:${serviceAddress},DNS:localhost,DNS:kubernetes,DNS:kubernetes.default,DNS:kubernetes.default.svc`,
  },
  {
    name: 'apiserver-kubelet',
    authority: 'cluster-ca',
    subject: '/O=system:masters/CN=kube-apiserver-kubelet',
  },
  { name: 'controller-manager', authority: 'cluster-ca', subject: '/CN=system:kube-controller-manager' },
  { name: 'scheduler', authority: 'cluster-ca', subject: '/CN=system:kube-scheduler' },
  {
    name: 'kubelet',
    authority: 'cluster-ca',
    subject: `/O=system:nodes/CN=system:node:${nodeName}`,
    addresses: `IP:${bridge.address},IP:${loopback},DNS:${nodeName}`,
  },
  { name: 'admin', authority: 'cluster-ca', subject: '/O=system:masters/CN=sandbox-admin' },
  { name: 'limited', authority: 'cluster-ca', subject: '/CN=sandbox-limited' },
  { name: 'viewer', authority: 'cluster-ca', subject: '/CN=sandbox-viewer' },
  {
    name: 'registry',
    authority: 'registry-ca',
    subject: `/CN=${bridge.address}`,
    addresses: `IP:${bridge.address}`,
  },
] as const satisfies readonly Subject[];

/** Who has a certificate and a key. */
export type CertificateName = (typeof subjects)[number]['name'] | Authority;

/** The path of a certificate. */
export function certificate(name: CertificateName): string {
  return join(paths.certificates, `${name}.crt`);
}

/** The path of the key to a certificate. */
export function key(name: CertificateName | 'service-accounts'): string {
  return join(paths.certificates, `${name}.key`);
}

/** The path of the key that checks service-account tokens. */
export const serviceAccountsPublicKey = join(paths.certificates, 'service-accounts.pub');

/** Makes all keys and certificates, unless they are there and good for another month. */
export async function ensureCertificates(): Promise<void> {
  if (await isComplete()) {
    return;
  }
  // Made aside and put in place as a whole: a set is either complete or not there.
  const folder = `${paths.certificates}.unfinished`;
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true, mode: 0o755 });
  for (const authority of ['cluster-ca', 'etcd-ca', 'registry-ca'] as const) {
    await makeAuthority(folder, authority);
  }
  await Promise.all(subjects.map((subject) => makeCertificate(folder, subject)));
  await makeServiceAccountKeys(folder);
  await rm(paths.certificates, { recursive: true, force: true });
  await rename(folder, paths.certificates);
}

async function isComplete(): Promise<boolean> {
  if (!existsSync(serviceAccountsPublicKey)) {
    return false;
  }
  for (const { name } of subjects) {
    if (!existsSync(certificate(name))) {
      return false;
    }
    const { validTo } = new X509Certificate(await readFile(certificate(name)));
    if (Date.parse(validTo) < Date.now() + renewBefore) {
      return false;
    }
  }
  return true;
}

async function makeAuthority(folder: string, name: Authority): Promise<void> {
  const keyOptions = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
  const files = ['-keyout', join(folder, `${name}.key`), '-out', join(folder, `${name}.crt`)];
  const use = ['-addext', 'keyUsage=critical,keyCertSign,cRLSign,digitalSignature'];
  await run('openssl', [
    'req',
    '-x509',
    ...keyOptions,
    ...files,
    '-days',
    days,
    '-subj',
    `/CN=kaniko-build ${name}`,
    ...use,
  ]);
}

async function makeCertificate(
  folder: string,
  { name, authority, subject, addresses }: Subject,
): Promise<void> {
  const file = (suffix: string): string => join(folder, `${name}.${suffix}`);
  const extensions = [
    'basicConstraints=critical,CA:FALSE',
    'keyUsage=critical,digitalSignature',
    'extendedKeyUsage=serverAuth,clientAuth',
    ...(addresses === undefined ? [] : [`subjectAltName=${addresses}`]),
  ];
  await writeFile(file('ext'), `${extensions.join('\n')}\n`);
  const keyOptions = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
  await run('openssl', [
    'req',
    '-new',
    ...keyOptions,
    '-keyout',
    file('key'),
    '-out',
    file('csr'),
    '-subj',
    subject,
  ]);
  const signer = ['-CA', join(folder, `${authority}.crt`), '-CAkey', join(folder, `${authority}.key`)];
  // A random serial number of its own (no -CAcreateserial) lets all certificates be signed at the same time.
  const serial = `0x${crypto.randomUUID().replaceAll('-', '').slice(0, 30)}`;
  await run('openssl', [
    ...['x509', '-req', '-in', file('csr'), '-out', file('crt'), '-days', days, ...signer],
    ...['-set_serial', serial, '-extfile', file('ext')],
  ]);
  await Promise.all([rm(file('ext')), rm(file('csr'))]);
}

async function makeServiceAccountKeys(folder: string): Promise<void> {
  const privateKey = join(folder, 'service-accounts.key');
  await run('openssl', ['genrsa', '-out', privateKey, '2048']);
  await run('openssl', ['rsa', '-in', privateKey, '-pubout', '-out', join(folder, 'service-accounts.pub')]);
}
