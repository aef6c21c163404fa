import type { Severity } from './diagnostic.ts';
import type { LintFile } from './lint-file.ts';
import type { Report, Rule } from './rule.ts';

/** A rule that a configuration uses. All are of one shape, which is read faster than the rules' own many. */
export interface UsedRule {
  readonly rule: Rule;
  readonly check: (file: LintFile, report: Report) => void;
  /** Its id, and BuildKit's where both tools have it. */
  readonly ids: readonly string[];
  /** What the configuration says of its severity. */
  readonly chosen: Severity | undefined;
}

/** What a file must have before a rule is asked, as bits. */
const instruction = 1;
const program = 2;
const text = 4;
const everything = instruction | program | text;

/** Rules, and which of them can find something in a file: with the file's names at hand most need not be looked at. */
export class RuleChoice {
  readonly #rules: readonly UsedRule[];
  /** By rule: which of it the rule does not care for. */
  readonly #given: Uint8Array;
  /** Indices of the rules that are about what has the name. */
  readonly #byInstruction = new Map<string, number[]>();
  readonly #byProgram = new Map<string, number[]>();
  readonly #byText = new Map<string, number[]>();

  constructor(rules: readonly UsedRule[]) {
    this.#rules = rules;
    this.#given = Uint8Array.from(
      rules,
      ({ rule }) =>
        (rule.instructions === undefined ? instruction : 0) |
        (rule.programs === undefined ? program : 0) |
        (rule.text === undefined ? text : 0),
    );
    for (const [index, { rule }] of rules.entries()) {
      for (const name of rule.instructions ?? []) append(this.#byInstruction, name, index);
      for (const name of rule.programs ?? []) append(this.#byProgram, name, index);
      if (rule.text !== undefined) append(this.#byText, rule.text, index);
    }
  }

  /** The rules that can find something, in their order. */
  for(file: LintFile): readonly UsedRule[] {
    const has = this.#given.slice();
    const texts = [...this.#byText.keys()].filter((part) => file.tree.text.includes(part));
    mark(has, instruction, file.names, this.#byInstruction);
    mark(has, program, file.programs(), this.#byProgram);
    mark(has, text, texts, this.#byText);
    return this.#rules.filter((_, index) => has[index] === everything);
  }
}

function append(lists: Map<string, number[]>, name: string, index: number): void {
  const list = lists.get(name);
  if (list === undefined) lists.set(name, [index]);
  else list.push(index);
}

function mark(
  has: Uint8Array,
  bit: number,
  names: Iterable<string>,
  rules: ReadonlyMap<string, readonly number[]>,
): void {
  for (const name of names) {
    for (const index of rules.get(name) ?? []) has[index] = (has[index] ?? 0) | bit;
  }
}
