import type { Span } from '../span.ts';

/** How bad a finding is, the worst first; hadolint's levels. */
export const severities = ['error', 'warning', 'info', 'style'] as const;
export type Severity = (typeof severities)[number];

/** What a rule found at one place. */
export interface Diagnostic extends Span {
  /** Id of the rule: hadolint's where it has one, else BuildKit's, else ours. */
  readonly code: string;
  /** All ids under which tools know this finding, `code` first. Each can silence it. */
  readonly codes: readonly string[];
  readonly severity: Severity;
  /** Localised. */
  readonly message: string;
  /** Right ones only, the best first. */
  readonly fixes: readonly Fix[];
  readonly tag?: DiagnosticTag;
  /** Other places that belong to it. */
  readonly related: readonly Related[];
}

export type DiagnosticTag = 'deprecated' | 'unnecessary';

export interface Related extends Span {
  /** Localised. */
  readonly message: string;
}

/** A change after which the finding is gone. */
export interface Fix {
  /** Localised, in the imperative: what it does. */
  readonly title: string;
  /** Do not overlap. */
  readonly edits: readonly Edit[];
  /** Keeps what the image does, so that fix-all may apply it unasked. */
  readonly safe: boolean;
}

/** Replaces a piece of the text; an insertion where the span is empty. */
export interface Edit extends Span {
  readonly newText: string;
}
