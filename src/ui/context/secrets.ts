import type { ReadyContext } from '../../context/watched-context.ts';

/** A file that goes and may be a secret. */
interface Secret {
  /** Relative to the context. */
  readonly path: string;
  readonly message: string;
}

export function secretsOf({ problems }: Pick<ReadyContext, 'problems'>): readonly Secret[] {
  return problems.flatMap(({ code, path, message }) =>
    code === 'secret' && path !== undefined ? [{ path, message }] : [],
  );
}
