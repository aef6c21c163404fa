import { parseDockerfile } from '../../src/dockerfile/parse.ts';
import { copyParts } from '../../src/dockerfile/syntax/copy.ts';
import { exposedPorts } from '../../src/dockerfile/syntax/expose.ts';
import { healthcheckParts } from '../../src/dockerfile/syntax/healthcheck.ts';
import { readPairs } from '../../src/dockerfile/syntax/pairs.ts';
import type { DockerfileTree, Instruction } from '../../src/dockerfile/tree.ts';
import { fields } from '../../src/dockerfile/words.ts';
import type { Buildkit, BuildkitInstruction, BuildkitParse } from './buildkit.ts';
import type { Sample } from './samples.ts';

/** The first thing in a Dockerfile that our parser reads otherwise than BuildKit's. */
export interface ParserDifference {
  readonly sample: Sample;
  readonly ours: string;
  readonly theirs: string;
}

/*
 * Decided on: an ONBUILD inside an ONBUILD, which no builder takes, is not followed by our parser; and BuildKit reads
 * flags byte by byte, so that it takes `é` for two characters and the second byte of `à` for a space;
 * and a line of nothing but the escape character is white space to us, to BuildKit an instruction without a keyword.
 */

/**
 * Compares our trees with BuildKit's: directives, instructions, flags, arguments, here-documents and lines. What
 * BuildKit's parser refuses has no tree to compare with; there ours only must not throw.
 */
export async function parserDifferences(
  buildkit: Buildkit,
  samples: readonly Sample[],
): Promise<ParserDifference[]> {
  const found: ParserDifference[] = [];
  const answers = await Promise.all(samples.map(({ text }) => buildkit.parse(text)));
  for (const [index, sample] of samples.entries()) {
    const tree = parseDockerfile(sample.text);
    const answer = withKeywords(answers[index]);
    if (answer !== undefined && answer.error === undefined) {
      const ours = described(tree);
      const theirs = describedByBuildkit(answer);
      const place = theirs.findIndex((line, at) => line !== ours[at] && !hasByteFlags(answer, at));
      if (place >= 0 || ours.length !== theirs.length) {
        const at = place < 0 ? theirs.length : place;
        found.push({ sample, ours: ours[at] ?? 'nothing', theirs: theirs[at] ?? 'nothing' });
      }
    }
  }
  return found;
}

function withKeywords(answer: BuildkitParse | undefined): BuildkitParse | undefined {
  return answer?.error === undefined && answer !== undefined
    ? { ...answer, instructions: answer.instructions.filter(({ original }) => original !== '') }
    : answer;
}

/** A tree in lines of JSON, one for each directive and instruction. */
function described(tree: DockerfileTree): string[] {
  const directives = tree.directives.map(({ name, value, start }) => ({
    directive: name,
    value: value.text,
    line: tree.lines.lineAt(start) + 1,
  }));
  const instructions = tree.instructions.map((instruction) => describe(instruction, tree));
  return [...directives, { escape: tree.escape }, ...instructions].map((part) => JSON.stringify(part));
}

function describe(instruction: Instruction, tree: DockerfileTree): object {
  const { keyword, flags, whole, json, heredocs, startLine, endLine, trigger, emptyLines } = instruction;
  return {
    keyword: keyword.text,
    original: whole.text,
    flags: flags.map(({ name, value }) => `--${name}${value === undefined ? '' : `=${value}`}`),
    json: json !== undefined,
    arguments: argumentsOf(instruction, tree),
    heredocs: heredocs.map(({ fd, delimiter, stripTabs, expands, body }) => ({
      name: delimiter,
      fd,
      chomp: stripTabs,
      expand: expands,
      content: tree.text.slice(body.start, body.end),
    })),
    startLine: startLine + 1,
    endLine: endLine + 1,
    hasEmptyLines: emptyLines.length > 0,
    ...(trigger === undefined ? {} : { trigger: describeTrigger(trigger, tree) }),
  };
}

/** Whether the described line is an instruction with flags that are not ASCII. */
function hasByteFlags({ directives, instructions }: BuildkitParse, line: number): boolean {
  const instruction = instructions[line - directives.length - 1];
  return [instruction, instruction?.trigger].some(
    (read) => read?.flags.some((flag) => /[^\x20-\x7e\s]/.test(flag)) ?? false,
  );
}

