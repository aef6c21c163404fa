import type { ShellCommand } from '../shell/command.ts';
import { commandsOf } from '../shell/commands.ts';
import { Scopes } from '../scopes.ts';
import { shellsOf } from '../shell/shell-kind.ts';
import { fromParts } from '../syntax/from.ts';
import type { DockerfileTree, Instruction } from '../tree.ts';
import type { LintFile, RuleSettings } from './lint-file.ts';
import type { LintStage } from './lint-stage.ts';

/** What the rules share of one Dockerfile; what is dear is worked out when a rule first asks. */
export function makeLintFile(tree: DockerfileTree, settings: RuleSettings): LintFile {
  const instructions = tree.instructions.flatMap((instruction) =>
    instruction.trigger === undefined ? [instruction] : [instruction, instruction.trigger],
  );
  const { preamble, stages } = divide(tree);
  const shells = shellsOf(tree, stages);
  let scopes: Scopes | undefined;
  const commands = new Map<Instruction, readonly ShellCommand[]>();
  const file: LintFile = {
    tree,
    instructions,
    preamble,
    stages,
    settings,
    shellOf: (instruction) => shells(instruction),
    scopes: () => {
      const { buildArgs = {} } = settings;
      scopes ??= new Scopes({ escape: tree.escape, preamble, stages, buildArgs });
      return scopes;
    },
    commands: (run) => {
      const known = commands.get(run) ?? commandsOf(run, tree);
      commands.set(run, known);
      return known;
    },
  };
  return file;
}

/** Splits at each FROM. What ONBUILD triggers never begins a stage. */
function divide(tree: DockerfileTree): Pick<LintFile, 'preamble' | 'stages'> {
  const preamble: Instruction[] = [];
  const stages: (LintStage & { readonly instructions: Instruction[] })[] = [];
  for (const instruction of tree.instructions) {
    if (instruction.name === 'FROM') {
      stages.push({
        index: stages.length,
        from: { instruction, ...fromParts(instruction) },
        instructions: [],
      });
    } else {
      const { trigger } = instruction;
      const list = stages.at(-1)?.instructions ?? preamble;
      list.push(...(trigger === undefined ? [instruction] : [instruction, trigger]));
    }
  }
  return stages.length === 0
    ? { preamble: [], stages: [{ index: 0, instructions: preamble }] }
    : { preamble, stages };
}
