/**
 * For a suite in which each test goes on where the one before has ended: after a failure the rest is skipped, instead
 * of failing one by one for the same reason. To be called inside `describe`.
 */
export function inSequence(): void {
  let failed = false;
  beforeEach(function () {
    if (failed) {
      this.skip();
    }
  });
  afterEach(function () {
    failed ||= this.currentTest?.state === 'failed';
  });
}
