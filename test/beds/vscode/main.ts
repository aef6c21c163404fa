import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BedError } from './errors.ts';
import { installServer } from './install.ts';
import { packageExtension } from './package-extension.ts';
import { repository } from './paths.ts';
import { runExtensionTests } from './run-in-host.ts';
import { serveVSCode } from './serve.ts';

/** The bed by hand: `node test/beds/vscode/main.ts install | extension-tests | serve [FOLDER]`. */
const [command, ...rest] = process.argv.slice(2);

try {
  switch (command) {
    case 'install':
      console.log(await installServer());
      break;
    case 'extension-tests':
      await extensionTests();
      break;
    case 'serve':
      await serve(rest[0] ?? join(repository, 'examples', 'hello'));
      break;
    default:
      throw new BedError('Usage: node test/beds/vscode/main.ts install | extension-tests | serve [FOLDER]');
  }
} catch (error) {
  if (!(error instanceof BedError)) {
    throw error;
  }
  console.error(error.message);
  process.exitCode = 1;
}

/** Leaves the counts as JSON in the file that `$KANIKO_BUILD_COUNTS` names, as the suites that mocha runs do. */
async function extensionTests(): Promise<void> {
  const result = await runExtensionTests();
  const counts = process.env['KANIKO_BUILD_COUNTS'];
  if (counts !== undefined) {
    const { passed, failed, skipped } = result;
    await writeFile(counts, JSON.stringify({ passed, failed, skipped }));
  }
  for (const { title, message } of result.failures) {
    console.log(`\n✗ ${title}\n${message}`);
  }
  console.log(`${result.passed} passed, ${result.failed} failed, ${result.skipped} skipped`);
  process.exitCode = result.failed === 0 ? 0 : 1;
}

async function serve(workspace: string): Promise<void> {
  const interrupt = new AbortController();
  process.once('SIGINT', () => interrupt.abort());
  const onReady = (address: string): void => console.log(`Open ${address} (Ctrl-C ends)`);
  await serveVSCode({ workspace, vsix: await packageExtension(), signal: interrupt.signal, onReady });
}
