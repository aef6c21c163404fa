import * as l10n from '@vscode/l10n';
import type { Finding } from '../lint/rule.ts';
import type { Flag, Instruction } from '../tree.ts';

/** Options that hadolint refuses others than. */
const knownFlags: Readonly<Record<string, readonly string[]>> = {
  FROM: ['platform'],
  COPY: ['chown', 'chmod', 'from', 'link', 'parents', 'exclude'],
  ADD: ['chown', 'chmod', 'link', 'checksum', 'keep-git-dir', 'unpack', 'exclude'],
  ONBUILD: [],
  HEALTHCHECK: ['interval', 'timeout', 'start-period', 'start-interval', 'retries'],
};

/** What has files, among which hadolint takes a word with dashes and without `=` for one. */
const mayBeFiles: ReadonlySet<string> = new Set(['COPY', 'ADD']);

/** Options that may come several times. */
const repeatable: ReadonlySet<string> = new Set(['exclude', 'mount', 'device', 'network', 'security']);

/** What is wrong with an instruction's options; undefined where nothing is. */
export function flagProblem({ name, flags }: Instruction): Finding | undefined {
  if (flags.length === 0) {
    return undefined;
  }
  const known = knownFlags[name];
  const seen = new Set<string>();
  for (const flag of flags) {
    const isStrict = !mayBeFiles.has(name) || flag.value !== undefined;
    if (known !== undefined && isStrict && !known.includes(flag.name)) {
      return { at: flag, message: l10n.t('{0} has no option --{1}.', name, flag.name) };
    }
    if (seen.has(flag.name) && !repeatable.has(flag.name)) {
      return { at: flag, message: l10n.t('The option --{0} may be there only once.', flag.name) };
    }
    seen.add(flag.name);
    const problem = valueProblem(name, flag);
    if (problem !== undefined) {
      return { at: flag, message: problem };
    }
  }
  return undefined;
}

function valueProblem(instruction: string, { name, value }: Flag): string | undefined {
  if (instruction === 'HEALTHCHECK') {
    return healthcheckProblem(name, value ?? '');
  }
  if ((value ?? '') === '' && (instruction === 'FROM' || name === 'checksum')) {
    return l10n.t('The option --{0} needs a value.', name);
  }
  if (instruction !== 'RUN' || value === undefined) {
    return undefined;
  }
  switch (name) {
    case 'mount':
      return mountProblem(value);
    case 'network':
      return oneOf(name, value, ['default', 'host', 'none']);
    case 'security':
      return oneOf(name, value, ['insecure', 'sandbox']);
    default:
      return undefined;
  }
}

function oneOf(name: string, value: string, values: readonly string[]): string | undefined {
  return values.includes(value) ? undefined : l10n.t('The option --{0} may be {1}.', name, values.join(', '));
}

/** Times as Go writes them: `1m30s`. Builders take none below a millisecond, which nobody writes with two units. */
function healthcheckProblem(name: string, value: string): string | undefined {
  if (name === 'retries') {
    return /^\d+$/.test(value) ? undefined : l10n.t('The option --{0} is a number.', name);
  }
  const isTiny = /^(?:\d{1,3}[uµ]s|\d{1,6}ns)$/.test(value);
  return value === '0' || (!isTiny && /^(?:\d+\.?\d*(?:ns|us|µs|ms|s|m|h))+$/.test(value))
    ? undefined
    : l10n.t('The option --{0} is a time with its unit, such as 30s.', name);
}

const mountTypes: readonly string[] = ['bind', 'cache', 'secret', 'ssh', 'tmpfs'];
const mountOptions: ReadonlySet<string> = new Set([
  ...['type', 'from', 'source', 'src', 'target', 'dst', 'destination', 'ro', 'readonly', 'rw', 'readwrite'],
  ...['id', 'sharing', 'mode', 'uid', 'gid', 'required', 'env', 'size'],
]);
/** Those that may do without a value. */
const switches: ReadonlySet<string> = new Set(['ro', 'readonly', 'rw', 'readwrite', 'required']);
const namesOfTarget: readonly string[] = ['target', 'dst', 'destination'];

function mountProblem(value: string): string | undefined {
  const options = new Map<string, string>();
  for (const option of value.split(',')) {
    const equals = option.indexOf('=');
    const name = (equals < 0 ? option : option.slice(0, equals)).toLowerCase();
    if (!mountOptions.has(name)) {
      return l10n.t('A mount has no option {0}.', option);
    }
    if (equals < 0 && !switches.has(name)) {
      return l10n.t('The option {0} of a mount needs a value.', name);
    }
    options.set(name, equals < 0 ? '' : option.slice(equals + 1));
  }
  const type = (options.get('type') ?? 'bind').toLowerCase();
  if (!mountTypes.includes(type)) {
    return l10n.t('A mount is one of {0}.', mountTypes.join(', '));
  }
  const sharing = options.get('sharing');
  if (sharing !== undefined && !['shared', 'private', 'locked'].includes(sharing)) {
    return l10n.t('A cache is shared, private or locked.');
  }
  const needsTarget = type === 'bind' || type === 'cache' || type === 'tmpfs';
  return needsTarget && !namesOfTarget.some((name) => options.has(name))
    ? l10n.t('A mount of the type {0} needs a target.', type)
    : undefined;
}
