import * as l10n from '@vscode/l10n';
import type { EscapeToken } from '../directives.ts';
import type { Finding } from '../lint/rule.ts';
import type { Span, Word } from '../span.ts';
import { copyParts } from '../syntax/copy.ts';
import { exposedPorts } from '../syntax/expose.ts';
import { healthcheckParts } from '../syntax/healthcheck.ts';
import { readImageName } from '../syntax/image-name.ts';
import { readPairs } from '../syntax/pairs.ts';
import type { DockerfileTree, Heredoc, Instruction } from '../tree.ts';
import { fields, wordEnd } from '../words.ts';

/** What is wrong with what an instruction says; undefined where nothing is. */
export function argumentProblem(
  instruction: Instruction,
  { escape, text }: DockerfileTree,
): Finding | undefined {
  const unended = instruction.heredocs.find(({ end }) => end === undefined);
  if (unended !== undefined) {
    return {
      at: firstLine(unended, text) ?? unended.operator,
      message: l10n.t(
        'The here-document has no end: a line with nothing but {0} is missing.',
        unended.delimiter,
      ),
    };
  }
  switch (instruction.name) {
    case 'FROM':
      return fromProblem(instruction);
    case 'ENV':
    case 'LABEL':
      return pairsProblem(instruction, escape);
    case 'COPY':
    case 'ADD':
      return copyProblem(instruction) ?? afterJson(instruction);
    case 'EXPOSE':
      return exposeProblem(instruction);
    case 'HEALTHCHECK':
      return healthcheckProblem(instruction);
    case 'CMD':
    case 'ENTRYPOINT':
    case 'RUN':
    case 'SHELL':
      return instruction.argument.text === '' && !mayBeCommand(instruction)
        ? {
            at: instruction.keyword,
            message: l10n.t('{0} says nothing: something has to follow.', instruction.name),
          }
        : afterJson(instruction);
    default:
      return undefined;
  }
}

/** hadolint takes for a command what looks like flags of CMD and ENTRYPOINT, which have none. */
function mayBeCommand({ name, flags }: Instruction): boolean {
  return flags.length > 0 && (name === 'CMD' || name === 'ENTRYPOINT');
}

/** What stands first in a here-document, where hadolint looks for its end in vain; undefined where nothing does. */
function firstLine({ body: { start, end } }: Heredoc, text: string): Span | undefined {
  const line = /\S.*/.exec(text.slice(start, end));
  const begin = start + (line?.index ?? 0);
  return line === null ? undefined : { start: begin, end: begin + line[0].length };
}

function fromProblem({ argument, keyword }: Instruction): Finding | undefined {
  const [image, ...rest] = fields(argument);
  if (image === undefined) {
    return { at: keyword, message: l10n.t('FROM needs an image.') };
  }
  const { tag, digest } = readImageName(image.text);
  if (tag === '' || digest === '') {
    return { at: image, message: l10n.t('Behind {0} the tag or digest is missing.', image.text) };
  }
  if (!isWhole(image.text)) {
    return {
      at: image,
      message: l10n.t('{0} is no name of an image, which has at most one tag.', image.text),
    };
  }
  // hadolint lets comments stand here.
  const comment = rest.findIndex(({ text }) => text.startsWith('#'));
  const [as, alias, further] = comment < 0 ? rest : rest.slice(0, comment);
  const isNamed = as?.text.toUpperCase() === 'AS' && alias !== undefined;
  const wrong = isNamed ? further : as;
  if (wrong !== undefined) {
    return { at: wrong, message: l10n.t('Behind the image there can only be AS and the name of the stage.') };
  }
  return alias === undefined || stageName.test(alias.text)
    ? undefined
    : {
        at: alias,
        message: l10n.t(
          'A stage cannot be called {0}: its name begins with a letter, and has letters, digits and - _ . only.',
          alias.text,
        ),
      };
}

/** Whether an image has a name, and one tag and one digest at most; variables may bring anything. */
function isWhole(reference: string): boolean {
  const [image = '', , second] = reference.split('@');
  const [name, , more] = image.replace(/^(?:\[[^\]]*\]|[^/:]+):\d+\//, '').split(':');
  return reference.includes('$') || (name !== '' && more === undefined && second === undefined);
}

