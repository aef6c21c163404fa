import { builderProfiles } from './builder-profiles.ts';
import { compileEarly } from './cli/compile-early.ts';
import { runCommandLine } from './cli/main.ts';
import type { Linter } from './linter/linter.ts';

const loadLinter = async (): Promise<Linter> => {
  const { createLinter } = await compileEarly(() => import('./linter.ts'));
  return createLinter({});
};

void runCommandLine(process.argv.slice(2), {
  builders: builderProfiles,
  loadEngine: async () => {
    const { createEngine } = await import('./engine.ts');
    return createEngine({ linter: loadLinter });
  },
  loadLinter,
}).then((code) => {
  process.exitCode = code;
  // What was written to a pipe must arrive first; a credential program that hangs must not keep this process.
  process.stdout.write('', () => process.stderr.write('', () => process.exit()));
});
