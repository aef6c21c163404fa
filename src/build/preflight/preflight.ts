import * as l10n from '@vscode/l10n';
import type { Failure } from '../../builders/builder.ts';
import { KubeError } from '../../kube/api.ts';
import { failureIn } from '../errors.ts';
import type { BuildRequest } from '../request.ts';
import { checkAdmission } from './admission.ts';
import { baseTriggers } from './base-triggers.ts';
import { checkBuilderImage } from './builder-image.ts';
import { checkCache } from './cache.ts';
import type { Check } from './check.ts';
import { checkCluster } from './cluster.ts';
import { checkContext } from './context.ts';
import { checkCredentials } from './credentials.ts';
import { checkDockerfile } from './dockerfile.ts';
import { Question } from './item.ts';
import { checkNamespace } from './namespace.ts';
import { checkNodes } from './nodes.ts';
import type { PreflightOptions, PreflightParts } from './ports.ts';
import { checkBaseImages, checkDestinations } from './registries.ts';
import type { PreflightItem, PreflightReport } from './report.ts';
import { checkRequest } from './request-check.ts';
import { checkRights } from './rights.ts';
import { checkSecrets } from './secrets.ts';
import { Situation } from './situation.ts';
import { TooLate } from './time-limit.ts';

/** Each check with the item that stands for it where it breaks off, in the order in which they are shown. */
const checks: readonly (readonly [string, () => string, Check])[] = [
  ['cluster', () => l10n.t('Cluster'), checkCluster],
  ['namespace', () => l10n.t('Namespace'), checkNamespace],
  ['rights', () => l10n.t('Your rights'), checkRights],
  ['pod', () => l10n.t('The Pod, tried on the cluster'), checkAdmission],
  ['nodes', () => l10n.t("The nodes' architecture"), checkNodes],
  ['builder-image', () => l10n.t('The image of the builder'), checkBuilderImage],
  ['request', () => l10n.t('What is asked for'), checkRequest],
  ['dockerfile', () => l10n.t('Dockerfile'), checkDockerfile],
  ['context', () => l10n.t('Build context'), checkContext],
  ['secrets', () => l10n.t('Secrets that are about to be sent'), checkSecrets],
  ['credentials', () => l10n.t('Credentials for the registries'), checkCredentials],
  ['push', () => l10n.t('Destinations'), checkDestinations],
  ['cache', () => l10n.t('Layer cache'), checkCache],
  ['pull', () => l10n.t('Base images'), checkBaseImages],
];

/**
 * Finds out whether a build would succeed, as far as that can be known without creating anything: all checks at once,
 * each within its time. Throws the signal's reason only.
 */
export async function preflight(
  request: BuildRequest,
  parts: PreflightParts,
  options: PreflightOptions,
): Promise<PreflightReport> {
  const situation = situationOf(request, parts, options);
  if (!(situation instanceof Situation)) {
    const items = [new Question('request', l10n.t('What is asked for')).failure(situation)];
    return { ready: false, items };
  }
  const [triggers, ...found] = await Promise.all([
    baseTriggers(situation),
    ...checks.map(([id, title, check]) => guarded(new Question(id, title()), check, situation)),
  ]);
  const items = found.flat();
  const answers = items.some(({ id, status }) => id === 'cluster' && status === 'yes');
  return { ready: answers && !items.some(({ status }) => status === 'no'), triggers, items };
}

function situationOf(
  request: BuildRequest,
  parts: PreflightParts,
  options: PreflightOptions,
): Situation | Failure {
  try {
    return new Situation(request, parts.builder(), parts, options);
  } catch (error) {
    const failure = failureIn(error);
    if (failure === undefined) throw error;
    return failure;
  }
}

/** A check that breaks off could not tell; it says no of nothing. */
async function guarded(
  question: Question,
  check: Check,
  situation: Situation,
): Promise<readonly PreflightItem[]> {
  try {
    return await check(situation);
  } catch (error) {
    situation.signal.throwIfAborted();
    if (error instanceof TooLate) return [question.tooLate(situation.limit)];
    if (error instanceof KubeError) return [question.unknown({ detail: error.message })];
    return [question.unknown({ detail: error instanceof Error ? error.message : String(error) })];
  }
}
