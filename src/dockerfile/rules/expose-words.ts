import { expandCertain } from '../expand.ts';
import type { LintFile } from '../lint/lint-file.ts';
import { exposedPorts, type ExposedPort } from '../syntax/expose.ts';
import type { Instruction } from '../tree.ts';

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

/** The words of all EXPOSEs whose variables are known and whose protocol builders take; any ports. */
export function* expandedPorts(
  file: LintFile,
): Generator<{ instruction: Instruction; found: ExpandedPort[] }> {
  for (const instruction of file.tree.instructions) {
    if (instruction.name === 'EXPOSE') {
      yield {
        instruction,
        found: exposedPorts(instruction).flatMap((word) => readPort(file, instruction, word)),
      };
    }
  }
}

function readPort(file: LintFile, instruction: Instruction, word: ExposedPort): ExpandedPort[] {
  const text = expandCertain(word.text, file.scopes().at(instruction), file.tree.escape);
  const form = /^(?:(.*):)?([^:/]+)(?:\/(tcp|udp|sctp)?)?$/i.exec(text ?? '');
  if (form === null) {
    return [];
  }
  const [, host = '', ports = '', protocol = ''] = form;
  return [{ word, host, ports, protocol, literal: text === word.text }];
}
