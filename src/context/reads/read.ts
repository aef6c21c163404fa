/** One source of COPY, ADD or a bind mount: something that the build reads from the context. */
export interface Read {
  /** 1-based, of the instruction; of the ONBUILD where a trigger reads. */
  readonly line: number;
  readonly instruction: 'COPY' | 'ADD' | 'RUN --mount';
  /** As in the Dockerfile. */
  readonly written: string;
  /** Variables replaced, relative to the context, without `.` and `..`; empty for the whole context. */
  readonly path: string;
  /** How the path finds files: as it is; by Go's filepath.Match; with --parents by moby's patterns as well. */
  readonly matching: 'literal' | 'wildcard' | 'parents';
  /** `..` led out of the context: builders read from its root instead, or refuse. */
  readonly outside: boolean;
}

/** What the target reads. */
export interface Reads {
  readonly reads: readonly Read[];
  /** Why everything has to go although no source says so; localised. */
  readonly everything?: { readonly line: number; readonly reason: string };
}
