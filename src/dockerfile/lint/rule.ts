import type { Span } from '../span.ts';
import type { DiagnosticTag, Fix, Related, Severity } from './diagnostic.ts';
import type { LintFile, RuleSettings } from './lint-file.ts';

/** One thing that can be wrong with a Dockerfile. */
export interface Rule {
  /** hadolint's id where it has the rule (`DL3006`), else BuildKit's (`StageNameCasing`), else ours (`KB1001`). */
  readonly id: string;
  /** BuildKit's id where both tools have the rule. */
  readonly alias?: string;
  /** Where the configuration says nothing else. */
  readonly severity: Severity;
  /** Present where the rule is used only if the configuration asks for it. */
  readonly off?: true;
  readonly tag?: DiagnosticTag;
  /** Upper case, `AS` for a stage's name. Without one of these, be it behind ONBUILD, it finds nothing: files that have none are not looked at. */
  readonly instructions?: readonly string[];
  /** Where no RUN calls one of these it finds nothing, in the same way. */
  readonly programs?: readonly string[];
  /** Where the file does not hold this text it finds nothing, in the same way. */
  readonly text?: string;
  /** It is not used without this, or with nothing in it. */
  readonly setting?: NeededSetting;
  /** What it is about in a few words, localised; heads its page `media/rules/ID.md`. */
  readonly title: () => string;
  /** Reports what it finds, in the order of the file. Never throws; where it cannot know it stays silent. */
  readonly check: (file: LintFile, report: Report) => void;
}

export type NeededSetting = Exclude<keyof RuleSettings, 'buildArgs'>;

export type Report = (finding: Finding) => void;

export interface Finding {
  /** The exact words that are wrong. */
  readonly at: Span;
  /** Localised: what is wrong and, if it is not obvious, why. */
  readonly message: string;
  readonly fixes?: readonly Fix[];
  readonly related?: readonly Related[];
  /** Which of the rule's ids apply here; id and alias where absent. */
  readonly codes?: readonly string[];
  /**
   * For each of the codes the offset of the later of two instructions that contradict each other, where tools report one
   * at the one, one at the other: a comment that silences stands there.
   */
  readonly conflicts?: ReadonlyMap<string, number>;
  /** Where this finding is better or worse than the rule's severity says; the configuration still wins. */
  readonly severity?: Severity;
}
