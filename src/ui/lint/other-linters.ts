import * as vscode from 'vscode';
import type { OtherTool } from './lint-settings.ts';

/** Extensions that lint Dockerfiles, and whose rules they show. */
const LINTERS: readonly { readonly id: string; readonly tool: OtherTool }[] = [
  { id: 'exiasr.hadolint', tool: 'hadolint' },
  { id: 'michaeljenkins.hadolint', tool: 'hadolint' },
  { id: 'docker.docker', tool: 'buildkit' },
];

const ASKED = 'lint.askedAboutOtherLinters';

/** Where another linter is active, says so once and offers to keep only what that one does not have. */
export async function askAboutOtherLinters(state: vscode.Memento): Promise<void> {
  const found = LINTERS.flatMap(({ id, tool }) => {
    const extension = vscode.extensions.getExtension(id);
    return extension === undefined ? [] : [{ name: displayName(extension), tool }];
  });
  if (found.length === 0 || state.get(ASKED) === true) return;
  await state.update(ASKED, true);
  const keepRest = vscode.l10n.t('Show Only What It Lacks');
  const keepAll = vscode.l10n.t('Show All');
  const pressed = await vscode.window.showInformationMessage(
    vscode.l10n.t(
      '{0} lints Dockerfiles too, so some problems may be shown twice. Kaniko Build can leave out the rules that it has.',
      found.map(({ name }) => name).join(', '),
    ),
    keepRest,
    keepAll,
  );
  if (pressed !== keepRest) return;
  await vscode.workspace
    .getConfiguration('kanikoBuild')
    .update('lint.leaveOut', [...new Set(found.map(({ tool }) => tool))], vscode.ConfigurationTarget.Global);
}

function displayName({ id, packageJSON }: vscode.Extension<unknown>): string {
  const { displayName } = packageJSON as { readonly displayName?: unknown };
  return typeof displayName === 'string' ? displayName : id;
}
