/** What the tests of the preflight on the real cluster share. */
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BuildRequest } from '../../src/build/request.ts';
import { check, type Report } from '../build/preflight/bed.ts';
import { assertNothingLeft, kubectl, project, requestFor, sandbox, type Project } from './support.ts';

/** A namespace that a test makes and removes, and the name of what it makes for the whole cluster. */
export const PASSING = 'preflight-passing';

export interface PreflightBed {
  /** A request of the bed's project, but for what `changes` says. */
  readonly ask: (changes?: Partial<BuildRequest>) => BuildRequest;
  readonly at: (context: string, namespace: string, files?: readonly string[]) => Partial<BuildRequest>;
  /** The preflight of a request, and proof that it left nothing behind in the namespace. */
  readonly checked: (changes?: Partial<BuildRequest>) => Promise<Report>;
  /** The same again and again: the API server takes a moment to know new rights and policies. */
  readonly settled: (
    changes: Partial<BuildRequest>,
    isSettled: (report: Report) => boolean,
  ) => Promise<Report>;
  readonly apply: (...objects: readonly object[]) => Promise<void>;
  /** Runs `use` in the namespace {@link PASSING} that holds these objects and goes afterwards. */
  readonly inNamespace: (objects: readonly object[], use: () => Promise<void>) => Promise<void>;
  /** The project's folder. */
  readonly folder: () => string;
  /** A folder for files that are no part of the project. */
  readonly scratch: () => string;
}

/** Sets a project up before the tests of the suite that calls this, and sees after each that nothing was left. */
export function preflightBed(): PreflightBed {
  const { kubeconfig, images } = sandbox();
  let made: Project;
  let scratch: string;

  before(async () => {
    scratch = await mkdtemp(join(tmpdir(), 'kaniko-build-preflight-'));
    made = await project({ Dockerfile: `FROM ${images.busybox}\nRUN true\nCOPY file /\n`, file: 'x' });
    await kubectl('delete', 'namespace', PASSING, '--ignore-not-found');
  });
  after(async () => {
    await made.remove();
    await rm(scratch, { recursive: true });
  });
  afterEach(assertNothingLeft);

  const ask: PreflightBed['ask'] = (changes = {}) => requestFor(made, 'test/preflight', changes);
  const checked: PreflightBed['checked'] = async (changes = {}) => {
    const asked = ask(changes);
    const report = await check(asked);
    const found = await kubectl('-n', asked.cluster.namespace, 'get', 'pods,secrets', '-o', 'name');
    assert.ok(!found.includes('/kb-kaniko-build-test-'), found);
    return report;
  };
  const apply: PreflightBed['apply'] = async (...objects) => {
    const file = join(scratch, 'objects.json');
    await writeFile(file, JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects }));
    await kubectl('apply', '-f', file);
  };
  return {
    ask,
    at: (context, namespace, files = [kubeconfig]) => ({
      cluster: { kubeconfig: files, context, namespace },
    }),
    checked,
    settled: async (changes, isSettled) => {
      const deadline = Date.now() + 20_000;
      for (;;) {
        const report = await checked(changes);
        if (isSettled(report) || Date.now() > deadline) return report;
      }
    },
    apply,
    inNamespace: async (objects, use) => {
      await kubectl('create', 'namespace', PASSING);
      try {
        await apply(...objects);
        await use();
      } finally {
        await kubectl('delete', 'namespace', PASSING, '--wait=true');
      }
    },
    folder: () => made.folder,
    scratch: () => scratch,
  };
}
