import { dump } from 'js-yaml';
import { DOCKER_CONFIG_KEY } from './build-secret.ts';
import { redactAuths, type DockerAuths } from '../registry/auth.ts';
import type { Pod, Secret } from '../kube/objects.ts';

/** Stands in the place of a login: the base64 of REDACTED. */
const REDACTED = 'UkVEQUNURUQ=';

/**
 * The manifests as one YAML text that `kubectl apply -f` takes, the Secret first. `redacted` replaces every login by a
 * placeholder. Throws if an object holds what YAML cannot express.
 */
export function manifestYaml(
  manifests: { readonly pod?: Pod; readonly secret?: Secret },
  options: { readonly secrets: 'redacted' | 'real'; readonly header: readonly string[] },
): string {
  const secret =
    manifests.secret === undefined || options.secrets === 'real'
      ? manifests.secret
      : redacted(manifests.secret);
  const documents = [secret, manifests.pod]
    .filter((document) => document !== undefined)
    .map((document) => dump(document, { lineWidth: -1, noRefs: true }));
  const header = options.header.map((line) => `# ${line}\n`).join('');
  return header + documents.join('---\n');
}

/** Certificates are public; what is secret are the logins of the Docker config, which stays one. */
function redacted(secret: Secret): Secret {
  const config = secret.data?.[DOCKER_CONFIG_KEY];
  if (config === undefined) return secret;
  const auths = redactAuths(JSON.parse(Buffer.from(config, 'base64').toString()) as DockerAuths, REDACTED);
  const shown = Buffer.from(JSON.stringify(auths)).toString('base64');
  return { ...secret, data: { ...secret.data, [DOCKER_CONFIG_KEY]: shown } };
}
