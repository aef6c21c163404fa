import { readFile } from 'node:fs/promises';
import { apiServerUrl } from './addresses.ts';
import { certificate, key } from './certificates.ts';
import type { CertificateName } from './certificates.ts';

/** One way into the cluster: a user and the namespace where it starts. */
export interface Context {
  readonly name: string;
  readonly user: CertificateName;
  readonly namespace?: string;
}

/** A kubeconfig that needs no other file, as YAML that people like to read. The first context is the current one. */
export async function kubeconfig(contexts: readonly Context[]): Promise<string> {
  const users = await Promise.all(contexts.map(userEntry));
  return `apiVersion: v1
kind: Config
current-context: ${contexts[0]?.name ?? '""'}
clusters:
- name: sandbox
  cluster:
    server: ${apiServerUrl}
    certificate-authority-data: ${await inBase64(certificate('cluster-ca'))}
contexts:
${contexts.map(contextEntry).join('')}users:
${users.join('')}`;
}

function contextEntry({ name, namespace }: Context): string {
  const start = namespace === undefined ? '' : `    namespace: ${namespace}\n`;
  return `- name: ${name}\n  context:\n    cluster: sandbox\n    user: ${name}\n${start}`;
}

async function userEntry({ name, user }: Context): Promise<string> {
  return `- name: ${name}
  user:
    client-certificate-data: ${await inBase64(certificate(user))}
    client-key-data: ${await inBase64(key(user))}
`;
}

async function inBase64(file: string): Promise<string> {
  return (await readFile(file)).toString('base64');
}
