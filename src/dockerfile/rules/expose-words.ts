import { expandInDetail, hasUnknownValue, isLiteral } from '../expand.ts';
import type { LintFile } from '../lint/lint-file.ts';
import type { LintStage } from '../lint/lint-stage.ts';
import { exposedPorts, type ExposedPort } from '../syntax/expose.ts';
import type { Instruction } from '../tree.ts';
import { inheritedTriggers } from './inherited-triggers.ts';

/** A word of EXPOSE as builders see it: `[host:]ports[/protocol]`. */
export interface ExpandedPort {
  readonly word: ExposedPort;
  readonly host: string;
  readonly ports: string;
  /** Empty where there is none. */
  readonly protocol: string;
  /** Written so, without variables and quotes. */
  readonly literal: boolean;
}

/** The words of all EXPOSEs whose protocol builders take, with any ports, as far as the values of variables are known. */
export function* expandedPorts(file: LintFile): Generator<ExpandedPorts> {
  const read = (instruction: Instruction) => ({
    instruction,
    found: exposedPorts(instruction).flatMap((word) => readPort(file, instruction, word)),
  });
  for (const instruction of file.tree.instructions) {
    if (instruction.name === 'EXPOSE') {
      yield read(instruction);
    }
  }
  for (const stage of file.stages) {
    for (const trigger of inheritedTriggers(file, stage)) {
      if (trigger.name === 'EXPOSE') {
        yield { ...read(trigger), stage };
      }
    }
  }
}

export interface ExpandedPorts {
  readonly instruction: Instruction;
  readonly found: readonly ExpandedPort[];
  /** The one in which an ONBUILD of its base triggers the EXPOSE; absent for those that stand where they act. */
  readonly stage?: LintStage;
}

function readPort(file: LintFile, instruction: Instruction, word: ExposedPort): ExpandedPort[] {
  const text = isLiteral(word.text) ? word.text : expandedText(word.text, file, instruction);
  const form = /^(?:(.*):)?([^:/]+)(?:\/(tcp|udp|sctp)?)?$/i.exec(text ?? '');
  if (form === null) {
    return [];
  }
  const [, host = '', ports = '', protocol = ''] = form;
  return [{ word, host, ports, protocol, literal: text === word.text }];
}

/** What is not set says nothing, as to BuildKit; undefined where a variable has a value that is not known. */
function expandedText(word: string, file: LintFile, instruction: Instruction): string | undefined {
  const scope = file.scopes().at(instruction);
  const { text, references, failed } = expandInDetail(word, scope, file.tree.escape);
  return failed || references.some(({ name }) => hasUnknownValue(name, scope)) ? undefined : text;
}
