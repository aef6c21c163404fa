import assert from 'node:assert/strict';
import { buildah } from '../../../src/builders/buildah/buildah.ts';
import type { Builder } from '../../../src/builders/builder.ts';
import { kaniko } from '../../../src/builders/kaniko/kaniko.ts';
import { makePlan } from '../../../src/build/plan.ts';
import { checkCredentials } from '../../../src/build/preflight/credentials.ts';
import type { PreflightItem } from '../../../src/build/preflight/report.ts';
import { Situation } from '../../../src/build/preflight/situation.ts';
import { KubeError } from '../../../src/kube/api.ts';
import { contextFolder, request, type Folder } from './bed.ts';

const ECR = '123456789012.dkr.ecr.eu-west-1.amazonaws.com/app:1';

describe('preflight: logins from the cloud of the cluster', () => {
  let folder: Folder;
  before(async () => (folder = await contextFolder()));
  after(() => folder.remove());

  const checked = async (destination: string, builder: Builder): Promise<PreflightItem> => {
    const flavour = builder.flavours[0]?.id ?? '';
    const asked = request(folder, {
      destinations: [destination],
      builder: { id: builder.id, flavour },
      credentials: { kind: 'ambient' },
    });
    const plan = makePlan(asked, {
      ...{ runId: 'kb-1', builder, password: undefined },
      lookUpSecret: () => Promise.resolve('unknown'),
      environment: { env: {}, home: folder.path },
      signal: new AbortController().signal,
    });
    assert.equal((await plan).secret, undefined, 'something is sent');
    const parts = {
      builder: () => builder,
      connect: () => Promise.reject(new KubeError('kubeconfig', 'none')),
      plan: () => plan,
      proxyFor: () => undefined,
    };
    const options = { signal: new AbortController().signal, limit: 1000 };
    const [item] = await checkCredentials(new Situation(asked, builder, parts, options));
    return item ?? assert.fail();
  };

  it('cannot be seen from here: what they need is named', async () => {
    for (const destination of [ECR, 'europe-docker.pkg.dev/p/r/app:1', 'team.azurecr.io/app:1']) {
      const { status, meaning, remedy } = await checked(destination, kaniko);
      assert.equal(status, 'unknown', destination);
      assert.match(meaning ?? '', /Nothing is sent/);
      assert.match(remedy ?? '', /service account .* kanikoBuild\.pod\.serviceAccount/);
    }
  });

  it('are none for other registries, nor for a builder that has no helpers', async () => {
    assert.match(
      (await checked('harbor.example/team/app:1', kaniko)).meaning ?? '',
      /kaniko gets no login for harbor/,
    );
    assert.match((await checked(ECR, buildah)).meaning ?? '', /buildah gets no login/i);
  });
});
