/** What the tests on the real cluster share. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile, mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { RunEvent, RunResult, RunState, Step } from '../../src/build/events.ts';
import type { BuilderChoice, BuildRequest } from '../../src/build/request.ts';
import { newRunId } from '../../src/build/run-id.ts';
import { createEngine } from '../../src/engine.ts';
import { readSandboxInfo, type SandboxInfo, type SandboxRegistry } from '../sandbox/info.ts';

const run = promisify(execFile);

export const engine = createEngine({});

const FOLDER_PREFIX = 'kaniko-build-test-';

/** The sandbox that `npm test` has brought up. */
export function sandbox(): SandboxInfo {
  const info = readSandboxInfo();
  assert.ok(info, 'the sandbox is down: npm run sandbox -- up');
  return info;
}

export interface Variant {
  readonly title: string;
  readonly choice: BuilderChoice;
  /** The case can run here; a missing kaniko executor is the only reason why not. */
  readonly available: boolean;
}

/** Every builder and flavour. */
export function variants(): readonly Variant[] {
  const { images } = sandbox();
  const kaniko = (flavour: 'osscontainertools' | 'google'): Variant => ({
    title: `kaniko, ${flavour}`,
    choice: {
      id: 'kaniko',
      flavour,
      ...(images.kaniko[flavour] === null ? {} : { image: images.kaniko[flavour] }),
    },
    available: images.kaniko[flavour] !== null,
  });
  return [
    kaniko('osscontainertools'),
    kaniko('google'),
    {
      title: 'buildah',
      choice: { id: 'buildah', flavour: 'stable', image: images.buildah },
      available: true,
    },
  ];
}

/** Skips the test where the executor's image is neither pulled nor in the cache, and says so. */
export function skipUnlessAvailable(context: Mocha.Context, variant: Variant): void {
  if (variant.available) return;
  console.log(`      skipped: no executor image of ${variant.title} on this machine`);
  context.skip();
}

/** A builder that every machine has: kaniko, else buildah. */
export function anyBuilder(): BuilderChoice {
  const found = variants().find(({ available }) => available);
  assert.ok(found);
  return found.choice;
}

export interface Project {
  readonly folder: string;
  readonly dockerfile: string;
  remove(): Promise<void>;
}

/** A context folder with these files; the Dockerfile is among them. */
export async function project(files: Readonly<Record<string, string>>): Promise<Project> {
  const folder = await mkdtemp(join(tmpdir(), FOLDER_PREFIX));
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
  return {
    folder,
    dockerfile: join(folder, 'Dockerfile'),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** A request that builds `project` to `repository` in the open registry, but for what `changes` says. */
export function requestFor(
  { folder, dockerfile }: Project,
  repository: string,
  changes: Partial<BuildRequest> = {},
): BuildRequest {
  const { kubeconfig, contexts, namespaces, registries } = sandbox();
  return {
    dockerfile,
    context: folder,
    destinations: [`${registries.open.host}/${repository}:1`],
    buildArgs: {},
    builder: anyBuilder(),
    cluster: { kubeconfig: [kubeconfig], context: contexts.admin, namespace: namespaces.builds },
    credentials: { kind: 'none' },
    registries: registrySettings(),
    limits: { startSeconds: 60, buildSeconds: 600 },
    ...changes,
  };
}

/** How builders reach the sandbox's registries. */
function registrySettings(): BuildRequest['registries'] {
  const all: readonly SandboxRegistry[] = Object.values(sandbox().registries);
  return {
    insecure: all.filter(({ insecure }) => insecure).map(({ host }) => host),
    certificates: Object.fromEntries(
      all.flatMap(({ host, caFile }) => (caFile === undefined ? [] : [[host, caFile]])),
    ),
  };
}

export interface Outcome {
  readonly id: string;
  readonly events: readonly RunEvent[];
  readonly states: readonly RunState[];
  /** Each step as it was at the end. */
  readonly steps: readonly Step[];
  readonly log: string;
  readonly result: RunResult;
}

/** Runs a build to its end. `cancelAt` cancels it when it enters that state. */
export async function build(
  request: BuildRequest,
  options: { readonly password?: string; readonly cancelAt?: RunState; readonly insist?: boolean } = {},
): Promise<Outcome> {
  const id = newRunId(request.dockerfile);
  const events: RunEvent[] = [];
  const { password, cancelAt, insist = false } = options;
  const started = engine.start(request, {
    id,
    insist,
    onEvent: (event) => {
      events.push(event);
      if (event.type === 'state' && event.state === cancelAt) started.cancel();
    },
    ...(password === undefined ? {} : { password }),
  });
  const result = await started.result;
  const steps: Step[] = [];
  for (const event of events) if (event.type === 'step') steps[event.step.index] = event.step;
  return {
    id,
    events,
    states: events.flatMap((event) =>
      event.type === 'state' && event.detail === undefined ? [event.state] : [],
    ),
    steps,
    log: events.flatMap((event) => (event.type === 'log' ? [event.text] : [])).join('\n'),
    result,
  };
}

/** kubectl as the sandbox's administrator; returns its output. */
export async function kubectl(...args: readonly string[]): Promise<string> {
  const info = sandbox();
  const { stdout } = await run(info.kubectl, [
    '--kubeconfig',
    info.kubeconfig,
    '--context',
    info.contexts.admin,
    ...args,
  ]);
  return stdout;
}

/** Fails if a build of one of these projects left a Pod or a Secret anywhere; a run's name begins with its folder's. */
export async function assertNothingLeft(): Promise<void> {
  const found = await kubectl(
    ...['get', 'pods,secrets', '--all-namespaces', '--no-headers', '--ignore-not-found'],
    ...['-l', 'app.kubernetes.io/managed-by=kaniko-build'],
  );
  const left = found.split('\n').filter((line) => line.includes(`/kb-${FOLDER_PREFIX}`));
  assert.deepEqual(left, [], 'Pods or Secrets were left behind');
}
