/** A piece of the text: UTF-16 offsets, `end` is not part of it. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A piece of the text with what builders read there. */
export interface Word extends Span {
  /** As written, with its quotes and escapes, but without continuation characters, line ends and comments inside. */
  readonly text: string;
}
