import type { Builder } from '../../builders/builder.ts';
import type { ContextPlan } from '../../context/entry.ts';
import type { KubeApi } from '../../kube/api.ts';
import type { BuildPlan } from '../plan.ts';
import type { BuildRequest, BuilderChoice, ClusterChoice } from '../request.ts';

/** The parts that a preflight is made of; whoever composes the product passes them in. */
export interface PreflightParts {
  /** The builder that the request names. Throws BuildError when there is none. */
  readonly builder: () => Builder;
  readonly connect: (cluster: ClusterChoice) => Promise<KubeApi>;
  /** What a build would apply and send. `kube` is absent where no cluster answers. Throws as `makePlan`. */
  readonly plan: (kube: KubeApi | undefined, signal: AbortSignal) => Promise<BuildPlan>;
  /** The proxy that the environment names for an address. */
  readonly proxyFor: (url: string) => string | undefined;
  /** Absent: nothing is said of what only a linter knows. */
  readonly dockerfile?: DockerfileCheck;
  /** Absent: nothing is said of secrets. */
  readonly secrets?: SecretsCheck;
}

export interface PreflightOptions {
  readonly signal: AbortSignal;
  /** Milliseconds that each check may take. */
  readonly limit: number;
}

/** Says what a builder would make of a Dockerfile. */
export type DockerfileCheck = (
  dockerfile: DockerfileUnderCheck,
  signal: AbortSignal,
) => Promise<readonly DockerfileProblem[]>;

export interface DockerfileUnderCheck {
  readonly path: string;
  readonly text: string;
  /** The folder that it copies from; absent where the builder fetches it. */
  readonly context?: string;
  readonly builder: BuilderChoice;
  readonly target?: string;
  readonly buildArgs: Readonly<Record<string, string>>;
}

export interface DockerfileProblem {
  /** Counts from 1. */
  readonly line: number;
  /** Localised. */
  readonly message: string;
  readonly remedy?: string;
  /** The build surely fails of it, or its image is surely wrong. */
  readonly certain: boolean;
}

/** Looks for secrets that are about to enter the image, the context or the Pod's manifest. */
export type SecretsCheck = (
  build: { readonly request: BuildRequest; readonly context: ContextPlan },
  signal: AbortSignal,
) => Promise<readonly SecretFinding[]>;

export interface SecretFinding {
  /** File or build argument; never a value. */
  readonly place: string;
  /** Localised. */
  readonly message: string;
}
