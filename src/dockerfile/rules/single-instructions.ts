import * as l10n from '@vscode/l10n';
import type { Fix, Severity } from '../lint/diagnostic.ts';
import type { LintFile } from '../lint/lint-file.ts';
import type { LintStage } from '../lint/lint-stage.ts';
import type { Finding, Rule } from '../lint/rule.ts';
import type { Span } from '../span.ts';
import type { DockerfileTree, Instruction } from '../tree.ts';
import { inheritedTriggers } from './inherited-triggers.ts';
import { ownInstructions, stagesWithPreamble } from './own-instructions.ts';
import { removeInstruction } from './remove-instruction.ts';

const alias = 'MultipleInstructionsDisallowed';

/** What may stand in a stage once, because only the last one counts: DL3012, DL4003, DL4004. */
export const singleInstructionRules: readonly Rule[] = [
  onlyOnce('DL3012', 'HEALTHCHECK', 'error', () => l10n.t('Several HEALTHCHECK in one stage')),
  onlyOnce('DL4003', 'CMD', 'warning', () => l10n.t('Several CMD in one stage')),
  onlyOnce('DL4004', 'ENTRYPOINT', 'error', () => l10n.t('Several ENTRYPOINT in one stage')),
];

/** Hostile files repeat an instruction ten thousand times; people do not. */
const mostRemoved = 20;

/**
 * hadolint reports every instruction but the first, BuildKit every one but the last. So does this rule, under the one's
 * id, the other's, or for those in between both.
 */
function onlyOnce(id: string, name: string, severity: Severity, title: () => string): Rule {
  return {
    id,
    alias,
    severity,
    instructions: [name],
    title,
    check: (file, report) => {
      for (const stage of stagesWithPreamble(file)) {
        const own = ownInstructions(stage).filter((instruction) => instruction.name === name);
        const found = [...triggered(file, stage, name), ...own.map(placeOf)];
        for (const index of found.length > 1 ? found.keys() : []) {
          const finding = findingAt(found, index, { id, name, severity, tree: file.tree });
          if (finding !== undefined) {
            report(finding);
          }
        }
      }
    },
  };
}

/** Where an instruction is, or the FROM that brings it in. */
interface Place {
  readonly at: Span;
  /** Absent for what the base's ONBUILD brings, which cannot be removed here. */
  readonly instruction?: Instruction;
}

function placeOf(instruction: Instruction): Place {
  return { at: instruction.keyword, instruction };
}

function triggered(file: LintFile, stage: LintStage, name: string): Place[] {
  return inheritedTriggers(file, stage)
    .filter((trigger) => trigger.name === name)
    .map(({ keyword }) => ({ at: stage.from?.image ?? keyword }));
}

function findingAt(
  found: readonly Place[],
  index: number,
  { id, name, severity, tree }: { id: string; name: string; severity: Severity; tree: DockerfileTree },
): Finding | undefined {
  const [before, place, next] = [found[index - 1], found[index], found[index + 1]];
  const conflicts = new Map<string, number>();
  if (place?.instruction !== undefined && before?.instruction !== undefined) {
    conflicts.set(id, place.at.start);
  }
  if (place !== undefined && next !== undefined) {
    conflicts.set(alias, next.at.start);
  }
  if (place === undefined || conflicts.size === 0) {
    return undefined;
  }
  const isLast = next === undefined;
  return {
    at: place.at,
    codes: [...conflicts.keys()],
    conflicts,
    severity: conflicts.has(id) ? severity : 'warning',
    message: isLast
      ? l10n.t('Only the last {0} of a stage counts; what the one before says is lost: keep one.', name)
      : l10n.t('Another {0} follows in this stage, and only the last one counts: keep one.', name),
    related: [
      {
        ...spanOf(next ?? before),
        message: isLast
          ? l10n.t('This {0} does not count.', name)
          : l10n.t('This is the {0} that follows.', name),
      },
    ],
    fixes: removal(tree, name, found),
  };
}

function spanOf(place: Place | undefined): Span {
  const { start = 0, end = 0 } = place?.at ?? {};
  return { start, end };
}

/** Removes all but the last; no fix where an ONBUILD of the base brings one of them. */
function removal(tree: DockerfileTree, name: string, found: readonly Place[]): Fix[] {
  const lost = found.length - 1;
  const edits = found
    .slice(0, Math.min(lost, mostRemoved + 1))
    .flatMap(({ instruction }) => (instruction === undefined ? [] : removeInstruction(tree, instruction)));
  return lost > mostRemoved || edits.length < lost
    ? []
    : [{ title: l10n.t('Remove the {0} that does not count', name), safe: true, edits }];
}
