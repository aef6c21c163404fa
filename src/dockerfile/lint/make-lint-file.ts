import type { ShellCommand } from '../shell/command.ts';
import { commandsOf } from '../shell/commands.ts';
import { Scopes } from '../scopes.ts';
import { shellsOf } from '../shell/shell-kind.ts';
import { fromParts } from '../syntax/from.ts';
import type { DockerfileTree, Instruction } from '../tree.ts';
import type { LintFile, RuleSettings, ShellKind } from './lint-file.ts';
import type { LintStage } from './lint-stage.ts';

/** What the rules share of one Dockerfile; what is dear is worked out when a rule first asks. */
export function makeLintFile(tree: DockerfileTree, settings: RuleSettings): LintFile {
  const instructions = withTriggers(tree.instructions);
  const { preamble, stages } = divide(tree);
  let shells: ((instruction: Instruction) => ShellKind) | undefined;
  let scopes: Scopes | undefined;
  let programs: Set<string> | undefined;
  const commands = new Map<Instruction, readonly ShellCommand[]>();
  const file: LintFile = {
    tree,
    instructions,
    runs: instructions.filter(({ name }) => name === 'RUN'),
    names: namesOf(instructions, stages),
    preamble,
    stages,
    settings,
    shellOf: (instruction) => {
      shells ??= shellsOf(tree, stages);
      return shells(instruction);
    },
    scopes: () => {
      const { buildArgs = {} } = settings;
      scopes ??= new Scopes({ escape: tree.escape, preamble, stages, buildArgs });
      return scopes;
    },
    commands: (run) => {
      let known = commands.get(run);
      if (known === undefined) {
        known = commandsOf(run, tree);
        commands.set(run, known);
      }
      return known;
    },
    programs: () => {
      programs ??= programsOf(file);
      return programs;
    },
  };
  return file;
}

function withTriggers(all: readonly Instruction[]): readonly Instruction[] {
  return all.some(({ trigger }) => trigger !== undefined)
    ? all.flatMap((one) => (one.trigger === undefined ? [one] : [one, one.trigger]))
    : all;
}

function namesOf(instructions: readonly Instruction[], stages: readonly LintStage[]): Set<string> {
  const names = new Set(instructions.map(({ name }) => name));
  return stages.some(({ from }) => from?.alias !== undefined) ? names.add('AS') : names;
}

function programsOf(file: LintFile): Set<string> {
  const names = new Set<string>();
  for (const run of file.runs) {
    for (const { name } of file.commands(run)) names.add(name);
  }
  return names;
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
      list.push(instruction);
      if (trigger !== undefined) {
        list.push(trigger);
      }
    }
  }
  return stages.length === 0
    ? { preamble: [], stages: [{ index: 0, instructions: preamble }] }
    : { preamble, stages };
}
