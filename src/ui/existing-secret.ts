import type { BuilderProfile } from '../builders/builder.ts';
import type { ExistingSecret, SecretInspection } from '../build/secret-correction.ts';
import { parseReference } from '../registry/reference.ts';
import type { Answers } from './answers.ts';
import type { DockerfileOnDisk } from './dockerfile.ts';
import type { EngineLoader } from './engine-loader.ts';
import { builderChoice } from './request.ts';
import type { Settings } from './settings.ts';

/** Milliseconds that a look at a Secret may take while somebody waits for a question. */
const LIMIT = 2000;

export interface ExistingSecretsParts {
  readonly engine: EngineLoader;
  readonly builders: readonly BuilderProfile[];
  readonly settings: (path: string) => Settings;
}

/** Looks at Secrets that builds log in by. */
export class ExistingSecrets {
  readonly #parts: ExistingSecretsParts;

  constructor(parts: ExistingSecretsParts) {
    this.#parts = parts;
  }

  /** The Secret of that name where the answers build; undefined while that is not known. */
  of(
    name: string,
    dockerfile: DockerfileOnDisk,
    { cluster, namespace, destinations = [], ...answers }: Answers,
  ): ExistingSecret | undefined {
    if (cluster === undefined || namespace === undefined) return undefined;
    const { builders, settings } = this.#parts;
    return {
      name,
      cluster: { ...cluster, namespace },
      registries: [...new Set(destinations.map((destination) => parseReference(destination).registry))],
      builder: builderChoice(answers, settings(dockerfile.path), builders).id,
    };
  }

  /** What is wrong with it. Throws BuildError. */
  async inspect(existing: ExistingSecret, signal?: AbortSignal): Promise<SecretInspection> {
    return await (await this.#parts.engine()).inspectSecret(existing, signal);
  }

  /** The same for a question; undefined where the cluster does not tell at once. */
  async glance(existing: ExistingSecret, signal: AbortSignal): Promise<SecretInspection | undefined> {
    return await this.inspect(existing, AbortSignal.any([signal, AbortSignal.timeout(LIMIT)])).catch(
      () => undefined,
    );
  }
}
