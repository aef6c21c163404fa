import assert from 'node:assert/strict';
import { kaniko } from '../../../src/builders/kaniko/kaniko.ts';
import type { BuildPlan } from '../../../src/build/plan.ts';
import { certainNo } from '../../../src/build/preflight/certain-no.ts';
import type {
  DockerfileCheck,
  DockerfileProblem,
  PreflightParts,
  SecretsCheck,
} from '../../../src/build/preflight/ports.ts';
import { preflight } from '../../../src/build/preflight/preflight.ts';
import type { PreflightReport } from '../../../src/build/preflight/report.ts';
import { KubeError } from '../../../src/kube/api.ts';
import { contextFolder, request, type Folder } from './bed.ts';

describe('preflight: what others look for', () => {
  let folder: Folder;
  before(async () => (folder = await contextFolder()));
  after(() => folder.remove());

  const checked = async (parts: Pick<PreflightParts, 'dockerfile' | 'secrets'>): Promise<PreflightReport> => {
    const plan = { pod: { spec: { containers: [] } }, context: { entries: [], totals: {} }, credentials: {} };
    return await preflight(
      request(folder),
      {
        builder: () => kaniko,
        connect: () => Promise.reject(new KubeError('kubeconfig', 'none')),
        plan: () => Promise.resolve(plan as unknown as BuildPlan),
        proxyFor: () => undefined,
        ...parts,
      },
      { signal: new AbortController().signal, limit: 300 },
    );
  };
  const item = (report: PreflightReport, id: string) => report.items.find((one) => one.id === id);

  const problems =
    (...found: readonly DockerfileProblem[]): DockerfileCheck =>
    () =>
      Promise.resolve(found);
  const style = { line: 2, message: 'is not nice', certain: false };
  const wrong = { line: 3, message: 'runs nothing here', remedy: 'Choose another flavour.', certain: true };

  it('is told the Dockerfile and the builder', async () => {
    let seen: Parameters<DockerfileCheck>[0] | undefined;
    await checked({
      dockerfile: (dockerfile) => {
        seen = dockerfile;
        return Promise.resolve([]);
      },
    });
    assert.match(seen?.text ?? '', /^FROM scratch/);
    assert.equal(seen?.builder.flavour, 'osscontainertools');
  });

  it('stops a build only where the linter is certain', async () => {
    const advised = item(await checked({ dockerfile: problems(style) }), 'dockerfile');
    assert.equal(advised?.status, 'yes');
    assert.equal(advised.meaning, 'Line 2: is not nice');
    const refused = item(await checked({ dockerfile: problems(style, wrong) }), 'dockerfile');
    assert.equal(refused?.status, 'no');
    assert.equal(refused.meaning, 'Line 3: runs nothing here');
    assert.equal(refused.remedy, 'Choose another flavour.');
  });

  it('is a secret: places are named, nothing is certain', async () => {
    const find: SecretsCheck = () => Promise.resolve([{ place: '.env', message: 'looks like a password' }]);
    const found = item(await checked({ secrets: find }), 'secrets');
    assert.equal(found?.status, 'unknown');
    assert.equal(found.meaning, '.env: looks like a password');
    assert.equal(item(await checked({ secrets: () => Promise.resolve([]) }), 'secrets')?.status, 'yes');
    assert.equal(item(await checked({}), 'secrets'), undefined);
  });

  it('breaks off or takes too long: nothing is certain', async () => {
    const broken = item(await checked({ dockerfile: () => Promise.reject(new Error('oh')) }), 'dockerfile');
    assert.deepEqual([broken?.status, broken?.detail], ['unknown', 'oh']);
    const late = item(await checked({ dockerfile: () => new Promise(() => undefined) }), 'dockerfile');
    assert.match(late?.detail ?? '', /no answer within 0\.3 seconds/);
  });

  it('makes the failure of the first no, and warnings of the others', () => {
    const no = { status: 'no', code: 'push-refused' } as const;
    const report: PreflightReport = {
      ready: false,
      items: [
        { id: 'a', status: 'unknown', title: 'A', meaning: 'perhaps' },
        { ...no, id: 'b', title: 'B', meaning: 'It is so.', detail: 'WORDS', remedy: 'Do this.' },
        { ...no, id: 'c', title: 'C', meaning: 'And this.', remedy: 'Do that.' },
      ],
    };
    assert.deepEqual(certainNo(report), {
      failure: { code: 'push-refused', message: 'It is so. WORDS', remedy: 'Do this.', evidence: 'WORDS' },
      others: ['And this. Do that.'],
    });
    assert.equal(certainNo({ ready: true, items: [] }), undefined);
  });
});
