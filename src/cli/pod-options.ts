import { readFile } from 'node:fs/promises';
import * as l10n from '@vscode/l10n';
import { BuildError } from '../build/errors.ts';
import { YamlObject } from '../build/overlay/overlay-document.ts';
import { readOverlay } from '../build/overlay/read-overlay.ts';
import { podSettingsProblems } from '../build/pod-settings/pod-settings.ts';
import type { BuildRequest } from '../build/request.ts';
import { pathText } from '../kube/json.ts';

export interface PodOptions {
  /** Absolute path of a YAML or JSON file with the settings below `pod.`. */
  readonly podSettings: string | undefined;
  /** Absolute path of a YAML file. */
  readonly overlay: string | undefined;
}

/** What the files of `--pod-settings` and `--overlay` add to a request. Throws BuildError with file and line. */
export async function podOf({
  podSettings,
  overlay,
}: PodOptions): Promise<Pick<BuildRequest, 'pod' | 'overlay'>> {
  return {
    ...(podSettings === undefined ? {} : { pod: await readPodSettings(podSettings) }),
    ...(overlay === undefined ? {} : { overlay: await readOverlay(overlay) }),
  };
}

async function readPodSettings(path: string): Promise<NonNullable<BuildRequest['pod']>> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error);
    throw new BuildError(
      { code: 'settings-invalid', message: l10n.t('The file {0} cannot be read: {1}', path, reason) },
      { cause: error },
    );
  });
  const document = new YamlObject(path, text);
  const [problem] = podSettingsProblems(document.value);
  if (problem === undefined) return document.value;
  throw document.wrong(problem.path, `${pathText(problem.path)}: ${problem.reason}`);
}
