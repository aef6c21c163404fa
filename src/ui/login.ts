import { parseReference } from '../registry/reference.ts';
import type { Answers } from './answers.ts';
import type { Login } from './passwords.ts';

/** The registry (`host[:port]`) that the first destination names; the one that credentials are asked for. */
export function registryOf({ destinations }: Pick<Answers, 'destinations'>): string {
  const [first] = destinations ?? [];
  return first === undefined ? '' : parseReference(first).registry;
}

/** The login whose password the build needs, when it was chosen to type one. */
export function loginOf(answers: Pick<Answers, 'destinations' | 'credentials'>): Login | undefined {
  return answers.credentials?.kind === 'typed'
    ? { registry: registryOf(answers), username: answers.credentials.username }
    : undefined;
}
