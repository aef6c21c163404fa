import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { BuilderProfile } from '../builders/builder.ts';
import { isRemoteContext } from '../build/remote-context.ts';
import type { CacheChoice, CredentialsChoice, RegistrySettings, RemoteOptions } from '../build/request.ts';
import { builderChoice } from './builder-choice.ts';
import { cacheOptions } from './cache-options.ts';
import { mirrorOptions } from './mirror-options.ts';
import { parseDuration } from './duration.ts';
import { parseLintArguments, type LintOptions } from './lint-arguments.ts';
import type { PodOptions } from './pod-options.ts';
import { remoteOptions } from './remote-options.ts';
import { UsageError } from './usage-error.ts';

export type Command =
  | { readonly name: 'help' }
  | {
      readonly name: 'build';
      readonly options: BuildOptions & { readonly format: 'text' | 'jsonl'; readonly insist: boolean };
    }
  | { readonly name: 'doctor'; readonly options: BuildOptions & { readonly format: 'text' | 'json' } }
  | { readonly name: 'manifests'; readonly options: BuildOptions & { readonly showSecrets: boolean } }
  | { readonly name: 'context'; readonly options: ContextOptions }
  | { readonly name: 'lint'; readonly options: LintOptions };

/** What `kaniko-build context` lists, and how. */
export interface ContextOptions {
  readonly context: string;
  readonly dockerfile: string;
  readonly target: string | undefined;
  readonly buildArgs: Readonly<Record<string, string>>;
  /** Everything that the ignore file leaves, not only what the Dockerfile reads. */
  readonly all: boolean;
  readonly format: 'text' | 'json';
  /** Where the archive goes: a path, or `-` for stdout. */
  readonly tar: string | undefined;
}

/** A request as the command line gives it: what it leaves out of the cluster is for the kubeconfig to say. */
export interface BuildOptions extends PodOptions {
  readonly dockerfile: string;
  /** A folder, or a URL that the builder fetches. */
  readonly context: string;
  /** Of a context that is a URL. */
  readonly remote: RemoteOptions | undefined;
  readonly destinations: readonly string[];
  readonly kubeconfig: readonly string[];
  readonly kubeContext: string | undefined;
  readonly namespace: string | undefined;
  readonly builder: string;
  readonly flavour: string;
  readonly image: string | undefined;
  /** One token each. */
  readonly executorArguments: readonly string[];
  readonly cache: CacheChoice | undefined;
  readonly credentials: CredentialsChoice;
  /** The password is to be read from stdin. */
  readonly passwordStdin: boolean;
  readonly registries: RegistrySettings;
  readonly buildArgs: Readonly<Record<string, string>>;
  readonly target: string | undefined;
  /** Everything that the ignore file leaves is uploaded, not only what the Dockerfile reads. */
  readonly all: boolean;
  readonly timeoutSeconds: number;
  /** Quantities by resource name, over the builder's own. */
  readonly resources: {
    readonly requests: Readonly<Record<string, string>>;
    readonly limits: Readonly<Record<string, string>>;
  };
}

const FLAGS = {
  help: { type: 'boolean', short: 'h' },
  file: { type: 'string', short: 'f' },
  context: { type: 'string' },
  'context-sub-path': { type: 'string' },
  'git-branch': { type: 'string' },
  'git-token-secret': { type: 'string' },
  'azure-key-secret': { type: 'string' },
  destination: { type: 'string', short: 'd', multiple: true },
  kubeconfig: { type: 'string', multiple: true },
  'kube-context': { type: 'string' },
  namespace: { type: 'string', short: 'n' },
  builder: { type: 'string' },
  flavour: { type: 'string' },
  image: { type: 'string' },
  'executor-arg': { type: 'string', multiple: true },
  cache: { type: 'boolean' },
  'cache-repo': { type: 'string' },
  'cache-ttl': { type: 'string' },
  'cache-copy-layers': { type: 'boolean' },
  'registry-mirror': { type: 'string', multiple: true },
  'registry-map': { type: 'string', multiple: true },
  'mirrors-only': { type: 'boolean' },
  credentials: { type: 'string' },
  username: { type: 'string' },
  'password-stdin': { type: 'boolean' },
  'insecure-registry': { type: 'string', multiple: true },
  'registry-ca': { type: 'string', multiple: true },
  'build-arg': { type: 'string', multiple: true },
  target: { type: 'string' },
  timeout: { type: 'string' },
  request: { type: 'string', multiple: true },
  limit: { type: 'string', multiple: true },
  'pod-settings': { type: 'string' },
  overlay: { type: 'string' },
  format: { type: 'string' },
  'show-secrets': { type: 'boolean' },
  all: { type: 'boolean' },
  tar: { type: 'string' },
  insist: { type: 'boolean' },
} as const;

