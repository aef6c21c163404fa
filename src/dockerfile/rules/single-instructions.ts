import * as l10n from '@vscode/l10n';
import type { Fix, Severity } from '../lint/diagnostic.ts';
import type { Rule } from '../lint/rule.ts';
import type { DockerfileTree, Instruction } from '../tree.ts';
import { ownInstructions, stagesWithPreamble } from './own-instructions.ts';
import { removeInstruction } from './remove-instruction.ts';

/** What may stand in a stage once, because only the last one counts: DL3012, DL4003, DL4004. */
export const singleInstructionRules: readonly Rule[] = [
  onlyOnce('DL3012', 'HEALTHCHECK', 'error', () => l10n.t('Several HEALTHCHECK in one stage')),
  onlyOnce('DL4003', 'CMD', 'warning', () => l10n.t('Several CMD in one stage')),
  onlyOnce('DL4004', 'ENTRYPOINT', 'error', () => l10n.t('Several ENTRYPOINT in one stage')),
];

/** Hostile files repeat an instruction ten thousand times; people do not. */
const mostRemoved = 20;

function onlyOnce(id: string, name: string, severity: Severity, title: () => string): Rule {
  return {
    id,
    // BuildKit reports the ones that do not count, hadolint those that follow; each has its place in the finding.
    alias: 'MultipleInstructionsDisallowed',
    severity,
    instructions: [name],
    title,
    check: (file, report) => {
      for (const stage of stagesWithPreamble(file)) {
        const found: Instruction[] = [];
        for (const instruction of ownInstructions(stage)) {
          if (instruction.name !== name) {
            continue;
          }
          if (found.length > 0) {
            report({
              at: instruction.keyword,
              message: l10n.t(
                'Only the last {0} of a stage counts; what the one before says is lost: keep one.',
                name,
              ),
              related: found
                .slice(-1)
                .map(({ keyword: at }) => ({ ...at, message: l10n.t('This {0} does not count.', name) })),
              fixes: found.length > mostRemoved ? [] : [removal(file.tree, name, found)],
            });
          }
          found.push(instruction);
        }
      }
    },
  };
}

function removal(tree: DockerfileTree, name: string, earlier: readonly Instruction[]): Fix {
  return {
    title: l10n.t('Remove the {0} that does not count', name),
    safe: true,
    edits: earlier.map((instruction) => removeInstruction(tree, instruction)),
  };
}
