import { runTests } from '@vscode/test-electron';
import { launchBrowser, listenForAutomation, newProfile } from './browser.ts';
import { canRunDesktop } from './electron.ts';
import { BedError } from './errors.ts';
import { installServer } from './install.ts';
import { paths } from './paths.ts';
import { startServer } from './server.ts';

/** What an extension host opens and runs. */
export interface HostOptions {
  /** The extension under development: the folder with its package.json. */
  readonly extension: string;
  /** The folder that VS Code opens. */
  readonly workspace: string;
  /** Seen by the extension host. */
  readonly env: Readonly<Record<string, string>>;
}

/** A real VS Code that starts a fresh extension host for each tests module. */
export interface HostBed {
  /** Which VS Code it is, for people. */
  readonly name: string;
  /** Runs a module that exports `run()` in a fresh extension host. Throws when `run()` does, or takes five minutes. */
  run(testsModule: string): Promise<void>;
  stop(): Promise<void>;
}

const limit = 5 * 60_000;

/** The desktop's VS Code where it can be downloaded, else the server in Chromium. Throws {@link BedError}. */
export async function startHostBed(options: HostOptions): Promise<HostBed> {
  return (await canRunDesktop()) ? desktopBed(options) : await serverBed(options);
}

function desktopBed(options: HostOptions): HostBed {
  const root = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return {
    name: 'VS Code (newest stable, @vscode/test-electron)',
    run: async (testsModule) => {
      await runTests({
        cachePath: paths.electron,
        extensionDevelopmentPath: options.extension,
        extensionTestsPath: testsModule,
        extensionTestsEnv: { ...options.env },
        launchArgs: [options.workspace, '--disable-extensions', '--disable-workspace-trust', ...root],
      });
    },
    stop: () => Promise.resolve(),
  };
}

async function serverBed(options: HostOptions): Promise<HostBed> {
  const installation = await installServer();
  const server = await startServer(installation, { driver: true, endsUnused: true, env: options.env });
  const browser = await launchBrowser(installation);
  // One profile for all runs: the second start finds VS Code's own code in the browser's cache.
  const profile = await newProfile(browser);
  const run = async (testsModule: string): Promise<void> => {
    const page = await profile.newPage();
    try {
      const log: string[] = [];
      const automation = await listenForAutomation(page, (text) => log.push(text));
      const payload = [
        ['extensionDevelopmentPath', server.remoteUri(options.extension)],
        ['extensionTestsPath', server.remoteUri(testsModule)],
        ['skipWelcome', 'true'],
      ] as const;
      await page.goto(server.url(options.workspace, payload));
      const code = await withinLimit(automation.exit);
      if (code !== 0) {
        throw new BedError(`The tests module ended with ${code}:\n${log.slice(-40).join('\n')}`);
      }
    } finally {
      await page.close();
    }
  };
  const stop = async (): Promise<void> => {
    await browser.close();
    await server.stop();
  };
  return { name: 'VS Code server in Chromium', run, stop };
}

function withinLimit(exit: Promise<number>): Promise<number> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new BedError(`The tests module did not end within ${limit / 60_000} minutes.`));
    }, limit);
    exit.then(resolve, reject).finally(() => {
      clearTimeout(timer);
    });
  });
}
