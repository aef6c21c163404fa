import * as l10n from '@vscode/l10n';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How long ago the RFC 3339 time `at` was at `now` (milliseconds since the epoch): "4 min ago". */
export function formatAgo(at: string, now: number): string {
  const past = now - Date.parse(at);
  if (past < MINUTE) return l10n.t('just now');
  if (past < HOUR) return l10n.t('{0} min ago', Math.floor(past / MINUTE));
  if (past < DAY) return l10n.t('{0} h ago', Math.floor(past / HOUR));
  const days = Math.floor(past / DAY);
  return days === 1 ? l10n.t('yesterday') : l10n.t('{0} days ago', days);
}
