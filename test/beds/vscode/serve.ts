import { installServer } from './install.ts';
import { quietSettings } from './settings.ts';
import { startServer } from './server.ts';

/** What is served, and until when. */
export interface ServeOptions {
  /** Absolute path of the folder that VS Code opens. */
  readonly workspace: string;
  /** The packaged extension. */
  readonly vsix: string;
  /** The port; 61600 when absent. */
  readonly port?: number;
  /** Machine settings, by their full names. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Ends it. */
  readonly signal: AbortSignal;
  /** Called once it can be opened, with the address. */
  readonly onReady: (address: string) => void;
}

/** Above the range that Linux hands out for outgoing connections, beside the sandbox's own. */
const defaultPort = 61600;

/**
 * Serves VS Code with the extension to browsers on this machine until the signal aborts. Installs the server first
 * where it is missing. Throws BedError when it cannot.
 */
export async function serveVSCode(options: ServeOptions): Promise<void> {
  const installation = await installServer();
  if (options.signal.aborted) {
    return;
  }
  const server = await startServer(installation, {
    port: options.port ?? defaultPort,
    vsix: options.vsix,
    settings: { ...quietSettings, ...options.settings },
    driver: false,
    endsUnused: false,
  });
  try {
    options.onReady(server.url(options.workspace));
    await aborted(options.signal);
  } finally {
    await server.stop();
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) {
      resolve();
      return;
    }
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
