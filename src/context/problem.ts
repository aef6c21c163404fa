/** Something to be told about a Dockerfile's sources, its ignore file, or what goes. */
export interface ContextProblem {
  readonly code:
    | 'source-missing'
    | 'source-outside'
    | 'source-ignored'
    | 'source-case'
    | 'pattern-unused'
    | 'pattern-cannot-reinclude'
    | 'secret';
  readonly severity: 'error' | 'warning' | 'information';
  /** Localised. */
  readonly message: string;
  /** The Dockerfile or the ignore file, whichever the line is of. */
  readonly file: 'dockerfile' | 'ignore-file';
  /** 1-based. */
  readonly line: number;
  /** The word in the line that it is about, to be found there. */
  readonly word: string;
  /** Of a secret: its path in the context. */
  readonly path?: string;
  readonly fix?: ContextFix;
}

export type ContextFix =
  /** The word in the line becomes another. */
  | { readonly kind: 'replace'; readonly text: string }
  /** The line goes. */
  | { readonly kind: 'delete-line' }
  /** A line is added to the ignore file. */
  | { readonly kind: 'ignore'; readonly pattern: string };
