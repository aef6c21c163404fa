import { writeFileSync } from 'node:fs';
import Mocha from 'mocha';

/** What one mocha run came to, for the runner of all suites. */
export interface SuiteResult {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** Mocha's own `spec` output, and the counts as JSON in the file that `$KANIKO_BUILD_COUNTS` names. */
export default class CountingReporter extends Mocha.reporters.Spec {
  constructor(runner: Mocha.Runner, options: Mocha.MochaOptions) {
    super(runner, options);
    runner.once('end', () => {
      const file = process.env['KANIKO_BUILD_COUNTS'];
      if (file === undefined) return;
      const { passes, failures, pending } = this.stats;
      const counts: SuiteResult = { passed: passes, failed: failures, skipped: pending };
      writeFileSync(file, JSON.stringify(counts));
    });
  }
}
