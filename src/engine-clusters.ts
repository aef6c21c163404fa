import { failureOf } from './build/end-failure.ts';
import type { Engine } from './build/engine.ts';
import { BuildError } from './build/errors.ts';
import { KubeError } from './kube/api.ts';
import { connect } from './kube/client.ts';
import { probeVersion } from './kube/probe.ts';

/** Milliseconds that a cluster gets for the one cheap question that a picker asks. */
const QUESTION_LIMIT = 2000;

/** The part of the engine that looks at clusters before one is chosen. */
export const clustersEngine: Pick<Engine, 'probe' | 'target' | 'namespaceState'> = {
  probe: async (cluster, signal) => {
    const late = AbortSignal.timeout(QUESTION_LIMIT);
    try {
      const both = signal === undefined ? late : AbortSignal.any([signal, late]);
      return { answers: true, version: await probeVersion({ ...cluster, namespace: 'default' }, both) };
    } catch (error) {
      if (late.aborted) return { answers: false };
      if (!(error instanceof KubeError)) throw error;
      return { answers: false, reason: error.message };
    }
  },
  target: async (cluster) => {
    try {
      return (await connect(cluster)).target;
    } catch (error) {
      throw new BuildError(failureOf(error, undefined), { cause: error });
    }
  },
  namespaceState: async (cluster, signal) => {
    const late = AbortSignal.timeout(QUESTION_LIMIT);
    try {
      const kube = await connect(cluster);
      const both = signal === undefined ? late : AbortSignal.any([signal, late]);
      const state = await kube.readNamespace(both);
      if (typeof state === 'string') return state === 'missing' ? 'missing' : 'unknown';
      return state.terminating ? 'terminating' : 'there';
    } catch (error) {
      if (late.aborted || error instanceof KubeError) return 'unknown';
      throw error;
    }
  },
};
