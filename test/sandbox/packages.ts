import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { SandboxError } from './errors.ts';
import { attempt, lastLines, run } from './tool.ts';
import type { ToolResult } from './tool.ts';

/** A Debian package, a program in it that shows it is there, and the service that it would start by itself. */
interface Package {
  readonly name: string;
  readonly program: string;
  readonly service?: string;
}

const packages: readonly Package[] = [
  { name: 'containerd', program: 'containerd', service: 'containerd' },
  { name: 'runc', program: 'runc' },
  { name: 'etcd-server', program: 'etcd', service: 'etcd' },
  { name: 'containernetworking-plugins', program: '/usr/lib/cni/bridge' },
  { name: 'docker-registry', program: 'docker-registry', service: 'docker-registry' },
  { name: 'skopeo', program: 'skopeo' },
  { name: 'debootstrap', program: 'debootstrap' },
  { name: 'apache2-utils', program: 'htpasswd' },
  { name: 'openssl', program: 'openssl' },
  { name: 'iproute2', program: 'ip' },
  { name: 'iptables', program: 'iptables' },
  { name: 'mount', program: 'mount' },
  { name: 'util-linux', program: 'flock' },
];

const environment = { DEBIAN_FRONTEND: 'noninteractive' };
const aptOptions = ['-q', '-y', '-o', 'DPkg::Lock::Timeout=300', '-o', 'Acquire::Retries=5'];
const administratorFolders = ['/usr/local/sbin', '/usr/sbin', '/sbin'];

/** The Debian packages that the sandbox needs and the machine lacks. */
export function missingPackages(): readonly string[] {
  return lacking().map(({ name }) => name);
}

/** The one command that installs packages. */
export function installCommand(names: readonly string[]): string {
  return `sudo apt-get install -y --no-install-recommends ${names.join(' ')}`;
}

/** Installs what is missing; updates the package lists only when the installation fails without. */
export async function ensurePackages(): Promise<void> {
  const missing = lacking();
  if (missing.length === 0) {
    return;
  }
  const names = missing.map(({ name }) => name);
  if (findProgram('apt-get') === undefined) {
    const programs = missing.map(({ program }) => program).join(', ');
    throw new SandboxError(
      `These programs are missing, and there is no apt-get to install them: ${programs}`,
    );
  }
  await withoutServices(missing, async () => {
    const result = await aptRetrying(['install', '--no-install-recommends', ...names]);
    if (result.code !== 0) {
      throw new SandboxError(
        `The packages could not be installed: ${lastLines(result.stderr, 10)}\nTry:\n    ${installCommand(names)}`,
      );
    }
  });
  const still = lacking().map(({ name, program }) => `${program} (${name})`);
  if (still.length > 0) {
    throw new SandboxError(`Still missing after the installation: ${still.join(', ')}`);
  }
}

/** Downloads a package's file and unpacks it into a folder without installing it. */
export async function unpackPackage(name: string, folder: string): Promise<void> {
  const download = await aptRetrying(['download', name], folder);
  const file = readdirSync(folder).find((entry) => entry.endsWith('.deb'));
  if (download.code !== 0 || file === undefined) {
    throw new SandboxError(`The package ${name} could not be downloaded: ${lastLines(download.stderr, 5)}`);
  }
  await run('dpkg-deb', ['--extract', join(folder, file), folder]);
}

/** Where a program lies; Debian keeps some where an ordinary user's PATH does not look. */
export function findProgram(program: string): string | undefined {
  const folders = [...(process.env['PATH'] ?? '').split(':'), ...administratorFolders];
  return program.startsWith('/')
    ? [program].find(existsSync)
    : folders.map((folder) => join(folder, program)).find(existsSync);
}

function lacking(): readonly Package[] {
  return packages.filter(({ program }) => findProgram(program) === undefined);
}

/** Runs apt-get; mends a dpkg that was killed half-way, or package lists that are missing or old, and tries again. */
async function aptRetrying(args: readonly string[], cwd?: string): Promise<ToolResult> {
  const first = await apt(args, cwd);
  if (first.code === 0) {
    return first;
  }
  if (first.stderr.includes('dpkg --configure -a')) {
    await attempt('dpkg', ['--configure', '-a'], { env: environment, uninterruptible: true });
  } else {
    await apt(['update']);
  }
  return await apt(args, cwd);
}

function apt(args: readonly string[], cwd?: string): Promise<ToolResult> {
  return attempt('apt-get', [...aptOptions, ...args], {
    env: environment,
    uninterruptible: true,
    ...(cwd === undefined ? {} : { cwd }),
  });
}

/**
 * Debian starts services when it installs them, on their default ports and for every interface. The sandbox runs its
 * own and wants none of these, now or at the next boot.
 */
async function withoutServices(missing: readonly Package[], install: () => Promise<void>): Promise<void> {
  const services = missing.flatMap(({ service }) => (service === undefined ? [] : [service]));
  if (services.length === 0 || !existsSync('/run/systemd/system')) {
    await install();
    return;
  }
  await attempt('systemctl', ['mask', '--runtime', ...services]);
  try {
    await install();
  } finally {
    await attempt('systemctl', ['unmask', '--runtime', ...services]);
    await attempt('systemctl', ['disable', ...services]);
  }
}
