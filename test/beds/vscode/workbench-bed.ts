import { writeFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { launchBrowser, newProfile } from './browser.ts';
import { installServer } from './install.ts';
import { packageExtension } from './package-extension.ts';
import { quietSettings } from './settings.ts';
import { startServer } from './server.ts';
import { Workbench } from './workbench.ts';

/** The extension's view container in the activity bar. */
const container = 'Kaniko Build';

/** What is the same for all windows of a bed. */
export interface WorkbenchBedOptions {
  /** Machine settings, by their full names. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Added to the environment of the extension hosts. */
  readonly env?: Readonly<Record<string, string>>;
  /** Whether VS Code asks if a folder is to be trusted; otherwise every folder is. */
  readonly workspaceTrust?: boolean;
}

/** A VS Code with the packaged extension, for tests of the user interface. */
export interface WorkbenchBed {
  /**
   * Opens a window on a new folder called `name` with these files (content by path), in a profile of its own: nothing
   * is remembered from another window.
   */
  open(name: string, files: Readonly<Record<string, string>>): Promise<OpenWindow>;
  /** Ends everything and removes the folders. */
  stop(): Promise<void>;
}

export interface OpenWindow {
  readonly workbench: Workbench;
  /** The absolute path of the opened folder. */
  readonly folder: string;
  close(): Promise<void>;
}

/** Packages the extension, installs it into a VS Code server of its own and starts that. Throws BedError. */
export async function startWorkbenchBed(options: WorkbenchBedOptions): Promise<WorkbenchBed> {
  const installation = await installServer();
  const server = await startServer(installation, {
    ...options,
    vsix: await packageExtension(),
    settings: { ...quietSettings, ...options.settings },
    driver: false,
    endsUnused: true,
  });
  const browser = await launchBrowser(installation);
  const root = await mkdtemp(join(tmpdir(), 'kaniko-build-workbench-'));
  const open = async (name: string, files: Readonly<Record<string, string>>): Promise<OpenWindow> => {
    const folder = join(root, name);
    await writeFiles(folder, files);
    const profile = await newProfile(browser);
    const workbench = await Workbench.open(profile, server.url(folder), container);
    return { workbench, folder, close: () => profile.close() };
  };
  const stop = async (): Promise<void> => {
    await browser.close();
    await server.stop();
    await rm(root, { recursive: true, force: true });
  };
  return { open, stop };
}

async function writeFiles(folder: string, files: Readonly<Record<string, string>>): Promise<void> {
  const paths = Object.entries(files).map(([path, content]) => [join(folder, path), content] as const);
  for (const parent of new Set([folder, ...paths.map(([path]) => dirname(path))])) {
    await mkdir(parent, { recursive: true });
  }
  for (const [path, content] of paths) writeFileSync(path, content);
}
