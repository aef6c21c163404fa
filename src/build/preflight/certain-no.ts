import type { Failure } from '../../builders/builder.ts';
import type { PreflightItem, PreflightReport } from './report.ts';

/** What a report says that must stop a build: its first `no` as a failure, and the others in words. */
export interface CertainNo {
  readonly failure: Failure;
  /** Localised. */
  readonly others: readonly string[];
}

/** Undefined when nothing is certain. */
export function certainNo({ items }: PreflightReport): CertainNo | undefined {
  const [first, ...more] = items.filter(({ status }) => status === 'no');
  if (first === undefined) return undefined;
  return {
    failure: {
      code: first.code ?? 'request-invalid',
      message: inWords(first),
      ...(first.remedy === undefined ? {} : { remedy: first.remedy }),
      ...(first.detail === undefined ? {} : { evidence: first.detail }),
    },
    others: more.map((item) => [inWords(item), item.remedy].filter((text) => text !== undefined).join(' ')),
  };
}

/** The meaning, and the words that prove it where it does not repeat them. */
function inWords({ title, meaning = title, detail }: PreflightItem): string {
  return detail === undefined || meaning.includes(detail) ? meaning : `${meaning} ${detail}`;
}
