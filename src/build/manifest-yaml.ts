import { dump } from 'js-yaml';
import type { Pod, Secret } from '../kube/objects.ts';

/** Stands in the place of a secret value: the base64 of REDACTED. */
const REDACTED = 'UkVEQUNURUQ=';

/**
 * The manifests as one YAML text that `kubectl apply -f` takes, the Secret first. `redacted` replaces every secret
 * value by a placeholder of the same shape. Throws if an object holds what YAML cannot express.
 */
export function manifestYaml(
  manifests: { readonly pod: Pod; readonly secret?: Secret },
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

function redacted(secret: Secret): Secret {
  return {
    ...secret,
    data: Object.fromEntries(Object.keys(secret.data).map((key) => [key, redactedValue(key)])),
  };
}

/** A Docker config must stay valid JSON, or the API server refuses the Secret. */
function redactedValue(key: string): string {
  return key === '.dockerconfigjson' ? Buffer.from('{"auths":{"REDACTED":{}}}').toString('base64') : REDACTED;
}
