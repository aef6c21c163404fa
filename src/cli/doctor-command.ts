import type { Engine } from '../build/engine.ts';
import { failureIn } from '../build/errors.ts';
import type { PreflightReport } from '../build/preflight/report.ts';
import type { BuildOptions } from './arguments.ts';
import { doctorText } from './doctor-text.ts';
import { readPassword, requestOf } from './request.ts';

const READY = 0;
const CERTAIN_NO = 1;
const UNREACHABLE = 3;

/**
 * `kaniko-build doctor`: says what can be known of a build before anything is created, and returns 0 when it is ready,
 * 1 when it would surely fail, 3 when the cluster cannot be reached. Throws BuildError for what is no cluster's matter.
 */
export async function doctorCommand(
  options: BuildOptions & { readonly format: 'text' | 'json' },
  engine: Engine,
): Promise<number> {
  const report = await reportOn(options, engine);
  process.stdout.write(
    options.format === 'json' ? `${JSON.stringify(report, undefined, 2)}\n` : doctorText(report),
  );
  return exitCodeOfReport(report);
}

async function reportOn(options: BuildOptions, engine: Engine): Promise<PreflightReport> {
  try {
    const request = await requestOf(options, engine);
    const password = options.passwordStdin ? await readPassword() : undefined;
    return await engine.preflight(request, password === undefined ? {} : { password });
  } catch (error) {
    const failure = failureIn(error);
    if (failure?.code !== 'kubeconfig') throw error;
    const { code, message, remedy } = failure;
    const item = { id: 'kubeconfig', status: 'no', title: 'Kubeconfig', code, meaning: message } as const;
    return { ready: false, items: [{ ...item, ...(remedy === undefined ? {} : { remedy }) }] };
  }
}

/** An unreachable cluster is told apart from a certain no, because trying again may help. */
function exitCodeOfReport({ ready, items }: PreflightReport): number {
  if (ready) return READY;
  const cluster = items.find(({ id }) => id === 'cluster')?.status;
  if (cluster === 'no') return UNREACHABLE;
  return items.some(({ status }) => status === 'no') ? CERTAIN_NO : UNREACHABLE;
}
