import { onceFor } from '../once-for.ts';
import { parseDockerfile } from '../parse.ts';
import { allRules } from '../rules/all-rules.ts';
import type { DockerfileTree } from '../tree.ts';
import { defaultConfig, type LintConfig } from './config.ts';
import type { Diagnostic, Severity } from './diagnostic.ts';
import { makeLintFile } from './make-lint-file.ts';
import { checkOptionsOf, isBuildKitId } from './check-directive.ts';
import { silencedByChecks } from './check-silence.ts';
import { silencedByPragmas, type Silence } from './pragmas.ts';
import { RuleChoice, type UsedRule } from './rule-choice.ts';
import type { Finding, Report, Rule } from './rule.ts';

/** What there is to say of one Dockerfile. */
export interface LintResult {
  readonly tree: DockerfileTree;
  /** In the order of the file. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Parses a Dockerfile and applies all rules that the configuration and the file's own comments leave. Never throws;
 * reads nothing but its arguments.
 */
export function lint(text: string, config: LintConfig = defaultConfig): LintResult {
  const tree = parseDockerfile(text);
  const file = makeLintFile(tree, config.settings);
  const byPragmas: Silence = config.disableIgnorePragma ? () => false : silencedByPragmas(file);
  const byChecks: Silence = config.disableIgnorePragma ? () => false : silencedByChecks(tree);
  const silenced: Silence = (codes, offset) => byPragmas(codes, offset) || byChecks(codes, offset);
  // By `# check=error=true` what BuildKit finds stops its build; what hadolint finds too keeps hadolint's severity.
  const strict = !config.disableIgnorePragma && checkOptionsOf(tree).error;
  const diagnostics: Diagnostic[] = [];
  let used: UsedRule;
  const report: Report = (found) => {
    const codes = codesLeft(used, found, silenced);
    if (codes.length === 0 || codes.some((code) => config.ignored.has(code))) {
      return;
    }
    const own = strict && codes.every(isBuildKitId) ? 'error' : (found.severity ?? used.rule.severity);
    diagnostics.push(toDiagnostic(used.rule, found, codes, used.chosen ?? own));
  };
  for (used of choiceFor(config).for(file)) {
    used.check(file, report);
  }
  diagnostics.sort((one, other) => one.start - other.start);
  return { tree, diagnostics: config.stopAtParseError === true ? untilParseError(diagnostics) : diagnostics };
}

/** Without what hadolint does not say of a file that it cannot read: all but the first error, of the file's order. */
function untilParseError(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const error = diagnostics.find(({ code }) => code === 'DL1000');
  return error === undefined
    ? diagnostics
    : diagnostics.flatMap((diagnostic) => {
        const codes = diagnostic.codes.filter((code) => !/^DL\d/.test(code));
        const [code] = codes;
        return diagnostic === error ? diagnostic : code === undefined ? [] : { ...diagnostic, code, codes };
      });
}

/** The rules that a configuration uses. */
function choiceFor({ ignored, severities }: LintConfig): RuleChoice {
  return choices(ignored)(severities);
}

const choices = onceFor((ignored: LintConfig['ignored']) =>
  onceFor(
    (severities: LintConfig['severities']) =>
      new RuleChoice(
        allRules.flatMap((rule): UsedRule | [] => {
          const ids = rule.alias === undefined ? [rule.id] : [rule.id, rule.alias];
          const chosen = ids.map((id) => severities.get(id)).find((severity) => severity !== undefined);
          const isUsed = (rule.off !== true || chosen !== undefined) && !ids.some((id) => ignored.has(id));
          return isUsed ? { rule, check: rule.check, ids, chosen } : [];
        }),
      ),
  ),
);

/** The ids of a finding that comments do not silence; where they silence one of them, all, but for conflicts. */
function codesLeft(
  { ids }: UsedRule,
  { at, codes, conflicts }: Finding,
  silenced: Silence,
): readonly string[] {
  const all = codes ?? ids;
  if (conflicts === undefined) {
    return silenced(all, at.start) ? [] : all;
  }
  return all.filter((code) => {
    const later = conflicts.get(code);
    return later === undefined || !silenced(ids, later);
  });
}

function toDiagnostic(
  rule: Rule,
  finding: Finding,
  codes: readonly string[],
  severity: Severity,
): Diagnostic {
  const diagnostic: Diagnostic = {
    start: finding.at.start,
    end: finding.at.end,
    code: codes[0] ?? rule.id,
    codes,
    severity,
    message: finding.message,
    fixes: finding.fixes ?? [],
    related: finding.related ?? [],
  };
  return rule.tag === undefined ? diagnostic : { ...diagnostic, tag: rule.tag };
}
