import type { Step } from './automaton.ts';
import { RegexpReader } from './regexp-reader.ts';
import { RegexpError, type Expression } from './syntax.ts';

/** Counts can blow a line up to millions of steps; Go stops at three million, we earlier. */
const MOST_STEPS = 250_000;

/**
 * Compiles an expression as Go's regexp takes it into steps that find it anywhere in a text.
 * Throws {@link RegexpError} where Go refuses it, or where it is larger than anybody means.
 */
export function compileRegexp(source: string): Step[] {
  const expression = new RegexpReader(source).read();
  const steps: Step[] = [];
  if (!beginsAtStart(expression)) {
    // The text before it: any characters.
    steps.push({ op: 'split', to: [1, 3] }, { op: 'char', set: () => true }, { op: 'split', to: [0] });
  }
  emit(expression, steps);
  steps.push({ op: 'match' });
  return steps;
}

function beginsAtStart(expression: Expression): boolean {
  switch (expression.kind) {
    case 'assert':
      return expression.assertion === 'begin';
    case 'sequence': {
      const [first] = expression.parts;
      return first !== undefined && beginsAtStart(first);
    }
    case 'choice':
      return expression.ways.every(beginsAtStart);
    case 'repeat':
    case 'char':
      return false;
  }
}

function emit(expression: Expression, steps: Step[]): void {
  if (steps.length > MOST_STEPS) throw new RegexpError('it is too large');
  switch (expression.kind) {
    case 'char':
      steps.push({ op: 'char', set: expression.set });
      return;
    case 'assert':
      steps.push({ op: 'assert', assertion: expression.assertion });
      return;
    case 'sequence':
      for (const part of expression.parts) emit(part, steps);
      return;
    case 'choice':
      emitChoice(expression.ways, steps);
      return;
    case 'repeat':
      emitRepeat(expression, steps);
  }
}

function emitChoice(ways: readonly Expression[], steps: Step[]): void {
  const [only, ...others] = ways;
  if (only !== undefined && others.length === 0) {
    emit(only, steps);
    return;
  }
  const starts: number[] = [];
  const end: number[] = [];
  steps.push({ op: 'split', to: starts });
  for (const way of ways) {
    starts.push(steps.length);
    emit(way, steps);
    steps.push({ op: 'split', to: end });
  }
  end.push(steps.length);
}

function emitRepeat({ part, least, most }: Extract<Expression, { kind: 'repeat' }>, steps: Step[]): void {
  for (let count = 0; count < least; count++) emit(part, steps);
  /** The ways of the splits, to which the end is added when it is known. */
  const splits: number[][] = [];
  const begin = (): number => {
    const split = [steps.length + 1];
    splits.push(split);
    return steps.push({ op: 'split', to: split }) - 1;
  };
  if (most === Infinity) {
    const start = begin();
    emit(part, steps);
    steps.push({ op: 'split', to: [start] });
  } else {
    for (let count = least; count < most; count++) {
      begin();
      emit(part, steps);
    }
  }
  for (const split of splits) split.push(steps.length);
}
