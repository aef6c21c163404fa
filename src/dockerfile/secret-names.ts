/** Parts of names in which hadolint sees a secret, and a whole one. */
const hadolintParts = /password|secret|token|api_key|private|username|^aws_access_key_id$/i;
/** Words of names in which BuildKit sees a secret, and words with which it does not. */
const buildkitWords = /(?:^|_)(?:apikey|auth|credentials?|key|password|pword|passwd|secret|token)(?:_|$)/i;
const buildkitHarmless = /(?:^|_)(?:file|public|version)(?:_|$)/i;

/** Whether hadolint takes a variable of this name for a secret (its rule DL3064). */
export function hadolintSeesSecret(name: string): boolean {
  return hadolintParts.test(name);
}

/** Whether BuildKit does (its check SecretsUsedInArgOrEnv). */
export function buildkitSeesSecret(name: string): boolean {
  return buildkitWords.test(name) && !buildkitHarmless.test(name);
}

/** Whether a value of this name is a secret: a user's name is none. */
export function soundsSecret(name: string): boolean {
  return buildkitSeesSecret(name) || (hadolintSeesSecret(name) && !/username/i.test(name));
}
