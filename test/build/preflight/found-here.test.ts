/** The linter and the search for secrets, as the engine hands them to the preflight and to a build. */
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunResult } from '../../../src/build/events.ts';
import type { PreflightItem } from '../../../src/build/preflight/report.ts';
import { createEngine } from '../../../src/engine.ts';
import { createLinter } from '../../../src/linter.ts';
import { startApiServer } from '../../beds/apiserver/server.ts';
import { contextFolder, request, type Folder } from './bed.ts';

describe('preflight: what linter and secrets add', () => {
  let loaded = 0;
  const engine = createEngine({
    linter: () => {
      loaded += 1;
      return Promise.resolve(createLinter({}));
    },
  });
  let folder: Folder;
  beforeEach(async () => (folder = await contextFolder()));
  afterEach(() => folder.remove());

  const asked = (server: { readonly kubeconfig: string }): ReturnType<typeof request> =>
    request(folder, {
      builder: { id: 'kaniko', flavour: 'google', image: '127.0.0.1:1/kaniko:1' },
      cluster: { kubeconfig: [server.kubeconfig], context: 'bed', namespace: 'builds' },
      buildArgs: { API_TOKEN: 'tell-nobody', VERSION: '1' },
    });

  it('stops a Dockerfile that the builder would build wrong, unless the user was asked', async () => {
    await writeFile(join(folder.path, 'Dockerfile'), 'FROM scratch\nRUN <<EOF\nmake\nEOF\n');
    const server = await startApiServer();
    const ended = async (confirmed: boolean): Promise<RunResult> =>
      await engine.start(asked(server), { id: 'kb-1', confirmed, onEvent: () => undefined }).result;
    try {
      const { failure, stoppedByCheck } = await ended(false);
      assert.equal(failure?.code, 'dockerfile-syntax');
      assert.match(failure.message, /^Line 2: kaniko/);
      assert.match(failure.remedy ?? '', /another builder or flavour/);
      assert.equal(stoppedByCheck, true);
      const created = server.requests.filter(
        ({ method, query }) => method === 'POST' && !query.has('dryRun'),
      );
      assert.ok(created.every(({ path }) => path.includes('selfsubject')));
      assert.ok(loaded > 0);
      assert.notEqual((await ended(true)).failure?.code, 'dockerfile-syntax');
    } finally {
      await server.close();
    }
  });

  it('names files and build arguments that look like secrets, and no value', async () => {
    await writeFile(join(folder.path, 'Dockerfile'), 'FROM scratch\nCOPY . /\n');
    await writeFile(join(folder.path, '.env'), 'PASSWORD=hush\n');
    const server = await startApiServer();
    try {
      const { items } = await engine.preflight(asked(server), {});
      const found: PreflightItem | undefined = items.find(({ id }) => id === 'secrets');
      assert.equal(found?.status, 'unknown');
      assert.match(
        found.meaning ?? '',
        /^\.env: environment file\n--build-arg API_TOKEN: .* open in the Pod/,
      );
      assert.doesNotMatch(found.meaning ?? '', /VERSION|tell-nobody|hush/);
    } finally {
      await server.close();
    }
  });
});