type Flags = ReturnType<typeof parseFlags>;

/** Reads the arguments behind the program's name. Throws UsageError. */
export function parseCommandLine(args: readonly string[], builders: readonly BuilderProfile[]): Command {
  const [name, ...rest] = args;
  if (name === undefined) throw new UsageError('say what to do: build, context, doctor, manifests or lint');
  if (name === 'help' || name === '--help' || name === '-h') return { name: 'help' };
  if (name === 'context') return contextCommand(rest);
  if (name === 'lint') {
    const options = parseLintArguments(rest, builders);
    return options === undefined ? { name: 'help' } : { name, options };
  }
  if (name !== 'build' && name !== 'doctor' && name !== 'manifests')
    throw new UsageError(`there is no command ${name}`);
  const flags = parseFlags(rest);
  if (flags.help === true) return { name: 'help' };
  if (flags.tar !== undefined) throw new UsageError('--tar belongs to context');
  const options = buildOptions(flags, builders);
  if (flags['show-secrets'] !== undefined && name !== 'manifests') {
    throw new UsageError('--show-secrets belongs to manifests');
  }
  if (flags.insist !== undefined && name !== 'build') throw new UsageError('--insist belongs to build');
  if (name === 'build') {
    return {
      name,
      options: { ...options, format: format(flags.format, 'jsonl'), insist: flags.insist === true },
    };
  }
  if (name === 'doctor') return { name, options: { ...options, format: format(flags.format, 'json') } };
  if (flags.format !== undefined) throw new UsageError('--format belongs to build and doctor');
  return { name, options: { ...options, showSecrets: flags['show-secrets'] === true } };
}

const CONTEXT_FLAGS = new Set<string>(['help', 'file', 'target', 'build-arg', 'all', 'format', 'tar']);

/** `context [DIR] …`. */
function contextCommand(args: string[]): Command {
  const { values: flags, positionals } = parseAll(args, true);
  if (flags.help === true) return { name: 'help' };
  const foreign = Object.keys(flags).find((flag) => !CONTEXT_FLAGS.has(flag));
  if (foreign !== undefined) throw new UsageError(`--${foreign} does not belong to context`);
  if (positionals.length > 1) throw new UsageError('context takes one folder');
  if (isRemoteContext(positionals[0] ?? '')) {
    throw new UsageError('context lists a local folder: what is at a URL is the builder’s to fetch');
  }
  const context = resolve(positionals[0] ?? '.');
  const { format: written = 'text' } = flags;
  if (written !== 'text' && written !== 'json') throw new UsageError('--format of context is text or json');
  return {
    name: 'context',
    options: {
      context,
      dockerfile: flags.file === undefined ? resolve(context, 'Dockerfile') : resolve(flags.file),
      target: flags.target,
      buildArgs: buildArgs(flags['build-arg'] ?? []),
      all: flags.all === true,
      format: written,
      tar: flags.tar,
    },
  };
}

function parseFlags(args: string[]) {
  return parseAll(args, false).values;
}

