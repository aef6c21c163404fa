import type { RegistryLogin } from './login-for.ts';
import type { RegistryOutcome } from './outcome.ts';
import type { RegistryAnswer } from './registry-http.ts';
import { registryWords } from './registry-words.ts';

/** A registry's refusal or silence as a value that is thrown. */
export class RegistryStop extends Error {
  override readonly name = 'RegistryStop';
  readonly outcome: RegistryOutcome;

  constructor(outcome: RegistryOutcome) {
    super(outcome.kind);
    this.outcome = outcome;
  }
}

/** A refusal with the registry's words, or its status where it said none. */
export function stop(
  kind: RegistryOutcome['kind'],
  { body, status }: Pick<RegistryAnswer, 'body' | 'status'>,
  login: RegistryLogin | undefined,
): RegistryStop {
  return new RegistryStop({ kind, words: registryWords(body, login) ?? `HTTP ${status}` });
}
