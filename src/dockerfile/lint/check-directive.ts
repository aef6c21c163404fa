import type { Comment, DockerfileTree } from '../tree.ts';

/** What `# check=skip=A,B;error=true;experimental=C` says to BuildKit's linter. Ids are as written; `all` is one. */
export interface CheckOptions {
  readonly skip: ReadonlySet<string>;
  readonly experimental: ReadonlySet<string>;
  /** Findings make the build fail. */
  readonly error: boolean;
}

const none: CheckOptions = { skip: new Set(), experimental: new Set(), error: false };

/**
 * Reads what stands behind `check=`. BuildKit takes the words up to the first white space, an option more than once
 * as the last one says, and case as it is. Undefined for what it refuses: an unknown option, one without a value, an
 * `error` that is neither true nor false.
 */
export function readCheckOptions(value: string): CheckOptions | undefined {
  const [written = ''] = value.trim().split(/\s/, 1);
  let options = none;
  for (const option of written === '' ? [] : written.split(';')) {
    const [, name = '', text = ''] = /^([a-z]+)=(.*)$/.exec(option) ?? [];
    const error = readBoolean(text);
    if (name === 'skip' || name === 'experimental') {
      options = { ...options, [name]: new Set(text.split(',')) };
    } else if (name === 'error' && error !== undefined) {
      options = { ...options, error };
    } else {
      return undefined;
    }
  }
  return options;
}

/** What the directive in the first lines says; nothing where there is none or a wrong one. */
export function checkOptionsOf({ directives }: DockerfileTree): CheckOptions {
  const directive = directives.find(({ name }) => name === 'check');
  return (directive === undefined ? undefined : readCheckOptions(directive.value.text)) ?? none;
}

/** What a comment says for the instruction that it stands above; undefined for every other comment. */
export function checkOptionsIn({ text }: Comment): CheckOptions | undefined {
  const [found, value = ''] = /^check\s*=(.*)$/i.exec(text) ?? [];
  return found === undefined ? undefined : readCheckOptions(value);
}

/** Whether the options ask for an experimental rule, by its id or by `all`. */
export function asksFor({ experimental }: CheckOptions, id: string): boolean {
  return experimental.has(id) || experimental.has('all');
}

/** Whether a list of rules to skip names the rule, by its id or by `all`, which means no experimental rule. */
export function skips(list: ReadonlySet<string>, id: string): boolean {
  return list.has(id) || (list.has('all') && isBuildKitId(id) && !experimentalRules.has(id));
}

/** Rules that are used only where a Dockerfile asks for them. */
const experimentalRules: ReadonlySet<string> = new Set(['InvalidDefinitionDescription']);

/** Not hadolint's, ShellCheck's or ours. */
export function isBuildKitId(id: string): boolean {
  return !/^(?:DL|SC|KB)\d/.test(id);
}

/** The words that Go's strconv.ParseBool takes. */
function readBoolean(text: string): boolean | undefined {
  if (/^(?:1|t|T|TRUE|true|True)$/.test(text)) {
    return true;
  }
  return /^(?:0|f|F|FALSE|false|False)$/.test(text) ? false : undefined;
}
