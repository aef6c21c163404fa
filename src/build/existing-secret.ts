import * as l10n from '@vscode/l10n';

/** Base64 by key. Holds secrets. */
export type SecretData = Readonly<Record<string, string>>;

/** Keys under which people keep a Docker config, the likeliest first. */
const CONFIG_KEYS = ['.dockerconfigjson', 'config.json', 'kaniko_config.json', '.dockercfg'];

/**
 * The Docker config in a Secret of any type: under a key that people use for it, else under the only key, else under
 * the only one whose text looks like one. Undefined where there is none.
 */
export function configInSecret(
  data: SecretData,
): { readonly key: string; readonly text: string } | undefined {
  const keys = Object.keys(data);
  const likely = keys.length === 1 ? keys : keys.filter((key) => /"auths"\s*:/.test(textOf(data, key)));
  const key =
    CONFIG_KEYS.find((candidate) => keys.includes(candidate)) ??
    (likely.length === 1 ? likely[0] : undefined);
  return key === undefined ? undefined : { key, text: textOf(data, key) };
}

/** Why a Secret without a Docker config is of no use. */
export function noConfigInSecret(name: string): { readonly message: string; readonly remedy: string } {
  return {
    message: l10n.t(
      'Secret {0} has no key {1} that could hold a Docker config.',
      name,
      CONFIG_KEYS.slice(0, 3).join(', '),
    ),
    remedy: l10n.t('Create one with "kubectl create secret docker-registry" and choose that.'),
  };
}

function textOf(data: SecretData, key: string): string {
  return Buffer.from(data[key] ?? '', 'base64').toString('utf8');
}
