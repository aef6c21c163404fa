import * as vscode from 'vscode';
import { errorText } from '../errors.ts';
import { plain } from '../text/plain.ts';

/** What a command does with its first argument. */
export type Handler = (argument: unknown) => Promise<void>;

/** By the command's id. */
export type CommandHandlers = Readonly<Record<string, Handler>>;

/** Registers a command whose errors are told to the user in their own words. */
export function registerCommand(id: string, handler: Handler): vscode.Disposable {
  return vscode.commands.registerCommand(id, (argument: unknown) => handler(argument).catch(showError));
}

/** Lets work go on after its command has ended. */
export function inBackground(work: Promise<void>): void {
  work.catch(showError);
}

function showError(error: unknown): void {
  void vscode.window.showErrorMessage(plain(errorText(error)));
}
