import * as l10n from '@vscode/l10n';

/** `milliseconds` as people say them: "0.3s", "12s", "1m 2s", "1h 3m". */
export function formatDuration(milliseconds: number): string {
  const seconds = Math.max(0, milliseconds) / 1000;
  if (seconds < 9.95) return l10n.t('{0}s', seconds.toFixed(1));
  const whole = Math.round(seconds);
  if (whole < 60) return l10n.t('{0}s', whole);
  if (whole < 3600) return l10n.t('{0}m {1}s', Math.floor(whole / 60), whole % 60);
  return l10n.t('{0}h {1}m', Math.floor(whole / 3600), Math.floor((whole % 3600) / 60));
}

/** The same in whole seconds, for a time that still runs: a tenth that changes every second only flickers. */
export function formatElapsed(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  return seconds < 60 ? l10n.t('{0}s', seconds) : formatDuration(seconds * 1000);
}

/** A whole build's time: a tenth of a second matters only where there is no whole one. */
export function formatBuildTime(milliseconds: number): string {
  return milliseconds < 1000 ? formatDuration(milliseconds) : formatElapsed(milliseconds);
}

/** Milliseconds between two RFC 3339 times; `end` defaults to `now`, itself in milliseconds since the epoch. */
export function between(start: string, end: string | undefined, now: number): number {
  return (end === undefined ? now : Date.parse(end)) - Date.parse(start);
}
