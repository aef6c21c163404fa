import * as l10n from '@vscode/l10n';
import type { LabelKind } from '../lint/lint-file.ts';
import type { Rule } from '../lint/rule.ts';
import { readPairs, type Pair } from '../syntax/pairs.ts';
import { unquote } from '../syntax/unquote.ts';
import { isEmail, isGitHash, isRfc3339, isSemver, isUrl } from './label-formats.ts';
import { isSpdxExpression } from './spdx.ts';

/** Values that are not of the kind that the schema of the labels asks for: DL3051 to DL3056, DL3058. */
export const labelValueRules: readonly Rule[] = [
  {
    id: 'DL3051',
    severity: 'warning',
    instructions: ['LABEL'],
    title: () => l10n.t('Label without a value'),
    check: labelCheck(
      () => true,
      (value) => value !== '',
      (label) => l10n.t('The label {0} is empty.', label),
    ),
  },
  valueRule(
    'DL3052',
    'url',
    isUrl,
    () => l10n.t('Label that is no URL'),
    (label) => l10n.t('The value of the label {0} is not a URL.', label),
  ),
  valueRule(
    'DL3053',
    'rfc3339',
    isRfc3339,
    () => l10n.t('Label that is no time'),
    (label) =>
      l10n.t('The value of the label {0} is not a time by RFC 3339, such as 2026-01-31T08:00:00Z.', label),
  ),
  valueRule(
    'DL3054',
    'spdx',
    isSpdxExpression,
    () => l10n.t('Label that is no SPDX licence'),
    (label) => l10n.t('The value of the label {0} is not an SPDX licence that is still in use.', label),
  ),
  valueRule(
    'DL3055',
    'hash',
    isGitHash,
    () => l10n.t('Label that is no Git hash'),
    (label) => l10n.t('The value of the label {0} is not a Git hash of 7 or 40 digits.', label),
  ),
  valueRule(
    'DL3056',
    'semver',
    isSemver,
    () => l10n.t('Label that is no semantic version'),
    (label) => l10n.t('The value of the label {0} is not a semantic version, such as 1.2.3.', label),
  ),
  valueRule(
    'DL3058',
    'email',
    isEmail,
    () => l10n.t('Label that is no email address'),
    (label) => l10n.t('The value of the label {0} is not an email address.', label),
  ),
];

function valueRule(
  id: string,
  kind: LabelKind,
  isGood: (value: string) => boolean,
  title: () => string,
  message: (label: string) => string,
): Rule {
  return {
    id,
    severity: 'warning',
    instructions: ['LABEL'],
    setting: 'labelSchema',
    title,
    check: labelCheck((asked) => asked === kind, isGood, message),
  };
}

/** Looks at the labels of the schema whose kind is asked for, as they are written: a variable may bring anything. */
function labelCheck(
  concerns: (kind: LabelKind) => boolean,
  isGood: (value: string) => boolean,
  message: (label: string) => string,
): Rule['check'] {
  return ({ tree, settings: { labelSchema } }, report) => {
    if (!Object.values(labelSchema).some(concerns)) {
      return;
    }
    const isWrong = ({ name, value }: Pair) => {
      const kind = Object.hasOwn(labelSchema, name) ? labelSchema[name] : undefined;
      const text = unquote(value?.text ?? '', tree.escape);
      return kind !== undefined && concerns(kind) && !isGood(text);
    };
    for (const instruction of tree.instructions) {
      const wrong =
        instruction.name === 'LABEL' ? readPairs(instruction, tree.escape).pairs.find(isWrong) : undefined;
      if (wrong !== undefined) {
        const isEmpty = wrong.value === undefined || wrong.value.text === '';
        report({ at: isEmpty ? wrong : (wrong.value ?? wrong), message: message(wrong.name) });
      }
    }
  };
}
