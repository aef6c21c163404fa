import type { ContextQuery } from './preparation.ts';
import type { WatchedContext } from './watched-context.ts';

/**
 * Build contexts as the editor sees them. It lives in a bundle of its own (`dist/context.js`) that nothing loads before it
 * is needed.
 */
export interface Contexts {
  /** Reads nothing before it is asked for its state. */
  watch(query: ContextQuery): Pick<WatchedContext, 'update'>;
}
