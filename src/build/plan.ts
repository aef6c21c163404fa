import { readFile } from 'node:fs/promises';
import * as l10n from '@vscode/l10n';
import type { Builder, PodInput, RemoteContext } from '../builders/builder.ts';
import type { ContextPlan } from '../context/entry.ts';
import { planContext } from '../context/plan.ts';
import type { BaseTriggers } from '../context/reads/dockerfile-reads.ts';
import { baseImages, type BaseImages } from '../dockerfile/base-images.ts';
import type { Pod, Secret } from '../kube/objects.ts';
import { buildSecret } from './build-secret.ts';
import { planCache } from './cache.ts';
import { checkExecutor, executorOf } from './executor.ts';
import { resolveCredentials, type CredentialParts, type ResolvedCredentials } from './credentials.ts';
import { BuildError } from './errors.ts';
import { runAnnotations, runLabels } from './labels.ts';
import { registryMirrors } from './mirrors.ts';
import { applyOverlay } from './overlay/apply-overlay.ts';
import { checkPod } from './pod-rules.ts';
import { checkedPodSettings } from './pod-settings/pod-settings.ts';
import { touchedRegistries } from './registries.ts';
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
  const executor = executorOf(request.builder, parts.builder);
  const cache = planCache(request, parts.builder);
  const mirrors = registryMirrors(request.registries);
  const fetched = await planRemoteContext(request, parts.builder, parts.lookUpSecret);
  const { bases, context } =
    fetched === undefined
      ? await planFolder(request, parts.signal)
      : { bases: undefined, context: fetched.context };
  const { ambientLogin } = parts.builder.registryManners;
  const credentials = await resolveCredentials(request, bases?.images ?? [], { ...parts, ambientLogin });
  const labels = runLabels(parts.runId);
  const own = buildSecret({
    name: parts.runId,
    namespace: request.cluster.namespace,
    labels,
    dockerConfig: credentials.dockerConfig,
    certificates: await readCertificates(certificatesFor(request, bases)),
  });
  const mounted = credentials.existing ?? own.credentials;
  const input: PodInput = {
    name: parts.runId,
    namespace: request.cluster.namespace,
    labels,
    annotations: runAnnotations(request),
    flavour: executor.flavour,
    image: executor.image,
    dockerfile: context.dockerfile,
    ...(fetched === undefined ? {} : { remoteContext: fetched.remote }),
    destinations: request.destinations,
    ...(request.target === undefined ? {} : { target: request.target }),
    buildArgs: request.buildArgs,
    ...(mounted === undefined ? {} : { credentials: mounted }),
    insecureRegistries: request.registries.insecure,
    registryCertificates: own.certificates,
    ...(cache === undefined ? {} : { cache: cache.layers }),
    ...(mirrors.length === 0 ? {} : { mirrors }),
    ...(request.builder.arguments === undefined ? {} : { arguments: request.builder.arguments }),
    deadlineSeconds: request.limits.buildSeconds,
    ...(request.resources === undefined ? {} : { resources: request.resources }),
  };
  const doubts = [...(cache?.warnings ?? []), ...executor.warnings, ...checkExecutor(input, parts.builder)];
  return {
    pod: makePod(request, parts.builder, input),
    ...(own.secret === undefined ? {} : { secret: own.secret }),
    context,
    ...(fetched === undefined ? {} : { remoteContext: fetched.remote }),
    credentials,
    doubts,
    warnings: [...context.warnings.map(({ message }) => message), ...credentials.warnings, ...doubts],
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
        message: l10n.t('The Dockerfile {0} cannot be read: {1}', path, reason(error)),
      },
      { cause: error },
    );
  }
}

/** Those of the registries that the build touches, or of all when its base images are not all known, or not at all. */
function certificatesFor(
  request: BuildRequest,
  bases: BaseImages | undefined,
): Readonly<Record<string, string>> {
  const { certificates } = request.registries;
  if (bases === undefined || bases.unresolved.length > 0) return certificates;
  const { push, pull } = touchedRegistries(request, bases.images);
  const touched = new Set([...push, ...pull]);
  return Object.fromEntries(Object.entries(certificates).filter(([registry]) => touched.has(registry)));
}

async function readCertificates(files: Readonly<Record<string, string>>): Promise<Record<string, string>> {
  const certificates: Record<string, string> = {};
  for (const [registry, path] of Object.entries(files)) {
    const pem = await readFile(path, 'utf8').catch((error: unknown) => {
      throw unusableCertificate(registry, path, reason(error));
    });
    if (!pem.includes('-----BEGIN CERTIFICATE-----')) {
      throw unusableCertificate(registry, path, l10n.t('it holds no PEM certificate'));
    }
    certificates[registry] = pem;
  }
  return certificates;
}

function unusableCertificate(registry: string, path: string, why: string): BuildError {
  return new BuildError({
    code: 'request-invalid',
    message: l10n.t('The CA file {0} of registry {1} cannot be used: {2}', path, registry, why),
    remedy: l10n.t('Name a PEM file with the CA certificate of the registry.'),
  });
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