function parseAll(args: string[], allowPositionals: boolean) {
  try {
    return parseArgs({ args, options: FLAGS, strict: true, allowPositionals });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function buildOptions(flags: Flags, builders: readonly BuilderProfile[]): BuildOptions {
  const remote = remoteOptions(flags);
  const context = remote === undefined ? resolve(flags.context ?? '.') : (flags.context ?? '');
  const folder = remote === undefined ? context : '.';
  const destinations = flags.destination ?? [];
  if (destinations.length === 0) throw new UsageError('--destination is missing');
  return {
    dockerfile: flags.file === undefined ? resolve(folder, 'Dockerfile') : resolve(flags.file),
    context,
    remote,
    destinations,
    kubeconfig: (flags.kubeconfig ?? []).map((path) => resolve(path)),
    kubeContext: flags['kube-context'],
    namespace: flags.namespace,
    ...builderChoice(flags, builders),
    image: flags.image,
    executorArguments: flags['executor-arg'] ?? [],
    cache: cacheOptions(flags),
    ...credentials(flags),
    registries: {
      insecure: flags['insecure-registry'] ?? [],
      certificates: registryCertificates(flags['registry-ca'] ?? []),
      ...mirrorOptions(flags),
    },
    buildArgs: buildArgs(flags['build-arg'] ?? []),
    target: flags.target,
    all: flags.all === true,
    timeoutSeconds: timeout(flags.timeout ?? '20m'),
    resources: { requests: quantities('request', flags.request), limits: quantities('limit', flags.limit) },
    podSettings: flags['pod-settings'] === undefined ? undefined : resolve(flags['pod-settings']),
    overlay: flags.overlay === undefined ? undefined : resolve(flags.overlay),
  };
}

function credentials(flags: Flags): { credentials: CredentialsChoice; passwordStdin: boolean } {
  const { username, credentials: choice } = flags;
  const passwordStdin = flags['password-stdin'] === true;
  if (username !== undefined || passwordStdin) {
    if (username === undefined || !passwordStdin) {
      throw new UsageError('--username and --password-stdin belong together');
    }
    if (choice !== undefined) throw new UsageError('give either --credentials or --username');
    return { credentials: { kind: 'typed', username }, passwordStdin };
  }
  return { credentials: credentialsChoice(choice ?? 'docker-config'), passwordStdin };
}

function credentialsChoice(choice: string): CredentialsChoice {
  if (choice === 'docker-config' || choice === 'ambient' || choice === 'none') return { kind: choice };
  const name = choice.startsWith('secret:') ? choice.slice('secret:'.length) : '';
  if (name === '') throw new UsageError('--credentials is docker-config, secret:NAME, ambient or none');
  return { kind: 'secret', name };
}

function registryCertificates(values: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    values.map((value) => {
      const [host, file = ''] = splitAtEquals(value);
      if (host === '' || file === '') throw new UsageError(`--registry-ca is HOST=FILE, not ${value}`);
      return [host, resolve(file)];
    }),
  );
}

/** As with docker, a bare name takes the value of the environment variable, if there is one. */
function buildArgs(values: readonly string[]): Readonly<Record<string, string>> {
  const args: Record<string, string> = {};
  for (const text of values) {
    const [name, given] = splitAtEquals(text);
    if (name === '') throw new UsageError('--build-arg is NAME=VALUE or NAME');
    const value = given ?? process.env[name];
    if (value !== undefined) args[name] = value;
  }
  return args;
}

function splitAtEquals(text: string): [string, string | undefined] {
  const at = text.indexOf('=');
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}

function quantities(flag: string, values: readonly string[] = []): Readonly<Record<string, string>> {
  return Object.fromEntries(
    values.map((value) => {
      const [name, quantity = ''] = splitAtEquals(value);
      if (name === '' || quantity === '') throw new UsageError(`--${flag} is NAME=QUANTITY, not ${value}`);
      return [name, quantity];
    }),
  );
}

function timeout(text: string): number {
  const seconds = parseDuration(text);
  if (seconds === undefined || seconds < 1)
    throw new UsageError(`--timeout is a time such as 90s, 20m or 1h30m`);
  return seconds;
}

function format<T extends string>(text: string | undefined, other: T): 'text' | T {
  if (text === undefined || text === 'text') return 'text';
  if (text === other) return other;
  throw new UsageError(`--format is text or ${other}`);
}
