import * as http from 'node:http';
import * as https from 'node:https';
import { KubeConfig } from '@kubernetes/client-node/dist/config.js';
import * as l10n from '@vscode/l10n';
import { KubeError } from './api.ts';
import type { ClusterAccess } from './cluster-access.ts';
import { certificateFlaw, tokenFlaw } from './credential-flaws.ts';
import { execPluginError, withExecInfo } from './exec-plugin.ts';
import { impersonationHeaders } from './impersonation.ts';

/** Milliseconds after which credentials that come from a program or a file are asked for again. */
const RENEWAL = 60_000;
/** Milliseconds that a credential program may take: some open a browser and wait for a login. */
const PLUGIN_LIMIT = 120_000;
/** Milliseconds that an unused connection is kept for the next request; below any server's own limit. */
const KEEP_ALIVE = 20_000;

type TlsOptions = Pick<https.RequestOptions, 'ca' | 'cert' | 'key' | 'servername' | 'rejectUnauthorized'>;

/** How a request reaches the server and says who asks. */
export interface Credentials {
  readonly agent: http.Agent;
  /**
   * The agent's TLS material, to be given with each request as well: the editor's extension host puts an agent of its
   * own in place of ours when its proxy settings say so, and that one sees only the request.
   */
  readonly tls: TlsOptions;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
}

/**
 * The credentials of one kubeconfig user for one cluster: TLS material, token, basic auth, credential programs and
 * OIDC through client-node, kept until they are stale.
 */
export class CredentialSource {
  readonly #access: ClusterAccess;
  #config: KubeConfig | undefined;
  #current: { readonly credentials: Promise<Credentials>; readonly staleAt: number } | undefined;
  #certificate: Buffer | undefined;
  #authorization: string | undefined;

  constructor(access: ClusterAccess) {
    this.#access = access;
  }

  /** Name of the program that gives the credentials, if one does. */
  get program(): string | undefined {
    const exec = this.#access.user.exec as { readonly command?: string } | undefined;
    return exec?.command;
  }

  /** Throws KubeError `unauthenticated` when a program or token service fails, `kubeconfig` when a file cannot be read. */
  async credentials(): Promise<Credentials> {
    if (this.#current === undefined || Date.now() > this.#current.staleAt) {
      const renewable = this.#access.user.exec !== undefined || this.#access.user.authProvider !== undefined;
      const staleAt = renewable ? Date.now() + RENEWAL : Number.POSITIVE_INFINITY;
      this.#current = { credentials: this.#make(), staleAt };
    }
    const { credentials } = this.#current;
    try {
      return await credentials;
    } catch (error) {
      this.#current = undefined;
      throw error;
    }
  }

  /** Forgets what the server did not accept. Returns whether other credentials can be had by asking again. */
  renew(): boolean {
    this.#current = undefined;
    this.#config = undefined;
    return this.#access.user.exec !== undefined || this.#access.user.authProvider !== undefined;
  }

  /** Why the server may not accept these credentials, if that can be seen here. */
  flaw(): string | undefined {
    const { name } = this.#access.user;
    const fromCertificate =
      this.#certificate === undefined ? undefined : certificateFlaw(this.#certificate, name);
    return (
      fromCertificate ??
      (this.#authorization === undefined ? undefined : tokenFlaw(this.#authorization, name))
    );
  }

  async #make(): Promise<Credentials> {
    const options: https.RequestOptions = {};
    try {
      this.#config ??= await clientConfig(this.#access);
      await withinPluginLimit(this.#config.applyToHTTPSOptions(options));
    } catch (error) {
      throw this.#explain(error);
    }
    this.#certificate = Buffer.isBuffer(options.cert) ? options.cert : undefined;
    const { Authorization: authorization } = (options.headers ?? {}) as Readonly<Record<string, unknown>>;
    this.#authorization = typeof authorization === 'string' ? authorization : undefined;
    const { user, cluster } = this.#access;
    const basic =
      user.username === undefined ? {} : { Authorization: basicAuth(user.username, user.password ?? '') };
    const tls = tlsOptions(options);
    return {
      agent:
        cluster.proxyUrl === undefined ? directAgent(cluster.server, tls) : (options.agent as http.Agent),
      tls,
      headers: { ...(options.headers as Record<string, string>), ...basic, ...impersonationHeaders(user) },
    };
  }

  #explain(error: unknown): KubeError {
    if (error instanceof KubeError) return error;
    const { user } = this.#access;
    const { code, path, syscall } = error as NodeJS.ErrnoException;
    if (path !== undefined && code !== undefined && syscall === 'open') {
      const message = l10n.t('The kubeconfig names the file {0}, which cannot be read ({1}).', path, code);
      return new KubeError('kubeconfig', message, { cause: error });
    }
    if (user.exec !== undefined) return execPluginError(user, error);
    const reason = error instanceof Error ? error.message : String(error);
    return new KubeError('unauthenticated', l10n.t('No credentials for user {0}: {1}', user.name, reason));
  }
}

async function clientConfig({ cluster, user }: ClusterAccess): Promise<KubeConfig> {
  const config = new KubeConfig();
  config.loadFromClusterAndUser(cluster, await withExecInfo(user, cluster));
  return config;
}

function tlsOptions({ ca, cert, key, servername, rejectUnauthorized }: https.RequestOptions): TlsOptions {
  const given = Object.entries({ ca, cert, key, servername, rejectUnauthorized });
  return Object.fromEntries(given.filter(([, value]) => value !== undefined));
}

/** client-node makes an agent for each request; one that is kept saves a TLS handshake each. */
function directAgent(server: string, tls: TlsOptions): http.Agent {
  const keep = { keepAlive: true, timeout: KEEP_ALIVE };
  return server.startsWith('http:') ? new http.Agent(keep) : new https.Agent({ ...keep, ...tls });
}

function basicAuth(username: string, password: string): string {
  return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
}

async function withinPluginLimit(applied: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(
        new KubeError(
          'unauthenticated',
          l10n.t(
            'The credential program of the kubeconfig gave no answer. Run a kubectl command in a terminal once.',
          ),
        ),
      );
    }, PLUGIN_LIMIT);
  });
  try {
    await Promise.race([applied, limit]);
  } finally {
    clearTimeout(timer);
  }
}
