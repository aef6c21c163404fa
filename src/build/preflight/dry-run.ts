import { KubeError } from '../../kube/api.ts';
import { isPlan, type Situation } from './situation.ts';

/** What the API server said of an object that it would take. */
export interface Admitted {
  readonly warnings: readonly string[];
}

const tried = new WeakMap<Situation, Promise<Admitted | KubeError | undefined>>();

/**
 * The Pod of the build through the server's dry run, once for all checks: admitted, refused, or undefined where it could
 * not be tried. Throws TooLate and other failures.
 */
export function tryPod(situation: Situation): Promise<Admitted | KubeError | undefined> {
  const known = tried.get(situation);
  if (known !== undefined) return known;
  const trial = tryObject(situation, 'pod');
  trial.catch(() => undefined);
  tried.set(situation, trial);
  return trial;
}

/** The Secret of the build through the server's dry run; as {@link tryPod}. */
export function trySecret(situation: Situation): Promise<Admitted | KubeError | undefined> {
  return tryObject(situation, 'secret');
}

async function tryObject(
  situation: Situation,
  kind: 'pod' | 'secret',
): Promise<Admitted | KubeError | undefined> {
  const [kube, plan] = await Promise.all([situation.reached, situation.plan]);
  if (kube === undefined || !isPlan(plan)) return undefined;
  const warnings: string[] = [];
  try {
    return await situation.within(async (signal) => {
      const options = { dryRun: true, signal, onWarning: (text: string) => warnings.push(text) };
      if (kind === 'pod') await kube.createPod(plan.pod, options);
      else if (plan.secret !== undefined) await kube.createSecret(plan.secret, options);
      return { warnings };
    });
  } catch (error) {
    if (error instanceof KubeError) return error;
    throw error;
  }
}
