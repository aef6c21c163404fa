import type { ConfigName } from '../configs.ts';
import type { Difference, Tool } from '../difference.ts';

/** A difference that stays, because the tool is wrong. */
export interface Decision {
  readonly tool: Tool;
  /** The rules that it is about; the first is the example's. */
  readonly codes: readonly [string, ...string[]];
  /** The tool reads another text than there is, so that any rule may differ. */
  readonly anyRule?: true;
  readonly kind: Difference['kind'];
  readonly reason: string;
  /** Whether the difference is of this sort. */
  readonly isMeant: (place: Place) => boolean;
  /** A Dockerfile with exactly this difference. */
  readonly example: string;
  /** Under which the example differs; `plain` where absent. */
  readonly config?: ConfigName;
}

/** Where a difference is. */
export interface Place {
  /** The instruction with its lines joined and its here-documents behind it; empty where there is none. */
  readonly instruction: string;
  /** The same as it is written. */
  readonly written: string;
  /** What stands in front of it. */
  readonly before: string;
  /** What follows it. */
  readonly behind: string;
  /** All of the Dockerfile. */
  readonly text: string;
}
