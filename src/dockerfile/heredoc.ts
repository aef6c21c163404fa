/** A here-document that an instruction opens. */
export interface Heredoc {
  readonly delimiter: string;
  /** `<<-`: tabs before the delimiter are allowed. */
  readonly stripTabs: boolean;
}

/** The instructions whose arguments may open here-documents. */
const TAKES_HEREDOCS = /^(?:ONBUILD\s+)?(?:RUN|COPY|ADD)\s/i;

/** The here-documents that an instruction opens, in order; `text` is the instruction on one line. */
export function heredocsOf(text: string): readonly Heredoc[] {
  if (!TAKES_HEREDOCS.test(text)) return [];
  return [...text.matchAll(/(?:^|\s)\d*<<(-?)(["']?)([A-Za-z_][\w.-]*)\2(?=\s|$|[;|&)>])/g)].map(
    ([, dash, , delimiter = '']) => ({ delimiter, stripTabs: dash === '-' }),
  );
}

/** The index of the first of `lines` behind the bodies, which begin at `from`. One that is never closed takes all. */
export function skipHeredocs(lines: readonly string[], from: number, heredocs: readonly Heredoc[]): number {
  let line = from;
  for (const { delimiter, stripTabs } of heredocs) {
    while (line < lines.length) {
      const text = lines[line++] ?? '';
      if ((stripTabs ? text.replace(/^\t+/, '') : text) === delimiter) break;
    }
  }
  return line;
}