/** What ONBUILD holds shares lines and here-documents with it, which are compared there. */
function describeTrigger(trigger: Instruction, tree: DockerfileTree): object {
  return {
    keyword: trigger.keyword.text,
    flags: trigger.flags.map(({ name, value }) => `--${name}${value === undefined ? '' : `=${value}`}`),
    json: trigger.json !== undefined,
    arguments: argumentsOf(trigger, tree),
  };
}

/** The words that BuildKit's parser makes of what follows keyword and flags. */
function argumentsOf(instruction: Instruction, { escape }: DockerfileTree): string[] {
  const { name, argument, json } = instruction;
  const { text } = argument;
  const whole = text === '' ? [] : [text];
  switch (name) {
    case 'ADD':
    case 'COPY': {
      const { sources, destination } = copyParts(instruction);
      return [...sources, ...(destination === undefined ? [] : [destination])].map(({ value }) => value);
    }
    case 'VOLUME':
      return json?.map(({ value }) => value) ?? fields(argument).map((word) => word.text);
    case 'FROM':
      return fields(argument).map((word) => word.text);
    case 'EXPOSE':
      return exposedPorts(instruction).map((port) => port.text);
    case 'ENV':
    case 'LABEL': {
      const { pairs, legacy } = readPairs(instruction, escape);
      return pairs.flatMap(({ key, value }) => [key.text, value?.text ?? '', legacy ? '' : '=']);
    }
    case 'ARG':
      return readPairs(instruction, escape).pairs.map(({ key, value }) =>
        value === undefined ? key.text : `${key.text}=${value.text}`,
      );
    case 'HEALTHCHECK': {
      const { type, command } = healthcheckParts(instruction);
      const rest = json?.map(({ value }) => value) ?? (command.text === '' ? [] : [command.text]);
      return type.text === '' ? [] : [type.text, ...rest];
    }
    case 'CMD':
    case 'ENTRYPOINT':
    case 'RUN':
    case 'SHELL':
      return json?.map(({ value }) => value) ?? whole;
    case 'MAINTAINER':
    case 'STOPSIGNAL':
    case 'USER':
    case 'WORKDIR':
      return whole;
    default:
      return [];
  }
}

function describedByBuildkit({
  directives,
  escape,
  instructions,
  emptyContinuations,
}: BuildkitParse): string[] {
  return [
    ...directives.map(({ name, value, line }) => ({ directive: name, value, line })),
    { escape },
    ...instructions.map((instruction) => describeTheirs(instruction, emptyContinuations)),
  ].map((part) => JSON.stringify(part));
}

function describeTheirs(instruction: BuildkitInstruction, emptyContinuations: readonly number[]): object {
  const { keyword, original, flags, json, heredocs, startLine, endLine, trigger } = instruction;
  return {
    keyword,
    original: original.replace(outerSpace, ''),
    flags,
    json,
    arguments: theirArguments(instruction),
    heredocs: heredocs.map(({ name, fd, chomp, expand, content }) => ({ name, fd, chomp, expand, content })),
    startLine,
    endLine,
    hasEmptyLines: emptyContinuations.some((line) => startLine <= line && line <= endLine),
    ...(trigger === undefined ? {} : { trigger: describeTheirTrigger(trigger) }),
  };
}

function describeTheirTrigger(instruction: BuildkitInstruction): object {
  const { keyword, flags, json } = instruction;
  return { keyword, flags, json, arguments: theirArguments(instruction) };
}

/** What Go takes for white space, at both ends; JavaScript's trim knows U+FEFF and not U+0085. */
const outerSpace = /^[\t-\r\u0085\u2028\u2029\p{Zs}]+|[\t-\r\u0085\u2028\u2029\p{Zs}]+$/gu;

/** An instruction that BuildKit does not know has one empty argument, whatever follows it. */
function theirArguments({ keyword, arguments: list }: BuildkitInstruction): readonly string[] {
  return known.has(keyword.toUpperCase()) ? list : [];
}

const known: ReadonlySet<string> = new Set(
  'ADD ARG CMD COPY ENTRYPOINT ENV EXPOSE FROM HEALTHCHECK LABEL MAINTAINER RUN SHELL STOPSIGNAL USER VOLUME WORKDIR'.split(
    ' ',
  ),
);
