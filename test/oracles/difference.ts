import type { Sample } from './samples.ts';

/** Whose rules are compared. */
export type Tool = 'hadolint' | 'buildkit';

/** A place where our verdict is not the tool's. */
export interface Difference {
  readonly tool: Tool;
  readonly code: string;
  /** `missing`: only the tool finds it. `extra`: only we do. `level`: both do, with another severity. */
  readonly kind: 'missing' | 'extra' | 'level';
  /** From 1. */
  readonly line: number;
  readonly sample: Sample;
}

/** What to read where there are differences: how many of each sort, with an example each. Empty without any. */
export function report(found: readonly Difference[]): string {
  const groups = new Map<string, Difference[]>();
  for (const difference of found) {
    const sort = `${difference.code} ${difference.kind}`;
    groups.set(sort, [...(groups.get(sort) ?? []), difference]);
  }
  return [...groups]
    .map(([sort, group]) => {
      const [first] = [...group].sort((one, other) => one.sample.text.length - other.sample.text.length);
      const place = first === undefined ? '' : `${first.sample.name}, line ${first.line}`;
      return `${sort}: ${group.length}, such as ${place}: ${JSON.stringify(first?.sample.text)}\n`;
    })
    .join('');
}
