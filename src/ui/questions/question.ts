import type { Answers } from '../answers.ts';
import type { DockerfileOnDisk } from '../dockerfile.ts';

/** One thing to ask about a build. */
export interface Question {
  /** Whether the answers lack it. */
  isOpen(answers: Answers, dockerfile: DockerfileOnDisk): boolean | Promise<boolean>;
  /** Asks and returns the answers with the new one. */
  ask(answers: Answers, prompt: Prompt): Promise<Reply>;
}

/** What surrounds a question. */
export interface Prompt {
  readonly dockerfile: DockerfileOnDisk;
  readonly title: string;
  /** Counts from 1; absent when the question stands alone. */
  readonly step?: number;
  readonly totalSteps?: number;
  readonly canGoBack: boolean;
}

export type Reply = Answers | 'back' | 'cancelled';

/** What one quick pick or input box gave. */
export type InputReply<T> = { readonly value: T } | 'back' | 'cancelled';
