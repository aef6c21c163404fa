import * as vscode from 'vscode';
import type { PreflightReport } from '../../build/preflight/report.ts';
import type { PreparedBuild } from '../build-request-flow.ts';
import type { EngineLoader } from '../engine-loader.ts';
import { chooseAction } from '../questions/action-list.ts';
import { checkRows, reportText, type CheckAction } from './check-rows.ts';
import { explainItem } from './explain-item.ts';

/**
 * Checks a build and shows the checklist, until the user leaves it or chooses what is more than reading and checking
 * again. `label` is what people call the Dockerfile.
 */
export async function showChecklist(
  { request, password }: PreparedBuild,
  label: string,
  engine: EngineLoader,
): Promise<CheckAction | undefined> {
  const builder = request.builder.id;
  let report: PreflightReport | undefined;
  const check = async (signal: AbortSignal): Promise<PreflightReport> =>
    (await engine()).preflight(request, { signal, ...(password === undefined ? {} : { password }) });
  for (;;) {
    const action = await chooseAction<CheckAction>({
      title: vscode.l10n.t('Check of {0}: {1} in {2}', label, ...place(request.cluster)),
      buttons: [
        {
          iconPath: new vscode.ThemeIcon('refresh'),
          tooltip: vscode.l10n.t('Check Again'),
          action: { kind: 'again' },
        },
        {
          iconPath: new vscode.ThemeIcon('package'),
          tooltip: vscode.l10n.t('Build Image'),
          action: { kind: 'build' },
        },
      ],
      load: async (show, signal) => {
        if (report === undefined) show({ placeholder: vscode.l10n.t('Checking…'), rows: [] });
        report ??= await check(signal);
        show({ placeholder: reportText(report), rows: checkRows(report, builder) });
      },
    });
    if (action === undefined) return undefined;
    if (action.kind === 'again') report = undefined;
    else if (action.kind !== 'explain') return action;
    else {
      const next = await explainItem(action.item, builder);
      if (next !== undefined) return next;
    }
  }
}

function place({ context, namespace }: PreparedBuild['request']['cluster']): readonly [string, string] {
  return [namespace, context];
}
