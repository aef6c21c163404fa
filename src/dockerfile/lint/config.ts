import type { Severity } from './diagnostic.ts';
import type { RuleSettings } from './lint-file.ts';

/** What of the rules is used, and how. Ids may be any under which a rule is known. */
export interface LintConfig {
  /** Rules that are not used. */
  readonly ignored: ReadonlySet<string>;
  /** Severities that differ from the rules' own; a rule that is off by default is used when it is named here. */
  readonly severities: ReadonlyMap<string, Severity>;
  /** Comments silence nothing. */
  readonly disableIgnorePragma: boolean;
  /** Where a line cannot be read (DL1000), only the first such one is told under hadolint's ids, as hadolint does. */
  readonly stopAtParseError?: boolean;
  readonly settings: RuleSettings;
}

/** The configuration of somebody who has configured nothing. */
export const defaultConfig: LintConfig = {
  ignored: new Set(),
  severities: new Map(),
  disableIgnorePragma: false,
  settings: { trustedRegistries: [], labelSchema: {}, strictLabels: false },
};
