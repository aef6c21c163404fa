import type { Severity } from './diagnostic.ts';
import type { LintFile, RuleSettings } from './lint-file.ts';
import type { NeededSetting, Report, Rule } from './rule.ts';

/** A rule that a configuration uses. All are of one shape, which is read faster than the rules' own many. */
export interface UsedRule {
  readonly rule: Rule;
  readonly check: (file: LintFile, report: Report) => void;
  /** Its id, and BuildKit's where both tools have it. */
  readonly ids: readonly string[];
  /** What the configuration says of its severity. */
  readonly chosen: Severity | undefined;
}

/** Rules, and which of them can find something in a file: with the file's names at hand most need not be looked at. */
export class RuleChoice {
  readonly #rules: readonly UsedRule[];
  readonly #byInstruction: Need;
  readonly #byProgram: Need;
  readonly #byText: Need;
  readonly #bySetting: Need;

  constructor(rules: readonly UsedRule[]) {
    this.#rules = rules;
    this.#byInstruction = new Need(rules, ({ instructions }) => instructions);
    this.#byProgram = new Need(rules, ({ programs }) => programs);
    this.#byText = new Need(rules, ({ text }) => (text === undefined ? undefined : [text]));
    this.#bySetting = new Need(rules, ({ setting }) => (setting === undefined ? undefined : [setting]));
  }

  /** The rules that can find something, in their order. */
  for(file: LintFile): readonly UsedRule[] {
    const found: UsedRule[] = [];
    const called = file.programs();
    const given = settingsIn(file.settings);
    const instructions = this.#byInstruction.rulesFor((name) => file.names.has(name));
    const programs = this.#byProgram.rulesFor((name) => called.has(name));
    const mentioned = this.#byText.rulesFor((text) => file.tree.text.includes(text));
    const configured = this.#bySetting.rulesFor((name) => given.includes(name));
    for (const [index, bits] of instructions.entries()) {
      let left = bits & (programs[index] ?? 0) & (mentioned[index] ?? 0) & (configured[index] ?? 0);
      while (left !== 0) {
        const rule = this.#rules[index * wordLength + 31 - Math.clz32(left & -left)];
        if (rule !== undefined) found.push(rule);
        left &= left - 1;
      }
    }
    return found;
  }
}

/** Those that say something. */
function settingsIn({
  builder,
  ignored,
  labelSchema,
  strictLabels,
  trustedRegistries,
}: RuleSettings): string[] {
  const given: NeededSetting[] = [];
  if (builder !== undefined) given.push('builder');
  if (ignored !== undefined) given.push('ignored');
  if (Object.keys(labelSchema).length > 0) given.push('labelSchema');
  if (strictLabels) given.push('strictLabels');
  if (trustedRegistries.length > 0) given.push('trustedRegistries');
  return given;
}

/** Bits of a number that stand for one rule each: a hundred rules are put together and compared in four steps. */
const wordLength = 32;

/** One kind of what rules need of a file; sets of rules are bits by their index. */
class Need {
  readonly #given: Int32Array;
  readonly #rules = new Map<string, Int32Array>();

  /** `needs` tells of a rule any of which it needs; undefined where it needs nothing of this kind. */
  constructor(rules: readonly UsedRule[], needs: (rule: Rule) => readonly string[] | undefined) {
    const length = Math.ceil(rules.length / wordLength);
    this.#given = new Int32Array(length);
    for (const [index, { rule }] of rules.entries()) {
      const names = needs(rule);
      if (names === undefined) add(this.#given, index);
      for (const name of names ?? []) {
        const set = this.#rules.get(name) ?? new Int32Array(length);
        add(set, index);
        this.#rules.set(name, set);
      }
    }
  }

  /** The rules for which a file has enough; `has` tells whether it has what goes by a name. */
  rulesFor(has: (name: string) => boolean): Int32Array {
    const result = this.#given.slice();
    for (const [name, set] of this.#rules) {
      if (has(name)) {
        for (let index = 0; index < result.length; index++) {
          result[index] = (result[index] ?? 0) | (set[index] ?? 0);
        }
      }
    }
    return result;
  }
}

function add(set: Int32Array, index: number): void {
  const word = Math.floor(index / wordLength);
  set[word] = (set[word] ?? 0) | (1 << (index % wordLength));
}
