import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CheckOptions } from '../../../src/build/engine.ts';
import type { PreflightItem, PreflightReport, PreflightStatus } from '../../../src/build/preflight/report.ts';
import type { BuildRequest } from '../../../src/build/request.ts';
import { createEngine } from '../../../src/engine.ts';
import type { Scenario, SeenRequest } from '../../beds/apiserver/scenario.ts';
import { startApiServer, TOKEN } from '../../beds/apiserver/server.ts';

const engine = createEngine({});

/** Milliseconds within which every reason must be told. */
const TOLD_WITHIN = 2000;

export interface Folder {
  readonly path: string;
  remove(): Promise<void>;
}

/** A folder with a Dockerfile that copies a file. */
export async function contextFolder(files: Readonly<Record<string, string>> = {}): Promise<Folder> {
  const path = await mkdtemp(join(tmpdir(), 'kaniko-build-preflight-'));
  const all = { Dockerfile: 'FROM scratch\nCOPY file /\n', file: 'content\n', ...files };
  for (const [name, text] of Object.entries(all)) await writeFile(join(path, name), text);
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}

/** A request that nothing is wrong with but for what nobody answers: its registry. */
export function request(folder: Folder, changes: Partial<BuildRequest> = {}): BuildRequest {
  return {
    dockerfile: join(folder.path, 'Dockerfile'),
    context: folder.path,
    destinations: ['127.0.0.1:1/app:1'],
    buildArgs: {},
    builder: { id: 'kaniko', flavour: 'osscontainertools', image: '127.0.0.1:1/kaniko:1' },
    cluster: { kubeconfig: [], context: 'bed', namespace: 'builds' },
    credentials: { kind: 'none' },
    registries: { insecure: [], certificates: {} },
    limits: { startSeconds: 20, buildSeconds: 60 },
    ...changes,
  };
}

export class Report {
  readonly #report: PreflightReport;

  constructor(report: PreflightReport) {
    this.#report = report;
  }

  get ready(): boolean {
    return this.#report.ready;
  }

  /** The one item of that id. */
  item(id: string): PreflightItem {
    const found = this.#report.items.filter((item) => item.id === id);
    assert.equal(
      found.length,
      1,
      `${found.length} items ${id} of ${JSON.stringify(this.#report, undefined, 1)}`,
    );
    return found[0] ?? assert.fail();
  }

  ids(status: PreflightStatus): readonly string[] {
    return this.#report.items.filter((item) => item.status === status).map(({ id }) => id);
  }

  /** Fails unless the item says no, with a reason and a remedy; returns all that it says. */
  no(id: string): string {
    return this.#said(id, 'no');
  }

  /** As {@link no}, for what is not certain. */
  unknown(id: string): string {
    return this.#said(id, 'unknown');
  }

  #said(id: string, expected: PreflightStatus): string {
    const { status, meaning, detail, remedy } = this.item(id);
    assert.equal(status, expected, JSON.stringify(this.item(id)));
    assert.ok((meaning ?? detail) !== undefined, `${id} gives no reason`);
    assert.ok(remedy !== undefined, `${id} gives no remedy`);
    return [meaning, detail, remedy].filter((text) => text !== undefined).join('\n');
  }
}

/** The preflight of a request: told in time, and without a secret. */
export async function check(asked: BuildRequest, options: CheckOptions = {}): Promise<Report> {
  const began = Date.now();
  const report = await engine.preflight(asked, options);
  assert.ok(Date.now() - began < TOLD_WITHIN, `told after ${Date.now() - began} ms`);
  const told = JSON.stringify(report);
  assert.ok(!told.includes(TOKEN), 'the token was told');
  if (options.password !== undefined) assert.ok(!told.includes(options.password), 'the password was told');
  return new Report(report);
}

/** Runs the preflight against a server that plays `scenario`; nothing may be created. */
export async function checkAgainst(
  scenario: Scenario,
  folder: Folder,
  changes: Partial<BuildRequest> = {},
  options: CheckOptions = {},
): Promise<Report> {
  const server = await startApiServer(scenario);
  try {
    const cluster = { kubeconfig: [server.kubeconfig], context: 'bed', namespace: 'builds' };
    const report = await check(request(folder, { cluster, ...changes }), options);
    assert.deepEqual(server.requests.filter(isChange), [], 'something was created');
    return report;
  } finally {
    await server.close();
  }
}

function isChange({ method, path, query }: SeenRequest): boolean {
  const isReview = /\/selfsubject[a-z]*reviews$/.test(path);
  return method !== 'GET' && !isReview && query.get('dryRun') !== 'All';
}

/** A kubeconfig with the one context `bed`; `user` and `cluster` are its fields. Returns the file's path. */
export async function kubeconfig(
  folder: Folder,
  server: string,
  fields: { readonly user?: object; readonly cluster?: object } = {},
): Promise<string> {
  const file = join(folder.path, 'kubeconfig');
  const config = {
    clusters: [{ name: 'c', cluster: { server, ...fields.cluster } }],
    users: [{ name: 'u', user: fields.user ?? { token: TOKEN } }],
    contexts: [{ name: 'bed', context: { cluster: 'c', user: 'u' } }],
  };
  await writeFile(file, JSON.stringify(config));
  return file;
}
