/** A variable that the test bed sets for the extension host. */
export function requiredVariable(name: string): string {
  const value = process.env[name];
  if (value === undefined) {
    throw new Error(`${name} is not set: run these suites by test/beds/vscode/run-in-host.ts.`);
  }
  return value;
}
