import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { BedError } from './errors.ts';
import type { ServerInstallation } from './install.ts';
import { runCommand } from './command.ts';

const host = '127.0.0.1';

/** How the VS Code server is run. */
export interface ServerOptions {
  /** The port to listen on; a free one when absent. */
  readonly port?: number;
  /** A packaged extension to install, in place of one under development. */
  readonly vsix?: string;
  /** Machine settings, by their full names. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Added to the environment of the server and so of every extension host. */
  readonly env?: Readonly<Record<string, string>>;
  /** Lets tests run in the host and hides toasts. People who look at it do without. */
  readonly driver: boolean;
  /** Lets it end by itself when nobody has looked at it for five minutes: for whoever may be killed before the stop. */
  readonly endsUnused: boolean;
  /** Whether VS Code asks if the folder is to be trusted; otherwise every folder is. */
  readonly workspaceTrust?: boolean;
}

/** A running VS Code server. */
export interface CodeServer {
  readonly port: number;
  /** The folder for all its data; gone after {@link CodeServer.stop}. */
  readonly dataFolder: string;
  /** The page that opens `folder`, with the payload that VS Code reads from the address. */
  url(folder: string, payload?: readonly (readonly [string, string])[]): string;
  /** The address of a file or folder as the web page names it. */
  remoteUri(path: string): string;
  /** Ends the server and its extension hosts, and removes its data. */
  stop(): Promise<void>;
}

/** Starts a server with data of its own. Resolves when it answers. Throws {@link BedError} when it does not. */
export async function startServer(
  installation: ServerInstallation,
  options: ServerOptions,
): Promise<CodeServer> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'kaniko-build-vscode-'));
  const extensions = join(dataFolder, 'extensions');
  await mkdir(extensions);
  await writeSettings(dataFolder, options.settings ?? {});
  const common = [
    '--accept-server-license-terms',
    '--server-data-dir',
    dataFolder,
    '--extensions-dir',
    extensions,
  ];
  if (options.vsix !== undefined) {
    const install = [...common, '--install-extension', options.vsix];
    await runCommand(installation.node, [installation.serverMain, ...install]);
  }
  const port = options.port ?? (await freePort());
  const child = spawn(installation.node, [installation.serverMain, ...common, ...flags(port, options)], {
    env: { ...process.env, ...options.env },
    // A group of its own: the server's children (extension hosts, file watchers) end with it.
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const stop = async (): Promise<void> => {
    await endGroup(child);
    await rm(dataFolder, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    await untilListening(child, port);
  } catch (error) {
    await stop();
    throw error;
  }
  const authority = `${host}:${port}`;
  const remoteUri = (path: string): string => `vscode-remote://${authority}${path}`;
  const url = (folder: string, payload: readonly (readonly [string, string])[] = []): string => {
    const query = new URLSearchParams({ folder });
    const values = payload.length === 0 ? '' : `&payload=${encodeURIComponent(JSON.stringify(payload))}`;
    return `http://${authority}/?${query.toString()}${values}`;
  };
  return { port, dataFolder, url, remoteUri, stop };
}

function flags(port: number, options: ServerOptions): readonly string[] {
  return [
    '--host',
    host,
    '--port',
    String(port),
    '--without-connection-token',
    '--telemetry-level',
    'off',
    ...(options.endsUnused ? ['--enable-remote-auto-shutdown'] : []),
    ...(options.driver ? ['--enable-smoke-test-driver'] : []),
    ...(options.workspaceTrust === true ? [] : ['--disable-workspace-trust']),
  ];
}

async function writeSettings(dataFolder: string, settings: Readonly<Record<string, unknown>>): Promise<void> {
  const folder = join(dataFolder, 'data', 'Machine');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'settings.json'), JSON.stringify(settings, undefined, 2));
}

/** A port that was free a moment ago. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, host);
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') {
    throw new BedError('The system gave no free port.');
  }
  return address.port;
}

async function untilListening(child: ChildProcess, port: number): Promise<void> {
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(-4000)));
  }
  const deadline = Date.now() + 60_000;
  while (Date.now() < deadline) {
    if (child.exitCode !== null) {
      throw new BedError(`The VS Code server ended with ${child.exitCode}:\n${said}`);
    }
    try {
      await fetch(`http://${host}:${port}/version`, { signal: AbortSignal.timeout(2000) });
      return;
    } catch {
      await setTimeout(100);
    }
  }
  throw new BedError(`The VS Code server did not answer within a minute:\n${said}`);
}

async function endGroup(child: ChildProcess): Promise<void> {
  if (child.pid === undefined) {
    return;
  }
  const ended =
    child.exitCode === null && child.signalCode === null ? once(child, 'exit') : Promise.resolve();
  signalGroup(child.pid, 'SIGTERM');
  await Promise.race([ended, setTimeout(3000, undefined, { ref: false })]);
  signalGroup(child.pid, 'SIGKILL');
}

function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch {
    // All of them have ended.
  }
}
