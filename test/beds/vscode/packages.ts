import { access, constants, readFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { note, step } from '../../sandbox/step.ts';
import { runCommand } from './command.ts';
import { BedError } from './errors.ts';

/** What the native modules of code-server are compiled against. */
const libraries = [
  'libkrb5-dev',
  'libsecret-1-dev',
  'libx11-dev',
  'libxkbfile-dev',
  'pkg-config',
  'g++',
  'make',
  'python3',
];

/** Fonts without which a page is full of boxes. */
const fonts = ['fonts-dejavu-core'];

const browsers = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** Installs the Debian packages that are missing, when root; else throws {@link BedError} with the command to run. */
export async function installPackages(): Promise<void> {
  const wanted = [...libraries, ...fonts, ...((await findBrowser()) === undefined ? ['chromium'] : [])];
  const installed = await installedPackages();
  const missing = wanted.filter((name) => !installed.has(name));
  if (missing.length === 0) {
    return;
  }
  const command = ['apt-get', 'install', '-y', '--no-install-recommends', ...missing];
  if (process.platform !== 'linux' || process.getuid?.() !== 0) {
    throw new BedError(`The VS Code test bed needs Debian packages. Run: sudo ${command.join(' ')}`);
  }
  const environment = { DEBIAN_FRONTEND: 'noninteractive' };
  const waiting = ['-o', 'DPkg::Lock::Timeout=600'];
  await step(`Debian packages: ${missing.join(' ')}`, async () => {
    try {
      await runCommand('apt-get', [...command.slice(1), ...waiting], { env: environment });
    } catch {
      note('The package lists may be old: fetching them and trying again.');
      await runCommand('apt-get', ['update', ...waiting], { env: environment });
      await runCommand('apt-get', [...command.slice(1), ...waiting], { env: environment });
    }
  });
}

/** The path of a Chromium, or undefined when there is none. `KANIKO_BUILD_CHROMIUM` names one of your own. */
export async function findBrowser(): Promise<string | undefined> {
  const own = process.env['KANIKO_BUILD_CHROMIUM'];
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const candidates = browsers.flatMap((name) => folders.map((folder) => join(folder, name)));
  for (const candidate of own === undefined ? candidates : [own, ...candidates]) {
    if (await isExecutable(candidate)) {
      return candidate;
    }
  }
  return undefined;
}

async function isExecutable(file: string): Promise<boolean> {
  try {
    await access(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Reads dpkg's own list; empty on systems without one. */
async function installedPackages(): Promise<ReadonlySet<string>> {
  let status: string;
  try {
    status = await readFile('/var/lib/dpkg/status', 'utf8');
  } catch {
    return new Set();
  }
  const installed = status.matchAll(/^Package: (\S+)\nStatus: install ok installed$/gm);
  return new Set([...installed].map((match) => match[1] ?? ''));
}
