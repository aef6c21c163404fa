import assert from 'node:assert/strict';
import { cleanUp } from '../../src/build/clean-up.ts';
import { connect } from '../../src/kube/client.ts';
import type { Fault } from '../beds/apiserver/scenario.ts';
import { startApiServer } from '../beds/apiserver/server.ts';

const isDelete: Fault['on'] = ({ method }) => method === 'DELETE';
const leftovers = { pod: 'kb-a', secret: 'kb-a-auth', ended: true };

describe('cleanUp', () => {
  const tryWith = async (fault: Fault): Promise<string | undefined> => {
    const server = await startApiServer({ faults: [fault] });
    try {
      const kube = await connect({ kubeconfig: [server.kubeconfig], context: 'bed', namespace: 'builds' });
      return await cleanUp(kube, leftovers, 1500);
    } finally {
      await server.close();
    }
  };

  it('warns of what may be left when the cluster falls silent, within its limit', async () => {
    const began = Date.now();
    const warning = await tryWith({ on: isDelete, does: { kind: 'reset' }, times: 1000 });
    assert.match(warning ?? '', /Pod kb-a and its Secret may be left in namespace builds of bed/);
    assert.ok(Date.now() - began < 3000);
  });

  it('tries again until the cluster answers', async () => {
    const busy = { kind: 'answer', status: 503, body: {} } as const;
    assert.equal(await tryWith({ on: isDelete, does: busy, times: 3 }), undefined);
  });

  it('leaves a Secret that the user may not delete to the Pod that owns it', async () => {
    const body = {
      kind: 'Status',
      reason: 'Forbidden',
      message: 'secrets is forbidden: User "u" cannot delete',
      code: 403,
    };
    const forbidden = { kind: 'answer', status: 403, body } as const;
    const fault: Fault = {
      on: ({ method, path }) => method === 'DELETE' && path.includes('/secrets/'),
      does: forbidden,
    };
    assert.equal(await tryWith(fault), undefined);
  });
});
