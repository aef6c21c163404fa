import { appendFileSync, realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type * as vscode from 'vscode';
import { requiredVariable } from './environment.ts';
import { extensionUnderTest, manifest } from './extension-under-test.ts';

interface ExtensionModule {
  activate(context: vscode.ExtensionContext): unknown;
}

/**
 * A tests module that measures one activation in a fresh extension host, and adds a line with the milliseconds to
 * `KANIKO_BUILD_TEST_ACTIVATIONS`. It loads the bundle as the host will, puts a clock around its `activate`, and then
 * lets the host activate the extension. The extension must be one that does not activate by itself. Throws when it has been
 * loaded already.
 */
export async function run(): Promise<void> {
  const extension = extensionUnderTest();
  const require = createRequire(__filename);
  const bundle = realpathSync(join(extension.extensionPath, manifest().main));
  if (extension.isActive || bundle in require.cache) {
    throw new Error('The host has loaded the extension before its activation could be measured.');
  }
  const loadStart = clock();
  const loaded = require(bundle) as ExtensionModule;
  const load = clock() - loadStart;
  let measured: number | undefined;
  const activate = (context: vscode.ExtensionContext): unknown => {
    const start = clock();
    const result = loaded.activate(context);
    measured = load + clock() - start;
    return result;
  };
  const cached = require.cache[bundle];
  if (cached === undefined) {
    throw new Error(`${bundle} is not in the host's module cache.`);
  }
  cached.exports = { ...loaded, activate };
  await extension.activate();
  if (measured === undefined) {
    throw new Error('The host has not called the activate that was to be measured.');
  }
  appendFileSync(requiredVariable('KANIKO_BUILD_TEST_ACTIVATIONS'), `${measured.toFixed(1)}\n`);
}

/**
 * Milliseconds that this thread has computed, where Node can tell (23.9 and later): what other programs do on the same
 * machine is not in them. Else milliseconds that have passed.
 */
function clock(): number {
  const { threadCpuUsage } = process as {
    readonly threadCpuUsage?: () => { readonly user: number; readonly system: number };
  };
  if (threadCpuUsage === undefined) {
    return performance.now();
  }
  const { user, system } = threadCpuUsage.call(process);
  return (user + system) / 1000;
}
