import * as l10n from '@vscode/l10n';
import { didYouMean } from '../did-you-mean.ts';
import { expandInDetail, type Scope } from '../expand.ts';
import type { LintFile } from '../lint/lint-file.ts';
import type { LintStage } from '../lint/lint-stage.ts';
import type { Rule } from '../lint/rule.ts';
import { readPairs, type Pair } from '../syntax/pairs.ts';
import type { Instruction } from '../tree.ts';
import { mayBeSetByImage } from './base-image-variables.ts';
import { expandedWords, type ExpandedWord } from './expanded-words.ts';
import { reportVariables, type FoundVariable } from './found-variables.ts';

/** So many unknown variables of an instruction, and so many instructions, get a suggestion; nobody writes more. */
const mostSuggestions = 20;

export const undefinedVar: Rule = {
  id: 'UndefinedVar',
  severity: 'warning',
  text: '$',
  title: () => l10n.t('Variable that nothing defines'),
  check: (file, report) => {
    let suggestions = 0;
    const say = (found: readonly FoundVariable[]) => {
      suggestions += found.length === 0 ? 0 : 1;
      reportVariables(found, report, (names, meant) =>
        meant === undefined
          ? l10n.t('No ARG or ENV of this stage defines {0}, so it is empty here.', names)
          : l10n.t('No ARG or ENV of this stage defines {0}. Did you mean {1}?', names, meant),
      );
    };
    for (const stage of file.stages) {
      say(undefinedInTriggers(file, stage));
      for (const [index, instruction] of stage.instructions.entries()) {
        if (stage.instructions[index - 1]?.trigger !== instruction) {
          say(undefinedIn(file, stage, instruction, suggestions < mostSuggestions));
        }
      }
    }
  },
};

function undefinedIn(
  file: LintFile,
  stage: LintStage,
  instruction: Instruction,
  suggest: boolean,
): FoundVariable[] {
  let left = suggest ? mostSuggestions : 0;
  const words = expandedWords(instruction, file.tree).filter(({ text }) => text.includes('$'));
  if (words.length === 0) {
    return [];
  }
  const scope = file.scopes().at(instruction);
  const declared = new OwnArgs(instruction, file);
  return words.flatMap((word) => {
    const own = declared.before(word);
    return expandInDetail(word.text, scope, file.tree.escape, word)
      .references.filter(({ name }) => !own.has(name) && !isDefined(name, scope, stage, file))
      .map((reference) => ({
        word,
        reference,
        ...(left-- > 0 ? { meant: didYouMean(reference.name, [...own, ...visibleNames(scope)]) } : {}),
      }));
  });
}

/** What the base stage's ONBUILD makes happen here is found at the FROM. */
function undefinedInTriggers(file: LintFile, stage: LintStage): FoundVariable[] {
  const triggers = file.names.has('ONBUILD') ? file.scopes().inheritedTriggers(stage.index) : [];
  const image = stage.from?.image;
  if (image === undefined || triggers.length === 0) {
    return [];
  }
  const scope = file.scopes().begin(stage.index);
  return triggers.flatMap((trigger) =>
    expandedWords(trigger, file.tree).flatMap((word) =>
      expandInDetail(word.text, scope, file.tree.escape, word)
        .references.filter(({ name }) => !isDefined(name, scope, stage, file))
        .map((reference) => ({ word: { ...word, locate: () => image }, reference })),
    ),
  );
}

/** What an ARG declares is there for its own later words. */
class OwnArgs {
  readonly #pairs: readonly Pair[];
  readonly #names = new Set<string>();
  #next = 0;

  constructor(instruction: Instruction, file: LintFile) {
    this.#pairs = instruction.name === 'ARG' ? readPairs(instruction, file.tree.escape).pairs : [];
  }

  /** The names before the word; words are to be asked for in order. */
  before(word: ExpandedWord): ReadonlySet<string> {
    const { start } = word.locate(0, 0);
    for (let pair = this.#pairs[this.#next]; pair !== undefined && pair.end < start;) {
      this.#names.add(pair.name);
      pair = this.#pairs[++this.#next];
    }
    return this.#names;
  }
}

/** What BuildKit itself sets: a path that every image has, and two ARGs by which its SBOM scanner is steered. */
const builtIn: ReadonlySet<string> = new Set([
  'PATH',
  'BUILDKIT_SBOM_SCAN_CONTEXT',
  'BUILDKIT_SBOM_SCAN_STAGE',
]);

function isDefined(name: string, scope: Scope, { index }: LintStage, file: LintFile): boolean {
  return builtIn.has(name) || scope.has(name) || (mayBeSetByImage(name) && comesFromImage(index, file));
}

function visibleNames(scope: Scope): string[] {
  return [...scope.names(), 'PATH'];
}

/** Whether the stage, by way of others or not, begins with an image whose variables are not known here. */
function comesFromImage(index: number, file: LintFile): boolean {
  return file.stages[file.scopes().rootOf(index)]?.from?.image.text !== 'scratch';
}
