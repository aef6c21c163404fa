import type { Parts } from '../parts.ts';
import type { Handler } from './handler.ts';

/** *Lint All Dockerfiles in Workspace*. */
export function lintWorkspaceCommand({ linting }: Pick<Parts, 'linting'>): Handler {
  return async () => (await linting()).lintAll();
}
