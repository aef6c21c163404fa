import { readFileSync } from 'node:fs';
import type { Cluster } from '@kubernetes/client-node/dist/config_types.js';
import * as l10n from '@vscode/l10n';
import { KubeError } from './api.ts';
import type { KubeUser } from './kubeconfig-entries.ts';

/** A user's `exec` entry, as far as it matters here. */
interface ExecConfig {
  readonly command?: string;
  readonly apiVersion?: string;
  readonly env?: readonly { readonly name: string; readonly value: string }[];
  readonly installHint?: string;
  readonly provideClusterInfo?: string;
}

/** Characters of a plugin's complaint that are shown. */
const EXCERPT = 500;

/**
 * The user with `KUBERNETES_EXEC_INFO` in its credential plugin's environment. kubectl always sets it and some
 * plugins insist; client-node does not (kubernetes.io/docs/reference/access-authn-authz/authentication, "Input and
 * output formats").
 */
export function withExecInfo(user: KubeUser, cluster: Cluster): KubeUser {
  const exec = user.exec as ExecConfig | undefined;
  if (exec === undefined) {
    return user;
  }
  const spec = {
    interactive: false,
    ...(exec.provideClusterInfo === 'true' ? { cluster: clusterInfo(cluster) } : {}),
  };
  const info = JSON.stringify({ apiVersion: exec.apiVersion, kind: 'ExecCredential', spec });
  return {
    ...user,
    exec: { ...exec, env: [{ name: 'KUBERNETES_EXEC_INFO', value: info }, ...(exec.env ?? [])] },
  };
}

function clusterInfo(cluster: Cluster): Readonly<Record<string, unknown>> {
  const authority =
    cluster.caFile === undefined ? cluster.caData : readFileSync(cluster.caFile).toString('base64');
  return {
    server: cluster.server,
    'tls-server-name': cluster.tlsServerName,
    'insecure-skip-tls-verify': cluster.skipTLSVerify,
    'certificate-authority-data': authority,
    'proxy-url': cluster.proxyUrl,
    config: null,
  };
}

/**
 * What a failed credential plugin means. Only what the plugin wrote for people is repeated, never what it wrote for
 * the program: that holds the token. The cause is left out, because it lists the program's arguments.
 */
export function execPluginError(user: KubeUser, cause: unknown): KubeError {
  const exec = user.exec as ExecConfig | undefined;
  const command = exec?.command ?? '';
  const code = (cause as NodeJS.ErrnoException | undefined)?.code;
  if (code === 'ENOENT' || code === 'EACCES') {
    const hint = exec?.installHint ?? '';
    const missing = l10n.t(
      'The kubeconfig gets the credentials of user {0} from the program {1}, which is not installed or not on PATH.',
      user.name,
      command,
    );
    return new KubeError('unauthenticated', hint === '' ? missing : `${missing} ${hint.trim()}`);
  }
  const isForPeople =
    cause instanceof Error && !(cause instanceof SyntaxError) && !(cause instanceof TypeError);
  const said = isForPeople ? cause.message.trim().slice(-EXCERPT) : '';
  return new KubeError(
    'unauthenticated',
    said === ''
      ? l10n.t('The credential program {0} of user {1} gave no credentials.', command, user.name)
      : l10n.t('The credential program {0} of user {1} failed: {2}', command, user.name, said),
  );
}
