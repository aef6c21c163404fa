/** Something the person who runs the sandbox can understand and act on: shown without a stack. */
export class SandboxError extends Error {
  override readonly name = 'SandboxError';
}

/** The message of whatever was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
