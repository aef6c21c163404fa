import { readFile } from 'node:fs/promises';
import * as l10n from '@vscode/l10n';
import type { Builder, LayerCache, MountedSecret, PodInput, RemoteContext } from '../builders/builder.ts';
import type { ContextPlan } from '../context/entry.ts';
import { planContext } from '../context/plan.ts';
import type { BaseTriggers } from '../context/reads/dockerfile-reads.ts';
import { baseImages, type BaseImages } from '../dockerfile/base-images.ts';
import type { Pod, Secret } from '../kube/objects.ts';
import { buildSecret } from './build-secret.ts';
import { planCache } from './cache.ts';
import { certificateTexts } from './certificate-texts.ts';
import { checkExecutor, executorOf, type ExecutorChoice } from './executor.ts';
import { resolveCredentials, type CredentialParts, type ResolvedCredentials } from './credentials.ts';
import { BuildError } from './errors.ts';
import { runAnnotations, runLabels } from './labels.ts';
import { registryMirrors } from './mirrors.ts';
import { applyOverlay } from './overlay/apply-overlay.ts';
import { checkPod } from './pod-rules.ts';
import { checkedPodSettings } from './pod-settings/pod-settings.ts';
import { planRemoteContext } from './remote-context-plan.ts';
import type { BuildRequest } from './request.ts';

/** All that a run will do, decided before anything is sent: it can be previewed as it is. */
export interface BuildPlan {
  readonly pod: Pod;
  readonly secret?: Secret;
  readonly context: ContextPlan;
  /** What the builder fetches itself; nothing is uploaded then. */
  readonly remoteContext?: RemoteContext;
  /** Whence the logins come that Pod and Secret carry. Holds secrets. */
  readonly credentials: ResolvedCredentials;
  /** What may be wrong with cache, image and arguments of the builder; also told among the warnings. Localised. */
  readonly doubts: readonly string[];
  /** Localised. */
  readonly warnings: readonly string[];
}

export interface PlanParts extends CredentialParts {
  readonly runId: string;
  readonly builder: Builder;
}

/**
 * Turns a request into the Pod, the Secret and the files of one build. Throws BuildError, and ContextError when the
 * context cannot be read.
 */
export async function makePlan(request: BuildRequest, parts: PlanParts): Promise<BuildPlan> {
  const { builder, runId } = parts;
  const executor = executorOf(request.builder, builder);
  const cache = planCache(request, builder);
  const fetched = await planRemoteContext(request, builder, parts.lookUpSecret);
  const { bases, context } =
    fetched === undefined
      ? await planFolder(request, parts.signal)
      : { bases: undefined, context: fetched.context };
  const { ambientLogin } = builder.registryManners;
  const credentials = await resolveCredentials(request, bases?.images ?? [], { ...parts, ambientLogin });
  const own = buildSecret({
    name: runId,
    namespace: request.cluster.namespace,
    labels: runLabels(runId),
    dockerConfig: credentials.dockerConfig,
    certificates: await certificateTexts(request, bases),
  });
  const input = podInput(request, {
    runId,
    executor,
    dockerfile: context.dockerfile,
    remoteContext: fetched?.remote,
    cache: cache?.layers,
    credentials: credentials.existing ?? own.credentials,
    certificates: own.certificates,
  });
  const doubts = [...(cache?.warnings ?? []), ...executor.warnings, ...checkExecutor(input, builder)];
  return {
    pod: makePod(request, builder, input),
    ...(own.secret === undefined ? {} : { secret: own.secret }),
    context,
    ...(fetched === undefined ? {} : { remoteContext: fetched.remote }),
    credentials,
    doubts,
    warnings: [...context.warnings.map(({ message }) => message), ...credentials.warnings, ...doubts],
  };
}

/** What was decided of a request before its Pod is made. */
interface Decided {
  readonly runId: string;
  readonly executor: ExecutorChoice;
  readonly dockerfile: string;
  readonly remoteContext: RemoteContext | undefined;
  readonly cache: LayerCache | undefined;
  readonly credentials: MountedSecret | undefined;
  readonly certificates: Readonly<Record<string, MountedSecret>>;
}

function podInput(request: BuildRequest, decided: Decided): PodInput {
  const { runId, executor, remoteContext, cache, credentials } = decided;
  const mirrors = registryMirrors(request.registries);
  return {
    name: runId,
    namespace: request.cluster.namespace,
    labels: runLabels(runId),
    annotations: runAnnotations(request),
    flavour: executor.flavour,
    image: executor.image,
    dockerfile: decided.dockerfile,
    ...(remoteContext === undefined ? {} : { remoteContext }),
    destinations: request.destinations,
    ...(request.target === undefined ? {} : { target: request.target }),
    buildArgs: request.buildArgs,
    ...(credentials === undefined ? {} : { credentials }),
    insecureRegistries: request.registries.insecure,
    registryCertificates: decided.certificates,
    ...(cache === undefined ? {} : { cache }),
    ...(mirrors.length === 0 ? {} : { mirrors }),
    ...(request.builder.arguments === undefined ? {} : { arguments: request.builder.arguments }),
    deadlineSeconds: request.limits.buildSeconds,
    ...(request.resources === undefined ? {} : { resources: request.resources }),
  };
}

/** The builder's Pod with what settings and overlay say of it. */
function makePod({ pod: written = {}, overlay }: BuildRequest, builder: Builder, input: PodInput): Pod {
  const pod = builder.pod({ ...input, settings: checkedPodSettings(written) });
  const merged = overlay === undefined ? pod : applyOverlay(pod, overlay, builder);
  checkPod(merged, builder.pod(input), builder);
  return merged;
}

/**
 * The plan with the files that the base images' ONBUILD instructions read, too: all files where an image could not be
 * looked at. The same one where they change nothing. Throws ContextError, or the signal's reason.
 */
export async function withTriggers(
  plan: BuildPlan,
  request: BuildRequest,
  triggers: BaseTriggers,
  signal: AbortSignal,
): Promise<BuildPlan> {
  const change = Object.values(triggers).some((one) => one === 'unknown' || one.length > 0);
  if (!change && plan.context.everything === undefined) return plan;
  const { context } = await planFolder(request, signal, triggers);
  return { ...plan, context };
}

async function planFolder(
  request: BuildRequest,
  signal: AbortSignal,
  triggers: BaseTriggers = {},
): Promise<{ readonly bases: BaseImages; readonly context: ContextPlan }> {
  const text = await readDockerfile(request.dockerfile);
  const { buildArgs } = request;
  const target = request.target === undefined ? {} : { target: request.target };
  const context = await planContext({
    folder: request.context,
    dockerfile: request.dockerfile,
    text,
    buildArgs,
    ...target,
    triggers,
    all: request.contextAll === true,
    signal,
  });
  return { bases: baseImages(text, { buildArgs, ...target }), context };
}

async function readDockerfile(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw new BuildError(
      {
        code: 'dockerfile-unreadable',
        message: l10n.t(
          'The Dockerfile {0} cannot be read: {1}',
          path,
          error instanceof Error ? error.message : String(error),
        ),
      },
      { cause: error },
    );
  }
}
