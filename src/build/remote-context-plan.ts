import * as l10n from '@vscode/l10n';
import type { Builder, MountedSecret, RemoteContext } from '../builders/builder.ts';
import type { ContextPlan } from '../context/entry.ts';
import type { SecretLookup } from './credentials.ts';
import { BuildError } from './errors.ts';
import { isRemoteContext, parseRemoteContext, pathInContext } from './remote-context.ts';
import type { BuildRequest } from './request.ts';

export interface RemoteContextPlan {
  readonly remote: RemoteContext;
  /** Nothing is uploaded. */
  readonly context: ContextPlan;
}

/**
 * What is known of a context that the builder fetches; undefined for a folder of this machine. Throws BuildError where the
 * builder cannot fetch it or its Secret does not hold what it should.
 */
export async function planRemoteContext(
  request: BuildRequest,
  builder: Builder,
  lookUpSecret: SecretLookup,
): Promise<RemoteContextPlan | undefined> {
  if (!isRemoteContext(request.context)) return undefined;
  const { dockerfile: file = 'Dockerfile', ...options } = request.remote ?? {};
  const remote = parseRemoteContext(request.context, options);
  const dockerfile = pathInContext(file);
  const refusal = builder.refusesContext(remote, request.builder.flavour);
  if (refusal !== undefined) {
    throw new BuildError({
      code: 'request-invalid',
      message: l10n.t('This context is not for {0}: {1}', builder.name, refusal),
      remedy: l10n.t('Choose another builder, or a local folder.'),
    });
  }
  const messages = [
    ...warningsOf(remote, request, dockerfile),
    ...(remote.secret === undefined
      ? []
      : await checkSecret(remote.secret, request.cluster.namespace, lookUpSecret)),
  ];
  return {
    remote,
    context: {
      entries: [],
      dockerfile,
      totals: { files: 0, bytes: 0 },
      partial: false,
      warnings: messages.map((message) => ({ path: request.context, message })),
    },
  };
}

/** What cannot be known, and what the cluster must bring. */
function warningsOf(
  { kind, url }: RemoteContext,
  request: BuildRequest,
  dockerfile: string,
): readonly string[] {
  return [
    l10n.t('The builder reads {0} from {1}: neither was checked before.', dockerfile, url),
    ...(request.credentials.kind === 'docker-config'
      ? [
          l10n.t(
            'Its base images are not known, so only the logins of the destinations go along. If they need another, choose a Secret as credentials.',
          ),
        ]
      : []),
    ...(kind === 's3' || kind === 'gs'
      ? [l10n.t('The bucket is read with the identity that the node gives to its Pods.')]
      : []),
    ...(kind === 'folder'
      ? [l10n.t('The folder must be in the executor image, or mounted into the Pod by the cluster.')]
      : []),
  ];
}

/** Whether the Secret holds a token that can be sent. One that may not be read is used unchecked. */
async function checkSecret(
  { secretName, key }: MountedSecret,
  namespace: string,
  lookUp: SecretLookup,
): Promise<readonly string[]> {
  const data = await lookUp(secretName);
  if (data === 'unknown')
    return [l10n.t('Secret {0} could not be read, so it is used unchecked.', secretName)];
  const value = data === 'missing' ? undefined : data[key];
  if (value === undefined) {
    throw new BuildError({
      code: 'secret-missing',
      message:
        data === 'missing'
          ? l10n.t('Namespace {0} has no Secret {1}.', namespace, secretName)
          : l10n.t('Secret {0} has no key {1}.', secretName, key),
      remedy: l10n.t(
        'Create it: kubectl create secret generic {0} --from-literal={1}=TOKEN',
        secretName,
        key,
      ),
    });
  }
  const token = Buffer.from(value, 'base64').toString('utf8');
  if (token !== '' && !/\s/.test(token)) return [];
  throw new BuildError({
    code: 'credentials-broken',
    message: l10n.t('Key {0} of Secret {1} is empty, or holds a line break or space.', key, secretName),
    remedy: l10n.t('Make it again without: "echo" adds a line break, "printf %s" does not.'),
  });
}
