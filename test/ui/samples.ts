import { dirname } from 'node:path';
import type { BuildRequest } from '../../src/build/request.ts';
import { newRecord, type BuildRecord } from '../../src/build/record.ts';
import type { DockerfileOnDisk } from '../../src/ui/dockerfile.ts';

/** A Dockerfile in the workspace folder `root`, at `label` below it. */
export function dockerfileAt(label: string, root = '/work/space'): DockerfileOnDisk {
  const path = `${root}/${label}`;
  return { path, root, label };
}

function requestFor(path: string): BuildRequest {
  return {
    dockerfile: path,
    context: dirname(path),
    destinations: ['registry.example.com:5000/team/app:1.2'],
    buildArgs: {},
    builder: { id: 'kaniko', flavour: 'osscontainertools' },
    cluster: { kubeconfig: [], context: 'sandbox', namespace: 'builds' },
    credentials: { kind: 'none' },
    registries: { insecure: [], certificates: {} },
    limits: { startSeconds: 300, buildSeconds: 3600 },
  };
}

export const STARTED = '2026-01-02T10:00:00.000Z';

export function recordOf(id = 'kb-app-00000001', startedAt = STARTED): BuildRecord {
  return newRecord(id, requestFor('/work/space/Dockerfile'), startedAt);
}
