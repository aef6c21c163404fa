import type { PreflightItem } from '../../build/preflight/report.ts';
import { remedyFor, type Remedy } from '../remedy.ts';

/** The buttons that help with an item of the preflight, the best first; none where the text alone must do. */
export function itemRemedies(item: PreflightItem, builder: string): readonly Remedy[] {
  const correction = item.action?.kind === 'correct-secret' ? [{ kind: 'correct-secret' } as const] : [];
  const usual = usualRemedy(item, builder);
  return usual === undefined ? correction : [...correction, usual];
}

function usualRemedy({ id, status, code, remedy }: PreflightItem, builder: string): Remedy | undefined {
  if (status === 'yes') return undefined;
  // A setting that the text names is nearer than what helps with most failures of that kind.
  const [setting] = /\bkanikoBuild\.[A-Za-z]+(?:\.[A-Za-z]+)*/.exec(remedy ?? '') ?? [];
  if (setting !== undefined) return { kind: 'settings', key: setting };
  if (id === 'namespace') return { kind: 'edit', question: 'namespace' };
  if (code === undefined) return undefined;
  const found = remedyFor(code, builder);
  return found.kind === 'rebuild' ? undefined : found;
}
