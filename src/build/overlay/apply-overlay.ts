import * as l10n from '@vscode/l10n';
import type { Builder } from '../../builders/builder.ts';
import { isJsonObject, pathText, type Json, type JsonObject } from '../../kube/json.ts';
import type { Pod } from '../../kube/objects.ts';
import { podMergeFields } from '../../kube/pod-merge-keys.ts';
import { MergeError, strategicMerge } from '../../kube/strategic-merge.ts';
import type { PodOverlay } from '../request.ts';
import { YamlObject } from './overlay-document.ts';
import { brokenByOverlay } from './protected-fields.ts';

/**
 * The Pod with what the overlay says of it, merged as `kubectl patch --type strategic` does. Throws BuildError with file
 * and line for what is no YAML, cannot be merged, or would keep the run from doing its work.
 */
export function applyOverlay(pod: Pod, overlay: PodOverlay, builder: Builder): Pod {
  const document = new YamlObject(overlay.file, overlay.text);
  const patch = document.value;
  const stranger = Object.keys(patch).find(
    (key) => !['apiVersion', 'kind', 'metadata', 'spec'].includes(key),
  );
  if (stranger !== undefined) {
    throw document.wrong([stranger], l10n.t('a Pod is made of metadata and spec; {0} is neither', stranger));
  }
  for (const part of ['metadata', 'spec']) {
    const value = patch[part];
    if (value !== undefined && !isJsonObject(value)) {
      throw document.wrong([part], l10n.t('{0} must be an object with keys', part));
    }
    if (isJsonObject(value) && '$patch' in value) {
      throw document.wrong([part, '$patch'], l10n.t('{0} cannot be replaced as a whole', part));
    }
  }
  const merged = mergedWith(asJson(pod), patch, document);
  const broken = brokenByOverlay(pod, merged, builder);
  if (broken !== undefined) throw document.wrong(broken.place, broken.reason, broken.remedy);
  // What the build itself needs is as it was; the rest is for the server to judge.
  return merged as unknown as Pod;
}

function mergedWith(pod: JsonObject, patch: JsonObject, document: YamlObject): JsonObject {
  try {
    return strategicMerge(pod, patch, podMergeFields);
  } catch (error) {
    if (!(error instanceof MergeError)) throw error;
    throw document.wrong(error.path, `${pathText(error.path)}: ${error.message}`);
  }
}

function asJson(pod: Pod): JsonObject {
  return JSON.parse(JSON.stringify(pod)) as Json as JsonObject;
}
