import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { delimiter, join } from 'node:path';
import * as l10n from '@vscode/l10n';
import type { Login } from './auth.ts';
import { CredentialsError } from './credentials-error.ts';
import type { UserEnvironment } from './docker-config.ts';

/** User name by which a helper says that the secret is an identity token, in the docker-credential-helpers protocol. */
export const identityTokenUser = '<token>';

const outputLimit = 64 * 1024;

export interface HelperOptions {
  readonly environment: UserEnvironment;
  readonly signal?: AbortSignal;
  /** Ends a helper that waits for somebody; 10 000 by default. */
  readonly timeoutMs?: number;
}

/**
 * Asks `docker-credential-NAME get` for the login of `server`, or undefined when it holds none.
 * What the helper writes is never part of a message. Throws {@link CredentialsError}, or the signal's reason.
 */
export async function askHelper(
  name: string,
  server: string,
  options: HelperOptions,
): Promise<Login | undefined> {
  options.signal?.throwIfAborted();
  // The name comes from a file and becomes a program's: no path, no option.
  if (!/^[A-Za-z0-9][\w.-]*$/.test(name)) {
    throw new CredentialsError(
      'helper-name',
      l10n.t('The Docker config names a credential helper "{0}", which is not a valid name.', name),
      l10n.t('Correct "credsStore" or "credHelpers" in the Docker config.'),
    );
  }
  const program = `docker-credential-${name}`;
  const end = await run(program, server, options);
  const notFound = /credentials not found|no credentials/i;
  if (end.code !== 0) {
    if (notFound.test(end.stdout) || notFound.test(end.stderr)) {
      return undefined;
    }
    throw new CredentialsError(
      'helper-failed',
      l10n.t(
        '{0} could not give the credentials for {1} (exit code {2}).',
        program,
        server,
        end.code ?? 'none',
      ),
      l10n.t('Log in to {0} again with "docker login", or choose other credentials.', server),
    );
  }
  return parseAnswer(end.stdout, program, server);
}

function parseAnswer(stdout: string, program: string, server: string): Login | undefined {
  let answer: unknown;
  try {
    answer = JSON.parse(stdout);
  } catch {
    answer = undefined;
  }
  if (typeof answer === 'object' && answer !== null && 'Username' in answer && 'Secret' in answer) {
    const { Username: username, Secret: password } = answer;
    if (typeof username === 'string' && typeof password === 'string') {
      return username === '' && password === '' ? undefined : { username, password };
    }
  }
  throw answerError(program, server);
}

interface End {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function run(program: string, server: string, options: HelperOptions): Promise<End> {
  const { signal, timeoutMs = 10_000, environment } = options;
  return new Promise((resolve, reject) => {
    const child = spawn(program, ['get'], {
      env: { ...environment.env, PATH: searchPath(environment) },
      windowsHide: true,
      stdio: 'pipe',
    });
    const settle = (finish: () => void): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
      stop(child);
      finish();
    };
    const timer = setTimeout(() => {
      settle(() => {
        reject(timeoutError(program, timeoutMs));
      });
    }, timeoutMs);
    const onAbort = (): void => {
      settle(() => {
        reject(abortReason(signal));
      });
    };
    signal?.addEventListener('abort', onAbort, { once: true });
    const onOverflow = (): void => {
      settle(() => {
        reject(answerError(program, server));
      });
    };
    const stdout = collect(child.stdout, onOverflow);
    const stderr = collect(child.stderr, onOverflow);
    child.once('error', (error) => {
      settle(() => {
        reject(startError(program, error));
      });
    });
    child.once('close', (code) => {
      settle(() => {
        resolve({ code, stdout: stdout(), stderr: stderr() });
      });
    });
    // A helper that has ended without reading is judged by its exit code, not by the broken pipe.
    child.stdin.on('error', () => undefined);
    child.stdin.end(`${server}\n`);
  });
}

/** Collects at most {@link outputLimit} bytes; more is no credential. */
function collect(stream: NodeJS.ReadableStream, onOverflow: () => void): () => string {
  const chunks: Buffer[] = [];
  let size = 0;
  stream.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size > outputLimit) {
      onOverflow();
    } else {
      chunks.push(chunk);
    }
  });
  return () => Buffer.concat(chunks).toString('utf8');
}

/** Frees everything even when a grandchild still holds the pipes. */
function stop(child: ChildProcessWithoutNullStreams): void {
  child.kill('SIGKILL');
  child.stdin.destroy();
  child.stdout.destroy();
  child.stderr.destroy();
}

/** An editor that was started from the desktop often lacks the folders that a login shell adds. */
function searchPath({ env, home }: UserEnvironment): string {
  const usual =
    process.platform === 'win32'
      ? []
      : [
          '/usr/local/bin',
          '/opt/homebrew/bin',
          '/Applications/Docker.app/Contents/Resources/bin',
          join(home, '.docker/bin'),
        ];
  return [env['PATH'] ?? env['Path'] ?? '', ...usual].filter((folder) => folder !== '').join(delimiter);
}

function startError(program: string, error: NodeJS.ErrnoException): CredentialsError {
  return error.code === 'ENOENT'
    ? new CredentialsError(
        'helper-missing',
        l10n.t('The Docker config wants the credential helper {0}, which is not on the PATH.', program),
        l10n.t('Install it, remove it from the Docker config, or choose other credentials.'),
        { cause: error },
      )
    : new CredentialsError(
        'helper-failed',
        l10n.t(
          'The credential helper {0} could not be started: {1}.',
          program,
          error.code ?? 'unknown error',
        ),
        l10n.t('Check that it may be executed, or choose other credentials.'),
        { cause: error },
      );
}

function answerError(program: string, server: string): CredentialsError {
  return new CredentialsError(
    'helper-failed',
    l10n.t(
      '{0} gave an answer for {1} that is not in the form of a Docker credential helper.',
      program,
      server,
    ),
    l10n.t('Update the helper, or choose other credentials.'),
  );
}

function timeoutError(program: string, timeoutMs: number): CredentialsError {
  return new CredentialsError(
    'helper-timeout',
    l10n.t('The credential helper {0} gave no answer in {1} seconds.', program, timeoutMs / 1000),
    l10n.t('It may wait for you to unlock a key store: do so and try again, or choose other credentials.'),
  );
}

function abortReason(signal: AbortSignal | undefined): Error {
  const reason: unknown = signal?.reason;
  return reason instanceof Error ? reason : new Error('aborted', { cause: reason });
}
