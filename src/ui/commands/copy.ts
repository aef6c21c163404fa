import * as vscode from 'vscode';
import type { Handler } from './handler.ts';
import type { Parts } from '../parts.ts';
import { resolveBuild } from './resolve-build.ts';

/** *Copy Digest*: `sha256:…` of the image that was built. */
export function copyDigestCommand({ builds }: Parts): Handler {
  return async (argument) => {
    const record = await resolveBuild(argument, builds, builds.all().slice(0, 1));
    if (record === undefined) return;
    const digest = record.result?.digest;
    if (digest !== undefined) await vscode.env.clipboard.writeText(digest);
    else
      void vscode.window.showInformationMessage(vscode.l10n.t('The builder told no digest for this build.'));
  };
}

/** *Copy Image Reference*: with the digest where there is one, which no later push can change. */
export function copyImageReferenceCommand({ builds }: Parts): Handler {
  return async (argument) => {
    const record = await resolveBuild(argument, builds, builds.all().slice(0, 1));
    const reference = record?.result?.images[0] ?? record?.request.destinations[0];
    if (reference !== undefined) await vscode.env.clipboard.writeText(reference);
  };
}
