import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { requiredVariable } from './environment.ts';

/**
 * VS Code calls this in the extension host. Runs every suite of this folder and leaves mocha's JSON report where
 * `KANIKO_BUILD_TEST_REPORT` says. Failed tests are in the report; only a run that broke down throws.
 */
export async function run(): Promise<void> {
  const { default: Mocha } = await import('mocha');
  const mocha = new Mocha({
    ui: 'bdd',
    timeout: 20_000,
    forbidOnly: true,
    reporter: 'json',
    reporterOptions: { output: requiredVariable('KANIKO_BUILD_TEST_REPORT') },
  });
  // Bundled to CommonJS: there is no import.meta here.
  for (const file of readdirSync(__dirname).filter((name) => name.endsWith('.test.js'))) {
    mocha.addFile(join(__dirname, file));
  }
  await new Promise<void>((resolve) => {
    mocha.run(() => {
      resolve();
    });
  });
}
