import { config as useTranslations } from '@vscode/l10n';
import * as l10n from '@vscode/l10n';
import { allBuilders } from './all-builders.ts';
import { clustersEngine } from './engine-clusters.ts';
import { correctionsEngine } from './engine-corrections.ts';
import { secretsEngine } from './engine-secrets.ts';
import type { Builder } from './builders/builder.ts';
import { secretName } from './build/build-secret.ts';
import { cleanUp } from './build/clean-up.ts';
import { listContext } from './build/context-listing.ts';
import type { SecretLookup } from './build/credentials.ts';
import { failureOf } from './build/end-failure.ts';
import type { CheckOptions, Engine, ManifestOptions, Run, StartOptions } from './build/engine.ts';
import { BuildError } from './build/errors.ts';
import { manifestHeader } from './build/manifest-header.ts';
import { manifestYaml } from './build/manifest-yaml.ts';
import { makePlan, withTriggers } from './build/plan.ts';
import { secretsOfBuild } from './build/preflight/find-secrets.ts';
import type { DockerfileCheck, PreflightParts } from './build/preflight/ports.ts';
import { preflight } from './build/preflight/preflight.ts';
import type { PreflightReport } from './build/preflight/report.ts';
import type { BuildRequest, ClusterChoice } from './build/request.ts';
import { newRunId } from './build/run-id.ts';
import { startRun } from './build/run.ts';
import { patientLookup, secretLookup } from './build/secret-lookup.ts';
import { proxyFor, userEnvironment } from './engine-environment.ts';
import type { KubeTarget } from './kube/api.ts';
import { connect } from './kube/client.ts';
import { kubeContexts } from './kube/kubeconfig.ts';
import { builderProblems } from './linter/builder-problems.ts';
import type { Linter } from './linter/linter.ts';

/** Milliseconds that each check before a build may take, so that all is known within two seconds. */
const CHECK_LIMIT = 1500;

export interface EngineOptions {
  /** The editor's l10n bundle; without it everything is English. */
  readonly translations?: Readonly<Record<string, string>>;
  /** Called for the first preflight; without it nothing is said of what only a linter knows. */
  readonly linter?: () => Promise<Linter>;
}

/** Composes the heavy half. */
export function createEngine({ translations, linter }: EngineOptions): Engine {
  if (translations !== undefined) useTranslations({ contents: translations });
  const dockerfileCheck = linter === undefined ? {} : { dockerfile: checkByLinter(linter) };
  return {
    kubeContexts,
    namespaces,
    ...clustersEngine,
    ...secretsEngine,
    ...correctionsEngine,
    manifests,
    context,
    preflight: (request, checkOptions) => checkBuild(request, checkOptions, dockerfileCheck),
    start: (request, startOptions) => start(request, startOptions, dockerfileCheck),
    cleanUp: cleanUpAfter,
  };
}

const namespaces: Engine['namespaces'] = async (cluster, signal) => {
  let target: KubeTarget | undefined;
  try {
    const kube = await connect({ ...cluster, namespace: 'default' });
    target = kube.target;
    return await kube.listNamespaces(signal);
  } catch (error) {
    throw new BuildError(failureOf(error, target), { cause: error });
  }
};

const cleanUpAfter: Engine['cleanUp'] = async (cluster, runId) => {
  try {
    const kube = await connect(cluster);
    const message = await cleanUp(kube, { pod: runId, secret: secretName(runId), ended: false });
    if (message !== undefined) throw new BuildError({ code: 'cluster-unreachable', message });
  } catch (error) {
    throw new BuildError(failureOf(error, undefined), { cause: error });
  }
};

type LinterPart = Pick<PreflightParts, 'dockerfile'>;

function checkByLinter(load: () => Promise<Linter>): DockerfileCheck {
  return async (dockerfile, signal) => await builderProblems(await load(), { ...dockerfile, signal });
}

async function checkBuild(
  request: BuildRequest,
  options: CheckOptions,
  linterPart: LinterPart,
): Promise<PreflightReport> {
  const { signal = new AbortController().signal, password, limit = CHECK_LIMIT } = options;
  const parts: PreflightParts = {
    builder: () => builderOf(request),
    connect,
    plan: (kube, planSignal) =>
      makePlan(request, {
        runId: newRunId(request.dockerfile),
        builder: builderOf(request),
        password,
        lookUpSecret:
          kube === undefined ? () => Promise.resolve('unknown') : patientLookup(kube, planSignal, limit),
        environment: userEnvironment(),
        helperTimeoutMs: limit,
        signal: planSignal,
      }),
    proxyFor,
    secrets: secretsOfBuild,
    ...linterPart,
  };
  return await preflight(request, parts, { signal, limit });
}

function start(request: BuildRequest, options: StartOptions, linterPart: LinterPart): Run {
  const findings = options.confirmed === true ? {} : { secrets: secretsOfBuild, ...linterPart };
  return startRun(
    request,
    {
      builder: () => builderOf(request),
      connect,
      plan: (kube, signal) =>
        makePlan(request, {
          runId: options.id,
          builder: builderOf(request),
          password: options.password,
          lookUpSecret: secretLookup(kube, signal),
          environment: userEnvironment(),
          signal,
        }),
      check: (kube, plan, signal) =>
        preflight(
          request,
          {
            builder: () => builderOf(request),
            connect: () => Promise.resolve(kube),
            plan: () => Promise.resolve(plan),
            proxyFor,
            ...findings,
          },
          { signal, limit: CHECK_LIMIT },
        ),
      extend: (plan, triggers, signal) => withTriggers(plan, request, triggers, signal),
    },
    options,
  );
}

async function manifests(request: BuildRequest, options: ManifestOptions): Promise<string> {
  const signal = options.signal ?? new AbortController().signal;
  try {
    const plan = await makePlan(request, {
      runId: newRunId(request.dockerfile),
      builder: builderOf(request),
      password: options.password,
      lookUpSecret: previewLookup(request.cluster, signal),
      environment: userEnvironment(),
      signal,
    });
    return manifestYaml(plan, {
      secrets: options.secrets,
      header: manifestHeader(request, plan, options.secrets),
    });
  } catch (error) {
    if (signal.aborted) throw error;
    throw new BuildError(failureOf(error, undefined), { cause: error });
  }
}

const context: Engine['context'] = async (query) => {
  try {
    return await listContext(query);
  } catch (error) {
    throw new BuildError(failureOf(error, undefined), { cause: error });
  }
};

function builderOf(request: BuildRequest): Builder {
  const builder = allBuilders.find(({ id }) => id === request.builder.id);
  if (builder !== undefined) return builder;
  throw new BuildError({
    code: 'request-invalid',
    message: l10n.t(
      'There is no builder {0}. There are: {1}',
      request.builder.id,
      allBuilders.map(({ id }) => id).join(', '),
    ),
  });
}

/** A preview is shown even where no cluster answers. */
function previewLookup(cluster: ClusterChoice, signal: AbortSignal): SecretLookup {
  return async (name) => {
    try {
      return await secretLookup(await connect(cluster), signal)(name);
    } catch {
      return 'unknown';
    }
  };
}
