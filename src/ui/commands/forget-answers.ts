import { resolveDockerfile } from '../resolve-dockerfile.ts';
import type { Handler } from './handler.ts';
import type { Parts } from '../parts.ts';

/** *Forget Answers* of a Dockerfile. */
export function forgetAnswersCommand({ store }: Parts): Handler {
  return async (argument) => {
    const dockerfile = await resolveDockerfile(argument);
    if (dockerfile !== undefined) await store.forget(dockerfile);
  };
}
