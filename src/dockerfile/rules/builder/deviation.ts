import * as l10n from '@vscode/l10n';
import type { BuilderFeature, ChosenBuilder, FeatureSupport } from '../../lint/builder-features.ts';
import type { Severity } from '../../lint/diagnostic.ts';
import type { LintFile } from '../../lint/lint-file.ts';
import type { Finding } from '../../lint/rule.ts';
import type { Span } from '../../span.ts';

/**
 * What the chosen builder does otherwise with a feature; undefined where it works or no builder is chosen. Of an image
 * that does not tell its version it is not certain that it has what a later version mended.
 */
export function deviationOf({ settings }: LintFile, feature: BuilderFeature): FeatureSupport | undefined {
  const support = settings.builder?.features[feature];
  if (support?.until === undefined) {
    return support;
  }
  const version = settings.builder?.version;
  if (version === undefined) {
    return { ...support, how: support.how === 'slight' ? 'slight' : 'differs' };
  }
  return isBefore(version, support.until) ? support : undefined;
}

/** A finding at a place where the file uses what the builder does otherwise. */
export function deviation(
  { settings }: LintFile,
  { how, reason }: FeatureSupport,
  at: Span,
): Pick<Finding, 'at' | 'message' | 'severity'> {
  return { at, message: say(settings.builder, reason()), severity: severities[how] };
}

/** What builds another image than the Dockerfile says, or none, is an error. */
const severities: Readonly<Record<FeatureSupport['how'], Severity>> = {
  refused: 'error',
  wrong: 'error',
  differs: 'warning',
  slight: 'info',
};

function say(builder: ChosenBuilder | undefined, reason: string): string {
  return l10n.t('{0}: {1}', builder?.name ?? '', reason);
}

/** Of two versions such as `1.28.3`. */
function isBefore(version: string, other: string): boolean {
  const numbers = (text: string) => (text.match(/\d+/g) ?? []).map(Number);
  const parts = numbers(version);
  for (const [index, number] of numbers(other).entries()) {
    const part = parts[index] ?? 0;
    if (part !== number) {
      return part < number;
    }
  }
  return false;
}
