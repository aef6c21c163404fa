import type { PreflightItem, PreflightReport } from '../build/preflight/report.ts';

/** Columns before the text: the longest status and two spaces. */
const INDENT = 'unknown  '.length;

/** A report for people: a line for each check, and below what is not plain. */
export function doctorText({ ready, items }: PreflightReport): string {
  const lines = items.flatMap(itemLines);
  const manifests = items.flatMap(({ action }) =>
    action?.kind === 'manifest'
      ? ['', 'To send to whoever runs the cluster:', '', action.yaml.trimEnd()]
      : [],
  );
  const refused = items.filter(({ status }) => status === 'no').length;
  const verdict = ready
    ? 'Ready to build.'
    : refused === 0
      ? 'Not ready: the cluster gave no answer.'
      : `Not ready: ${refused} of ${items.length} checks ${refused === 1 ? 'says' : 'say'} no.`;
  return `${[...lines, ...manifests, '', verdict].join('\n')}\n`;
}

function itemLines({ status, title, detail, meaning, remedy }: PreflightItem): readonly string[] {
  const isPlain = status === 'yes';
  const first = `${status.padEnd(INDENT)}${plain(title)}${isPlain && detail !== undefined ? `: ${plain(detail)}` : ''}`;
  const below = [meaning, isPlain || meaning?.includes(detail ?? '') === true ? undefined : detail, remedy];
  return [first, ...below.flatMap((text) => (text === undefined ? [] : indented(text)))];
}

function indented(text: string): readonly string[] {
  return text.split('\n').map((line) => `${' '.repeat(INDENT)}${plain(line)}`);
}

/** What others worded must not steer the terminal. */
function plain(text: string): string {
  return text.replace(/\p{Cc}/gu, ' ');
}
