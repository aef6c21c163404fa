import type { BuilderProfile } from '../builders/builder.ts';
import type { Engine } from '../build/engine.ts';
import { failureIn } from '../build/errors.ts';
import type { Linter } from '../linter/linter.ts';
import { parseCommandLine } from './arguments.ts';
import { buildCommand } from './build-command.ts';
import { contextCommand } from './context-command.ts';
import { doctorCommand } from './doctor-command.ts';
import { exitCodeOf, USAGE } from './exit-code.ts';
import { helpText } from './help.ts';
import { lintCommand } from './lint-command.ts';
import { manifestsCommand } from './manifests-command.ts';
import { UsageError } from './usage-error.ts';

/** What the command line is made of. */
export interface CommandLineParts {
  /** The default first. */
  readonly builders: readonly BuilderProfile[];
  readonly loadEngine: () => Promise<Engine>;
  readonly loadLinter: () => Promise<Linter>;
}

/**
 * Runs one command and returns its exit code: 0 done, 1 the build failed or the linter found something, 2 wrong usage or
 * refused before the cluster was asked, 3 the cluster refused or was unreachable, 130 interrupted; of doctor as it says.
 * stdout gets the result only.
 */
export async function runCommandLine(args: readonly string[], parts: CommandLineParts): Promise<number> {
  try {
    const command = parseCommandLine(args, parts.builders);
    switch (command.name) {
      case 'help':
        process.stdout.write(helpText(parts.builders));
        return 0;
      case 'build':
        return await buildCommand(command.options, await parts.loadEngine());
      case 'context':
        return await contextCommand(command.options, await parts.loadEngine());
      case 'doctor':
        return await doctorCommand(command.options, await parts.loadEngine());
      case 'manifests':
        return await manifestsCommand(command.options, await parts.loadEngine());
      case 'lint':
        return await lintCommand(command.options, await parts.loadLinter());
    }
  } catch (error) {
    if (error instanceof UsageError) {
      process.stderr.write(`kaniko-build: ${error.message}\nTry: kaniko-build --help\n`);
      return USAGE;
    }
    const failure = failureIn(error);
    if (failure === undefined) throw error;
    const remedy = failure.remedy === undefined ? '' : `\n${failure.remedy}`;
    process.stderr.write(`kaniko-build: ${failure.message}${remedy}\n`);
    return exitCodeOf(failure.code);
  }
}
