export type ContextErrorCode =
  /** The context folder is missing, is no folder, or may not be listed. */
  | 'folder-unreadable'
  /** The Dockerfile is missing, is no file, or may not be read. */
  | 'dockerfile-unreadable'
  /** A line of the ignore file that Docker refuses. */
  | 'ignore-invalid'
  /** A file that may not be read. */
  | 'file-unreadable'
  /** A name or link target that is not UTF-8: a tar archive cannot carry it to every builder. */
  | 'name-invalid'
  /** A file that shrank, grew or vanished between the plan and the upload's end. */
  | 'file-changed';

/** Why the context cannot be uploaded. Strings are localised; `file` is what it is about. */
export class ContextError extends Error {
  override readonly name = 'ContextError';
  readonly code: ContextErrorCode;
  readonly file: string;
  /** 1-based line in the file, where one is to blame. */
  readonly line?: number;
  /** What to do about it. */
  readonly remedy: string;

  constructor(
    code: ContextErrorCode,
    file: string,
    message: string,
    remedy: string,
    options?: ErrorOptions & { readonly line?: number },
  ) {
    super(message, options);
    this.code = code;
    this.file = file;
    this.remedy = remedy;
    if (options?.line !== undefined) this.line = options.line;
  }
}
