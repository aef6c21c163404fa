import type { Question } from './question.ts';

/** The questions about a build, by what they ask. */
export interface Questions {
  readonly context: Question;
  readonly destination: Question;
  readonly cluster: Question;
  readonly namespace: Question;
  readonly credentials: Question;
  readonly builder: Question;
  readonly target: Question;
  readonly buildArguments: Question;
  readonly cache: Question;
  /** Which flavour is in an image that nobody knows; no row has it. */
  readonly flavour: Question;
}

export type QuestionId = Exclude<keyof Questions, 'flavour'>;

/** Those that a build waits for, in the order in which they are asked: the rest have defaults. */
export function beforeBuild({
  destination,
  cluster,
  namespace,
  credentials,
  flavour,
}: Questions): readonly Question[] {
  return [destination, cluster, namespace, credentials, flavour];
}

/** The command that asks one question again. */
export function editCommand(question: QuestionId): string {
  return `kanikoBuild.edit${question.slice(0, 1).toUpperCase()}${question.slice(1)}`;
}

export const QUESTION_IDS: readonly QuestionId[] = [
  'context',
  'destination',
  'cluster',
  'namespace',
  'credentials',
  'builder',
  'target',
  'buildArguments',
  'cache',
];