/** What BuildKit takes for the name of a stage, in any case (frontend/dockerfile/instructions). */
const stageName = /^[a-z][a-z0-9_.-]*$/i;

function pairsProblem(instruction: Instruction, escape: EscapeToken): Finding | undefined {
  const { pairs, legacy } = readPairs(instruction, escape);
  const [first] = pairs;
  if (legacy) {
    return first === undefined || first.value !== undefined
      ? undefined
      : { at: first, message: l10n.t('{0} has no value here: write {0}=value.', first.name) };
  }
  const bare = pairs.find(({ value }) => value === undefined);
  if (bare !== undefined) {
    return {
      at: bare,
      message: l10n.t(
        '{0} has no value here: write {0}=value, with quotes around a value that has spaces.',
        bare.key.text,
      ),
    };
  }
  const open = pairs.find(({ value }) => value !== undefined && hasOpenQuote(value, escape));
  return open === undefined ? undefined : { at: open, message: l10n.t('A quote is not closed here.') };
}

/** A space put behind the value is its end, unless a quote is open. */
function hasOpenQuote({ text }: Word, escape: EscapeToken): boolean {
  return /["']/.test(text) && !text.endsWith(escape) && wordEnd(`${text} `, 0, escape) > text.length;
}

function copyProblem(instruction: Instruction): Finding | undefined {
  const isShort = instruction.json !== undefined || !/\S\s+\S/.test(instruction.argument.text);
  return isShort && copyParts(instruction).destination === undefined
    ? {
        at: instruction.keyword,
        message: l10n.t('{0} needs a source and a destination.', instruction.name),
      }
    : undefined;
}

/** A whole list of strings; `[ "a" ]` with spaces may be the test of a shell. */
const jsonList = /^\[(?!\s)(?:"(?:[^"\\]|\\.)*"\s*(?:,\s*"(?:[^"\\]|\\.)*"\s*)*)\]\s*(?=\S)/s;

function afterJson({ argument, json }: Instruction): Finding | undefined {
  const length = json === undefined ? jsonList.exec(argument.text)?.[0].length : undefined;
  return length === undefined
    ? undefined
    : {
        at: argument.word(length, argument.text.length),
        message: l10n.t(
          'Nothing may follow a JSON array: with this the whole of it is taken for plain text.',
        ),
      };
}

/** Ports, ranges and variables; whether there are such ports is another rule. */
function exposeProblem(instruction: Instruction): Finding | undefined {
  const wrong = exposedPorts(instruction).find(({ text, ports, protocol }) => {
    const isPort = text.includes('$') || isPortOrMapping(ports.text.replace(/["']/g, ''));
    const isProtocol = protocol === undefined || /^(?:|tcp|udp|sctp)["']?$|\$/i.test(protocol.text);
    return !isPort || !isProtocol;
  });
  return wrong === undefined
    ? undefined
    : {
        at: wrong,
        message: l10n.t(
          '{0} is no port: write a number or a range, with /tcp or /udp behind if need be.',
          wrong.text,
        ),
      };
}

/** Builders overlook what stands in front of the port itself, as in `127.0.0.1:80:80`, if it is well formed. */
function isPortOrMapping(text: string): boolean {
  const mapping = /^(?:(?:\[[\da-fA-F:.]*\]|[^:]*):)?([^:]*):([^:]*)$/.exec(text);
  const [, host = '', port = text] = mapping ?? [];
  return isPortRange(port) && (host === '' || isPortRange(host));
}

function isPortRange(text: string): boolean {
  return /^\+?\d+(?:-\+?\d+)?$/.test(text);
}

function healthcheckProblem(instruction: Instruction): Finding | undefined {
  const { type, command } = healthcheckParts(instruction);
  const kind = type.text.toUpperCase();
  if (kind === 'NONE') {
    return command.text === ''
      ? undefined
      : { at: command.word(0, command.text.length), message: l10n.t('Nothing may follow NONE.') };
  }
  if (kind !== 'CMD') {
    return {
      at: type.text === '' ? instruction.keyword : type,
      message: l10n.t('HEALTHCHECK needs CMD with a command, or NONE.'),
    };
  }
  return command.text === ''
    ? { at: type, message: l10n.t('The command is missing behind CMD.') }
    : undefined;
}
