import * as l10n from '@vscode/l10n';
import type { LintFile } from '../lint/lint-file.ts';
import type { LintStage } from '../lint/lint-stage.ts';
import type { Finding } from '../lint/rule.ts';
import type { Instruction } from '../tree.ts';

/** What the ONBUILDs of the earlier stage that a stage begins with make happen at its FROM. */
export function inheritedTriggers(file: LintFile, { index, from }: LintStage): readonly Instruction[] {
  const hasTriggers = file.instructions.length > file.tree.instructions.length;
  return from === undefined || !hasTriggers ? [] : file.scopes().inheritedTriggers(index);
}

/** BuildKit's finding about such an instruction, which it reports at the FROM. */
export function findingAtFrom(
  { from }: LintStage,
  trigger: Instruction,
  { code, message }: { readonly code: string; readonly message: string },
): Finding {
  const { start, end } = trigger.keyword;
  return {
    at: from?.image ?? trigger.keyword,
    message: l10n.t('What ONBUILD of {0} does here: {1}', from?.image.text ?? '', message),
    codes: [code],
    related: [{ start, end, message }],
  };
}
