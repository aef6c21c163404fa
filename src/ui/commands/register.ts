import type { Disposable, Extension } from 'vscode';
import { registerCommand, type CommandHandlers } from './handler.ts';

interface Manifest {
  readonly contributes: { readonly commands: readonly { readonly command: string }[] };
}

/**
 * Registers every command that the extension's `package.json` contributes. What they do is loaded with the first that is
 * called.
 */
export function registerCommands(
  { packageJSON }: Extension<unknown>,
  load: () => Promise<CommandHandlers>,
): readonly Disposable[] {
  const { contributes } = packageJSON as Manifest;
  return contributes.commands.map(({ command }) =>
    registerCommand(command, async (argument) => {
      const { [command]: handler } = await load();
      if (handler === undefined) throw new Error(`There is no handler for ${command}.`);
      await handler(argument);
    }),
  );
}
