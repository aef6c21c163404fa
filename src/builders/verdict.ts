import * as l10n from '@vscode/l10n';
import type { ContainerEnd, Failure, LogEvidence, Verdict } from './builder.ts';
import { findFailure, quotedStep, type FailureSubject, type KnownFailure } from './known-failure.ts';

/** What one builder knows about its own errors. */
export interface FailureKnowledge {
  readonly catalogue: readonly KnownFailure[];
  /** Takes an error apart: the phase that its beginning tells, and the words that tell the cause. */
  readonly split: (error: string) => Pick<FailureSubject, 'phase' | 'registry'> & { readonly words: string };
}

/** What exit code, reason and log say together; the Pod's and the container's own reasons weigh most. */
export function verdictOf(end: ContainerEnd, evidence: LogEvidence, knowledge: FailureKnowledge): Verdict {
  const exitCode = end.termination?.exitCode;
  if (exitCode === 0) {
    const digest = trustedDigest(end.termination?.message, evidence);
    return { outcome: 'succeeded', ...(digest === undefined ? {} : { digest }) };
  }
  const failure =
    failureOfPod(end, evidence) ??
    failureOfContainer(end, evidence) ??
    failureOfBuilder(exitCode ?? -1, evidence, knowledge);
  return { outcome: 'failed', failure };
}

/**
 * The termination message is written before the push and for cache layers too, so it counts only when the log agrees,
 * or when there is no log to ask (kaniko.md, traps 2 and 10). Only called for exit code 0.
 */
function trustedDigest(message: string | undefined, { pushed }: LogEvidence): string | undefined {
  const written = /^sha256:[0-9a-f]{64}$/.exec(message?.trim() ?? '')?.[0];
  const logged = new Set(Object.values(pushed));
  if (logged.size === 0) return written;
  if (written !== undefined) return logged.has(written) ? written : undefined;
  return logged.size === 1 ? [...logged][0] : undefined;
}

function failureOfPod(
  { podReason, podMessage, termination }: ContainerEnd,
  evidence: LogEvidence,
): Failure | undefined {
  const words = podMessage === undefined ? {} : { evidence: podMessage };
  switch (podReason) {
    case 'Evicted':
      return {
        code: 'evicted',
        message: l10n.t('The node put the build out: {0}', podMessage ?? 'Evicted'),
        remedy: /ephemeral|disk/i.test(podMessage ?? '')
          ? l10n.t('The node has too little disk: free some, or make the context and layers smaller.')
          : l10n.t('The node is short of what the message names: free it, or build on another node.'),
        ...words,
      };
    case 'DeadlineExceeded':
      return {
        code: 'deadline',
        message:
          evidence.lastStep === undefined
            ? l10n.t('The build took longer than its time limit.')
            : l10n.t(
                'The build took longer than its time limit. It was at: {0}',
                quotedStep(evidence.lastStep),
              ),
        remedy: l10n.t('Raise the time limit of builds, or look in the log for what takes so long.'),
        ...words,
      };
    default:
      return termination === undefined
        ? {
            code: 'pod-lost',
            message: l10n.t(
              'The Pod ended without saying how: {0}',
              podMessage ?? podReason ?? l10n.t('no reason given'),
            ),
            remedy: l10n.t('The node may have gone or been drained. Build again.'),
            ...words,
          }
        : undefined;
  }
}

function failureOfContainer({ termination }: ContainerEnd, evidence: LogEvidence): Failure | undefined {
  switch (termination?.reason) {
    case 'OOMKilled':
      return {
        code: 'out-of-memory',
        message:
          evidence.lastStep === undefined
            ? l10n.t('The build used more memory than its limit and was killed.')
            : l10n.t(
                'The build used more memory than its limit and was killed. It was at: {0}',
                quotedStep(evidence.lastStep),
              ),
        remedy: l10n.t('Raise the memory limit of the build, or make the layers smaller.'),
        evidence: 'OOMKilled',
      };
    case 'StartError':
    case 'ContainerCannotRun':
      return {
        code: 'container-config',
        message: l10n.t('The container could not start: {0}', termination.message ?? termination.reason),
        remedy: l10n.t('The executor image is not one of this builder, or is for another processor.'),
        ...(termination.message === undefined ? {} : { evidence: termination.message }),
      };
    default:
      return undefined;
  }
}

function failureOfBuilder(exitCode: number, evidence: LogEvidence, knowledge: FailureKnowledge): Failure {
  const { error, lastStep, outputTail = [] } = evidence;
  if (error === undefined) return withoutWords(exitCode, outputTail);
  const { words, ...where } = knowledge.split(error);
  const subject: FailureSubject = {
    ...where,
    exitCode,
    ...(lastStep === undefined ? {} : { step: lastStep }),
  };
  const known = findFailure(knowledge.catalogue, words, subject);
  if (known === undefined) return { code: 'unknown', message: words, evidence: error };
  const proof =
    known.code === 'run-failed' || known.code === 'out-of-memory' ? [...outputTail, error] : [error];
  return { ...known, evidence: proof.join('\n') };
}

function withoutWords(exitCode: number, outputTail: readonly string[]): Failure {
  // 2 is how kaniko ends on SIGTERM; 137 and 143 are SIGKILL and SIGTERM as the kernel tells them.
  const wasStopped = [2, 137, 143].includes(exitCode);
  return {
    code: 'unknown',
    message: wasStopped
      ? l10n.t('The build was stopped from outside (exit code {0}).', exitCode)
      : l10n.t('The build ended with exit code {0} and did not say why.', exitCode),
    remedy: wasStopped
      ? l10n.t('Somebody deleted the Pod, the node was drained, or it ran out of memory. Build again.')
      : l10n.t('Look at the end of the log.'),
    ...(outputTail.length === 0 ? {} : { evidence: outputTail.join('\n') }),
  };
}
