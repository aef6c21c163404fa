import * as l10n from '@vscode/l10n';
import type { Cluster } from '@kubernetes/client-node/dist/config_types.js';
import { KubeError } from './api.ts';
import type { KubeTarget } from './api.ts';
import { environmentProxy } from './environment-proxy.ts';
import type { LoadedKubeConfig } from './kubeconfig.ts';
import type { KubeUser } from './kubeconfig-entries.ts';

/** One context of a kubeconfig, resolved. */
export interface ClusterAccess {
  readonly cluster: Cluster;
  readonly user: KubeUser;
  readonly target: KubeTarget;
}

/**
 * Resolves a context by name, for requests in `namespace`. Throws KubeError `kubeconfig` when the context or its
 * cluster is missing or the server's address is none; the message names the files that were read.
 */
export function clusterAccess(
  loaded: LoadedKubeConfig,
  contextName: string,
  namespace: string,
): ClusterAccess {
  const { contexts, clusters, users } = loaded.entries;
  const context = contexts.get(contextName);
  if (context === undefined) {
    throw new KubeError('kubeconfig', noContext(loaded, contextName));
  }
  const cluster = clusters.get(context.cluster);
  if (cluster === undefined) {
    throw new KubeError(
      'kubeconfig',
      l10n.t(
        'Context {0} names the cluster {1}, which the kubeconfig does not define with a server.',
        contextName,
        context.cluster,
      ),
    );
  }
  const user = users.get(context.user);
  if (user === undefined && context.user !== '') {
    throw new KubeError(
      'kubeconfig',
      l10n.t(
        'Context {0} names the user {1}, which the kubeconfig does not define.',
        contextName,
        context.user,
      ),
    );
  }
  if (!/^https?:$/.test(protocolOf(cluster.server))) {
    throw new KubeError(
      'kubeconfig',
      l10n.t(
        'The server of cluster {0} is not an address that begins with https:// or http://.',
        cluster.name,
      ),
    );
  }
  const proxyUrl = cluster.proxyUrl ?? environmentProxy(cluster.server, process.env);
  return {
    cluster: proxyUrl === undefined ? cluster : { ...cluster, proxyUrl },
    user: user ?? { name: '' },
    target: {
      context: contextName,
      cluster: cluster.name,
      server: shownServer(cluster.server),
      namespace,
      ...(proxyUrl !== undefined && URL.canParse(proxyUrl) ? { proxy: shownServer(proxyUrl) } : {}),
    },
  };
}

function noContext({ files, problems }: LoadedKubeConfig, name: string): string {
  const broken = problems.map(({ file, message }) => `${file}: ${message}`).join(' ');
  if (files.length === 0 && broken === '') {
    return l10n.t('There is no kubeconfig: neither KUBECONFIG nor ~/.kube/config names a file that exists.');
  }
  const missing = l10n.t('The kubeconfig has no context {0}. Files read: {1}.', name, files.join(', '));
  return broken === '' ? missing : `${missing} ${broken}`;
}

function protocolOf(server: string): string {
  return URL.canParse(server) ? new URL(server).protocol : '';
}

/** The address for messages, without a user or password that someone may have put into it. */
function shownServer(server: string): string {
  const url = new URL(server);
  url.username = '';
  url.password = '';
  return url.href.replace(/\/$/, '');
}
