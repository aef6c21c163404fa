import assert from 'node:assert/strict';
import type { RunState } from '../../src/build/events.ts';
import {
  assertNothingLeft,
  build,
  project,
  requestFor,
  sandbox,
  skipUnlessAvailable,
  variants,
} from './support.ts';

describe('cancelling', () => {
  const { images, registries } = sandbox();
  afterEach(assertNothingLeft);

  for (const variant of variants()) {
    for (const state of ['preparing', 'waiting', 'uploading', 'building', 'pushing'] satisfies RunState[]) {
      it(`leaves nothing behind while ${state} (${variant.title})`, async function () {
        skipUnlessAvailable(this, variant);
        const made = await project({
          Dockerfile: `FROM ${images.busybox}\nCOPY . /\nRUN sleep 2\n`,
          file: 'x',
        });
        try {
          const request = requestFor(made, 'test/cancelled', {
            builder: variant.choice,
            destinations: [`${registries.auth.host}/test/cancelled-${state}:1`],
            credentials: { kind: 'typed', username: registries.auth.username ?? '' },
          });
          const { result, states } = await build(request, {
            password: registries.auth.password ?? '',
            cancelAt: state,
          });
          assert.equal(result.outcome, 'cancelled', result.failure?.message);
          assert.deepEqual(states.slice(-2), [state, 'cancelled']);
          assert.equal(result.failure, undefined);
          assert.deepEqual(result.warnings, []);
        } finally {
          await made.remove();
        }
      });
    }
  }
});
