import assert from 'node:assert/strict';
import { join } from 'node:path';
import { recordedAnswer } from '../../beds/apiserver/samples.ts';
import type { FaultAction, SeenRequest } from '../../beds/apiserver/scenario.ts';
import { fixture, refusal } from '../../kube/bed.ts';
import { checkAgainst, contextFolder, type Folder, type Report } from './bed.ts';

const isTrial = ({ method, path, query }: SeenRequest): boolean =>
  method === 'POST' && path.endsWith('/pods') && query.get('dryRun') === 'All';

describe('preflight: the Pod, tried on the cluster', () => {
  let folder: Folder;
  before(async () => (folder = await contextFolder()));
  after(() => folder.remove());

  const trial = async (does: FaultAction): Promise<Report> =>
    await checkAgainst({ faults: [{ on: isTrial, does, times: 9 }] }, folder);

  for (const [title, status, words, says] of [
    [
      'a quota that is used up',
      403,
      'pods "p" is forbidden: exceeded quota: q, requested: limits.memory=4Gi, used: limits.memory=8Gi, limited: limits.memory=8Gi',
      /quota of namespace builds has left/,
    ],
    [
      'a quota that wants a value',
      403,
      'pods "p" is forbidden: failed quota: q: must specify limits.ephemeral-storage for: kaniko; requests.x for: kaniko',
      /only Pods that say limits\.ephemeral-storage/,
    ],
    [
      'the maximum of a limit range',
      403,
      'pods "p" is forbidden: maximum memory usage per Container is 1Gi, but limit is 4Gi',
      /Set "memory" to 1Gi or less/,
    ],
    [
      'the minimum of a limit range',
      403,
      'pods "p" is forbidden: minimum cpu usage per Pod is 2, but request is 500m',
      /Set "cpu" to 2 or more/,
    ],
    [
      'the ratio of a limit range',
      403,
      'pods "p" is forbidden: cpu max limit to request ratio per Container is 2, but provided ratio is 8.000000',
      /nearer to the requests/,
    ],
    [
      'a webhook',
      400,
      'admission webhook "policy.example.com" denied the request: images come from r.example.com only',
      /policy\.example\.com of the cluster refuses it: images come from r\.example\.com only/,
    ],
    [
      'a policy',
      422,
      `pods "p" is forbidden: ValidatingAdmissionPolicy 'no-root' with binding 'all' denied request: nobody is root here`,
      /no-root of the cluster refuses it: nobody is root here/,
    ],
    [
      'OpenShift',
      403,
      'pods "p" is forbidden: unable to validate against any security context constraint: [provider "restricted-v2": Forbidden]',
      /anyuid/,
    ],
    [
      'a service account that is not there',
      403,
      'pods "p" is forbidden: error looking up service account builds/robot: serviceaccount "robot" not found',
      /no service account robot/,
    ],
    ['an invalid Pod', 422, 'Pod "p" is invalid: spec.containers[0].image: Required value', /Required value/],
  ] as const) {
    it(`explains ${title}, and repeats its words`, async () => {
      const report = await trial({ kind: 'answer', ...refusal(status, 'Reason', words) });
      const said = report.no('pod');
      assert.match(said, says);
      assert.ok(said.includes(words), said);
    });
  }

  it('says what a restricted namespace wants that no setting gives', async () => {
    const report = await trial(await recordedAnswer(fixture('psa-restricted.http.txt')));
    assert.match(report.no('pod'), /enforces Pod Security "restricted"\. kaniko needs more, and no setting/);
    assert.equal(report.item('pod').code, 'admission-refused');
  });

  it('repeats a warning', async () => {
    const report = await trial(await recordedAnswer(fixture('psa-warn.http.txt')));
    assert.equal(report.item('pod').status, 'yes');
    assert.match(report.item('pod').detail ?? '', /^would violate PodSecurity "restricted/);
  });

  it('takes no part in a webhook that has side effects', async () => {
    const words = 'admission webhook "w.example" does not support dry run';
    const report = await trial({ kind: 'answer', ...refusal(400, 'BadRequest', words) });
    assert.equal(report.item('pod').status, 'unknown');
    assert.equal(report.item('pod').detail, words);
  });

  it('waits for a slow webhook no longer than it may', async () => {
    const report = await trial({ kind: 'hang' });
    assert.equal(report.item('pod').status, 'unknown');
    assert.equal(report.ready, true);
  });

  it('looks at the Secret too', async () => {
    const isSecret = ({ path, query }: SeenRequest): boolean =>
      path.endsWith('/secrets') && query.get('dryRun') === 'All';
    const words = 'secrets "s" is forbidden: exceeded quota: q, requested: count/secrets=1';
    const certificates = {
      'r.example': join(import.meta.dirname, '../../fixtures/apiserver/tls/ca.pem'),
    };
    const report = await checkAgainst(
      { faults: [{ on: isSecret, does: { kind: 'answer', ...refusal(403, 'Forbidden', words) } }] },
      folder,
      { destinations: ['r.example/app:1'], registries: { insecure: [], certificates } },
    );
    assert.ok(report.no('secret').includes(words));
    assert.equal(report.item('pod').status, 'yes');
  });

  it('finds that the namespace is missing where it may not be read', async () => {
    const words = 'namespaces "builds" not found';
    const hidden = refusal(
      403,
      'Forbidden',
      'namespaces "builds" is forbidden: User "bed" cannot get resource "namespaces"',
    );
    const report = await checkAgainst(
      {
        faults: [
          { on: ({ path }) => path.endsWith('/namespaces/builds'), does: { kind: 'answer', ...hidden } },
          { on: isTrial, does: { kind: 'answer', ...refusal(404, 'NotFound', words) } },
        ],
      },
      folder,
    );
    assert.match(report.no('namespace'), /has no namespace builds/);
  });
});
