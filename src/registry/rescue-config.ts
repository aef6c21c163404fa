import { CredentialsError } from './credentials-error.ts';
import { parseDockerConfig, type DockerConfig } from './docker-config.ts';

/** A Docker config, and what kept builders from reading it as it is written. */
export interface RescuedConfig {
  readonly config: DockerConfig;
  readonly fault?: ConfigFault;
}

export type ConfigFault =
  /** A line break inside a value, as `base64` puts into long texts: no JSON for a builder. */
  | 'wrapped-value'
  /** The form of `.dockercfg`, entries without "auths" around them: builders find no entry in it. */
  | 'old-form';

/**
 * Understands also a config that builders cannot read, where its meaning is plain. `file` is for messages. Throws
 * {@link CredentialsError} with code `config-invalid`.
 */
export function rescueDockerConfig(text: string, file: string): RescuedConfig {
  const unwrapped = text.replace(/[\r\n]+/g, '');
  const isReadable = parsed(text, file) !== undefined;
  if (!isReadable && parsed(unwrapped, file) === undefined) {
    // Of the text as it is written, because the message names the line.
    return { config: parseDockerConfig(text, file) };
  }
  const config = parseDockerConfig(isReadable ? text : unwrapped, file);
  const old = isReadable && Object.keys(config.auths).length === 0 ? oldForm(text, config) : undefined;
  if (old !== undefined) return { config: old, fault: 'old-form' };
  return { config, ...(isReadable ? {} : { fault: 'wrapped-value' }) };
}

/** The config whose `auths` the whole text is. */
function oldForm(text: string, { file }: DockerConfig): DockerConfig | undefined {
  const config = parsed(`{"auths":${text.replace(/^\uFEFF/, '') || '{}'}}`, file);
  if (config === undefined) return undefined;
  const logins = Object.entries(config.auths).filter(([, entry]) => entry.auth !== undefined);
  return logins.length === 0 ? undefined : { ...config, auths: Object.fromEntries(logins) };
}

function parsed(text: string, file: string): DockerConfig | undefined {
  try {
    return parseDockerConfig(text, file);
  } catch (error) {
    if (error instanceof CredentialsError) return undefined;
    throw error;
  }
}
