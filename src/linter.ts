import { config as useTranslations } from '@vscode/l10n';
import { builderProfiles } from './builder-profiles.ts';
import { ignoreFixes } from './dockerfile/lint/ignore-fixes.ts';
import type { Rule } from './dockerfile/lint/rule.ts';
import { allRules } from './dockerfile/rules/all-rules.ts';
import { fixDockerfile, lintDockerfile } from './linter/lint-dockerfile.ts';
import type { Linter, RuleDescription } from './linter/linter.ts';
import { readConfig } from './linter/read-config.ts';

/** Composes the linter. `translations` is the editor's l10n bundle; without it everything is English. */
export function createLinter(options: { readonly translations?: Readonly<Record<string, string>> }): Linter {
  if (options.translations !== undefined) useTranslations({ contents: options.translations });
  return {
    rules: allRules.map(describe),
    readConfig,
    lint: (request) => lintDockerfile(request, builderProfiles),
    fixAll: (request) => fixDockerfile(request, builderProfiles),
    ignoreFixes,
  };
}

function describe({ id, alias, severity, off, title }: Rule): RuleDescription {
  return {
    id,
    severity,
    off: off === true,
    title: title(),
    ...(alias === undefined ? {} : { alias }),
  };
}
