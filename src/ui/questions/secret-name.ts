import * as vscode from 'vscode';
import { inputText, type TextOptions } from './input.ts';
import type { InputReply, Prompt } from './question.ts';

/** A DNS subdomain, which a Secret's name must be. */
const SECRET_NAME = /^[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?$/;

export interface SecretNameOptions {
  readonly namespace: string;
  readonly placeholder: string;
  /** What stands there at first. */
  readonly value: string;
  /** As in {@link TextOptions.check}. */
  readonly check?: TextOptions['check'];
}

/** Asks for the name of a Secret. */
export function askSecretName(
  prompt: Pick<Prompt, 'title' | 'canGoBack' | 'step' | 'totalSteps'>,
  { namespace, placeholder, value, check }: SecretNameOptions,
): Promise<InputReply<string>> {
  return inputText(prompt, {
    prompt: vscode.l10n.t('Name of the Secret in namespace {0}', namespace),
    placeholder,
    value,
    problem: (text) =>
      SECRET_NAME.test(text)
        ? undefined
        : vscode.l10n.t('A Secret has only lower-case letters, digits, dots and dashes in its name.'),
    ...(check === undefined ? {} : { check }),
  });
}
