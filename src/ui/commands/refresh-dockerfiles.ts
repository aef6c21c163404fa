import type { Parts } from '../parts.ts';
import type { Handler } from './handler.ts';

/** *Refresh* of the view: looks for Dockerfiles again. */
export function refreshDockerfilesCommand({ dockerfiles }: Parts): Handler {
  return () => {
    dockerfiles.refresh();
    return Promise.resolve();
  };
}
