const UNITS: Readonly<Record<string, number>> = { h: 3600, m: 60, s: 1 };

/** Whole seconds in a time such as `90s`, `20m`, `1h30m` or plain seconds `90`; undefined if it is none. */
export function parseDuration(text: string): number | undefined {
  if (/^\d+$/.test(text)) return Number(text);
  if (!/^(\d+h)?(\d+m)?(\d+s)?$/.test(text) || text === '') return undefined;
  return [...text.matchAll(/(\d+)([hms])/g)].reduce(
    (seconds, [, count = '0', unit = 's']) => seconds + Number(count) * (UNITS[unit] ?? 1),
    0,
  );
}
