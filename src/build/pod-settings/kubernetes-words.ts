import { isIP } from 'node:net';
import * as l10n from '@vscode/l10n';
import { Unfit } from './field.ts';

/**
 * The API server's grammar for what users write into a Pod, so that a mistake is told by its setting's name.
 * (k8s.io/apimachinery, `pkg/util/validation/validation.go`)
 */

const subdomain = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$/;
const qualified = /^[A-Za-z0-9](?:[-A-Za-z0-9_.]*[A-Za-z0-9])?$/;

/** Names of objects, and host names. */
export function objectName(value: string): void {
  if (value.length <= 253 && subdomain.test(value)) return;
  throw new Unfit(
    l10n.t('"{0}" is no name: write lower-case letters, digits, "-" and ".", at most 253', value),
  );
}

/** Keys of labels and annotations: `[prefix/]name`. */
export function metadataKey(value: string): void {
  const slash = value.indexOf('/');
  const prefix = slash < 0 ? undefined : value.slice(0, slash);
  const name = value.slice(slash + 1);
  const fits = name.length <= 63 && qualified.test(name);
  if (fits && (prefix === undefined || (prefix.length <= 253 && subdomain.test(prefix)))) return;
  throw new Unfit(
    l10n.t('"{0}" is no key of Kubernetes: write a name of at most 63 letters, digits, "-", "_" and "."', value),
  );
}

export function labelValue(value: string): void {
  if (value === '' || (value.length <= 63 && qualified.test(value))) return;
  throw new Unfit(
    l10n.t('"{0}" is no label: write at most 63 letters, digits, "-", "_" and "." in between', value),
  );
}

/** The grammar that every version of Kubernetes takes. (`IsEnvVarName`) */
export function environmentName(value: string): void {
  if (/^[-._A-Za-z][-._A-Za-z0-9]*$/.test(value) && value !== '.' && !value.startsWith('..')) return;
  throw new Unfit(l10n.t('"{0}" is no name of an environment variable', value));
}

export function address(value: string): void {
  if (isIP(value) === 0) throw new Unfit(l10n.t('"{0}" is no IP address', value));
}

/** Names of resources that a container may ask for. (`ValidateContainerResourceName`) */
export function resourceName(value: string): void {
  if (/^(?:cpu|memory|ephemeral-storage)$/.test(value) || value.includes('/') || value.startsWith('hugepages-')) {
    metadataKey(value);
    return;
  }
  throw new Unfit(l10n.t('"{0}" is no resource: write cpu, memory or ephemeral-storage', value));
}
