import { readFileSync } from 'node:fs';
import type { Cluster } from '@kubernetes/client-node/dist/config_types.js';
import * as l10n from '@vscode/l10n';
import { KubeError } from './api.ts';
import { findOnLoginPath } from './find-program.ts';
import type { KubeUser } from './kubeconfig-entries.ts';

/** A user's `exec` entry, as far as it matters here. */
interface ExecConfig {
  readonly command?: string;
  readonly apiVersion?: string;
  readonly env?: readonly { readonly name: string; readonly value: string }[];
  readonly installHint?: string;
  readonly provideClusterInfo?: string;
  readonly interactiveMode?: string;
}

/** Characters of a plugin's complaint that are shown. */
const EXCERPT = 500;

/**
 * The user with its credential plugin ready to be run: found on the login shell's PATH where the editor's has it not,
 * and with `KUBERNETES_EXEC_INFO` in its environment. kubectl always sets that and some plugins insist; client-node does
 * not (kubernetes.io/docs/reference/access-authn-authz/authentication, "Input and output formats"). Throws KubeError
 * `unauthenticated` for a plugin that works in a terminal only.
 */
export async function withExecInfo(user: KubeUser, cluster: Cluster): Promise<KubeUser> {
  const exec = user.exec as ExecConfig | undefined;
  if (exec === undefined) {
    return user;
  }
  if (exec.interactiveMode === 'Always') throw interactiveOnly(user, exec);
  const program = await findOnLoginPath(exec.command ?? '', process.env);
  const spec = {
    interactive: false,
    ...(exec.provideClusterInfo === 'true' ? { cluster: clusterInfo(cluster) } : {}),
  };
  const info = JSON.stringify({ apiVersion: exec.apiVersion, kind: 'ExecCredential', spec });
  return {
    ...user,
    exec: {
      ...exec,
      ...(program === undefined ? {} : { command: program.command }),
      env: [
        { name: 'KUBERNETES_EXEC_INFO', value: info },
        // Such a program often starts others that lie beside it.
        ...(program === undefined ? [] : [{ name: 'PATH', value: program.path }]),
        ...(exec.env ?? []),
      ],
    },
  };
}

function interactiveOnly(user: KubeUser, { command = '' }: ExecConfig): KubeError {
  return new KubeError(
    'unauthenticated',
    l10n.t(
      'The credential program {0} of user {1} asks its questions in a terminal (interactiveMode: Always), and an editor has none. Use a login that needs no terminal, or set interactiveMode to IfAvailable where the program can do without.',
      command,
      user.name,
    ),
  );
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
