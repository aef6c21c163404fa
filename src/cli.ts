import { builderProfiles } from './builder-profiles.ts';
import { runCommandLine } from './cli/main.ts';

void runCommandLine(process.argv.slice(2), {
  builders: builderProfiles,
  loadEngine: async () => {
    const { createEngine } = await import('./engine.ts');
    return createEngine({});
  },
  loadLinter: async () => {
    const { createLinter } = await import('./linter.ts');
    return createLinter({});
  },
}).then((code) => {
  // Not process.exit: what was written to a pipe must arrive.
  process.exitCode = code;
});
