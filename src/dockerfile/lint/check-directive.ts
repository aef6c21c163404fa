import { readDirectives, type Directive } from '../directives.ts';
import { Lines } from '../lines.ts';
import { onceFor } from '../once-for.ts';
import type { Comment, DockerfileTree } from '../tree.ts';

/** What `# check=skip=A,B;error=true;experimental=C` says to BuildKit's linter. Ids are as written. */
export interface CheckOptions {
  readonly skip: RuleList;
  readonly experimental: RuleList;
  /** Findings make the build fail. */
  readonly error: boolean;
}

/** Ids of rules, or nothing but `all`: next to others that word means none. */
export type RuleList = readonly string[];

const none: CheckOptions = { skip: [], experimental: [], error: false };

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
      options = { ...options, [name]: text.split(',') };
    } else if (name === 'error' && error !== undefined) {
      options = { ...options, error };
    } else {
      return undefined;
    }
  }
  return options;
}

/** What the directive in the first lines says; nothing where there is none or a wrong one. */
export const checkOptionsOf = onceFor((tree: DockerfileTree): CheckOptions => {
  const directive = checkDirectiveOf(tree);
  return (directive === undefined ? undefined : readCheckOptions(directive.value.text)) ?? none;
});

/**
 * The directive that BuildKit's linter obeys. Unlike the parser it sees none in or behind an indented line, and it passes
 * over a `#!` in the first line.
 */
export function checkDirectiveOf(tree: DockerfileTree): Directive | undefined {
  const { text, lines, directives } = tree;
  const found = /^\uFEFF?#!/.test(text) ? directivesBehind(lines.start(1), text) : directives;
  const index = found.findIndex(({ name }) => name === 'check');
  return found.slice(0, index + 1).some(({ start }) => isIndented(tree, start)) ? undefined : found[index];
}

/** Those that stand behind the offset, as if the text began there. */
function directivesBehind(offset: number, text: string): Directive[] {
  const rest = text.slice(offset);
  return readDirectives(rest, new Lines(rest)).map(({ name, start, end, value }) => ({
    name,
    start: start + offset,
    end: end + offset,
    value: { ...value, start: value.start + offset, end: value.end + offset },
  }));
}

/** What the comments above an instruction say for it; nothing where none of them is for BuildKit, or the first is wrong. */
export function checkOptionsAbove(tree: DockerfileTree, comments: readonly Comment[]): CheckOptions {
  const first = comments.find((comment) => isCheck(tree, comment));
  return (first === undefined ? undefined : readCheckOptions(first.text.replace(/^.*?=/s, ''))) ?? none;
}

/** Whether BuildKit's linter takes a comment for one of its own, be it right or wrong. */
export function isCheck(tree: DockerfileTree, { text, start }: Comment): boolean {
  return /^check\s*=\s*\S/i.test(text) && !isIndented(tree, start);
}

/** Whether something stands in front of what begins there; a byte order mark is nothing. */
export function isIndented({ text, lines }: DockerfileTree, start: number): boolean {
  return start !== lines.start(lines.lineAt(start)) && !(start === 1 && text.startsWith('\uFEFF'));
}

/** Whether the options ask for an experimental rule, by its id or by `all`. */
export function asksFor({ experimental }: CheckOptions, id: string): boolean {
  return names(experimental, id);
}

/** Whether a list of rules to skip names the rule, by its id or by `all`. Experimental ones one does not ask for instead. */
export function skips(list: RuleList, id: string): boolean {
  return names(list, id) && !isExperimental(id);
}

function names(list: RuleList, id: string): boolean {
  return list.includes(id) || (isAll(list) && isBuildKitId(id));
}

/** Whether it stands for all of BuildKit's rules. */
export function isAll(list: RuleList): boolean {
  return list.length === 1 && list[0] === 'all';
}

/** Rules of which BuildKit heeds no comment above an instruction: what they find is about the file as a whole. */
const rulesForFiles: ReadonlySet<string> = new Set([
  'ConsistentInstructionCasing',
  'DuplicateStageName',
  'InvalidDefaultArgInFrom',
  'NoEmptyContinuation',
  'ReservedStageName',
]);

/** Whether only the directive in the first lines silences the rule. */
export function isOnlyForFiles(id: string): boolean {
  return rulesForFiles.has(id) || isExperimental(id);
}

/** Whether the rule is used only where a Dockerfile asks for it, and nothing silences it then. */
export function isExperimental(id: string): boolean {
  return id === 'InvalidDefinitionDescription';
}

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
