import { isDeepStrictEqual } from 'node:util';
import * as l10n from '@vscode/l10n';
import type { Builder } from '../../builders/builder.ts';
import { isJsonList, isJsonObject, type Json, type JsonObject } from '../../kube/json.ts';
import type { Container, Pod } from '../../kube/objects.ts';
import { isOwnKey } from '../labels.ts';
import type { PatchPlace } from './overlay-document.ts';

export interface Broken {
  readonly place: PatchPlace;
  /** Localised, as the end of a sentence. */
  readonly reason: string;
  readonly remedy?: string;
}

/** Fields by which the run finds, feeds and follows its container. */
const containerFields = [
  ...(['command', 'args', 'workingDir', 'stdin', 'stdinOnce', 'tty'] as const),
  ...(['terminationMessagePath', 'terminationMessagePolicy', 'lifecycle'] as const),
];

/** What an overlay did to a Pod that keeps the run from doing its work; undefined where it did nothing such. */
export function brokenByOverlay(pod: Pod, merged: JsonObject, builder: Builder): Broken | undefined {
  return (
    brokenMetadata(pod, objectIn(merged, 'metadata')) ??
    brokenSpec(pod, objectIn(merged, 'spec')) ??
    brokenContainers(pod, objectIn(merged, 'spec'), builder) ??
    topLevel(pod, merged)
  );
}

function topLevel(pod: Pod, merged: JsonObject): Broken | undefined {
  const changed = (['apiVersion', 'kind'] as const).find((key) => merged[key] !== pod[key]);
  return changed === undefined
    ? undefined
    : { place: [changed], reason: l10n.t('an overlay is of a Pod: {0} cannot be another', changed) };
}

function brokenMetadata(pod: Pod, metadata: JsonObject): Broken | undefined {
  const own = pod.metadata as unknown as JsonObject;
  const fixed = ['name', 'namespace', 'generateName', 'finalizers', 'ownerReferences'];
  const changed = fixed.find((key) => !isDeepStrictEqual(metadata[key], own[key]));
  if (changed !== undefined) {
    return {
      place: ['metadata', changed],
      reason: l10n.t('metadata.{0} is the run’s own: it is made, found and removed by it', changed),
    };
  }
  for (const kind of ['labels', 'annotations']) {
    const [before, after] = [objectIn(own, kind), objectIn(metadata, kind)];
    const key = [...Object.keys(before), ...Object.keys(after)].find(
      (one) => isOwnKey(one) && before[one] !== after[one],
    );
    if (key !== undefined) {
      return {
        place: ['metadata', kind, key],
        reason: l10n.t('the run is found again by {0}, which cannot be another', key),
      };
    }
  }
  return undefined;
}

function brokenSpec(pod: Pod, spec: JsonObject): Broken | undefined {
  if (spec['restartPolicy'] !== pod.spec.restartPolicy) {
    return {
      place: ['spec', 'restartPolicy'],
      reason: l10n.t('a build runs once: restartPolicy is Never'),
    };
  }
  if (spec['activeDeadlineSeconds'] !== pod.spec.activeDeadlineSeconds) {
    return {
      place: ['spec', 'activeDeadlineSeconds'],
      reason: l10n.t('the run waits as long as its limit says, so the Pod cannot have another'),
      remedy: l10n.t('Set kanikoBuild.limits.build.'),
    };
  }
  const volumes = itemsOf(spec, 'volumes');
  const lost = pod.spec.volumes?.find(
    (volume) => !volumes.some((other) => isDeepStrictEqual(other, JSON.parse(JSON.stringify(volume)))),
  );
  if (lost === undefined) return undefined;
  return {
    place: ['spec', 'volumes', { name: lost.name }],
    reason: l10n.t('volume {0} holds what the build needs', lost.name),
  };
}

function brokenContainers(pod: Pod, spec: JsonObject, builder: Builder): Broken | undefined {
  const containers = itemsOf(spec, 'containers');
  const building = containers.find((one) => one['name'] === builder.container);
  const own = pod.spec.containers.find(({ name }) => name === builder.container);
  if (building === undefined || own === undefined) {
    return {
      place: ['spec', 'containers', { name: builder.container }],
      reason: l10n.t('container {0} builds the image, so it must stay', builder.container),
    };
  }
  const stranger = containers.find((one) => one !== building && typeof one['image'] !== 'string');
  if (stranger !== undefined) {
    const name = typeof stranger['name'] === 'string' ? stranger['name'] : '';
    return {
      place: ['spec', 'containers', { name }],
      reason: l10n.t(
        'the container that builds is called {0}; {1} would be another and has no image',
        builder.container,
        name,
      ),
    };
  }
  return brokenContainer(own, building);
}

function brokenContainer(own: Container, merged: JsonObject): Broken | undefined {
  const place: PatchPlace = ['spec', 'containers', { name: own.name }];
  const before = JSON.parse(JSON.stringify(own)) as JsonObject;
  if (before['image'] !== merged['image']) {
    return {
      place: [...place, 'image'],
      reason: l10n.t(
        'the image of the builder is chosen elsewhere, so that its flags and features are known',
      ),
      remedy: l10n.t('Set the builder’s image in the settings, or with --image.'),
    };
  }
  const field = containerFields.find((key) => !isDeepStrictEqual(before[key], merged[key]));
  if (field !== undefined) {
    return {
      place: [...place, field],
      reason: l10n.t('{0} of the container that builds is how the run works', field),
    };
  }
  for (const [list, key] of [
    ['env', 'name'],
    ['volumeMounts', 'mountPath'],
  ] as const) {
    const after = itemsOf(merged, list);
    const changed = itemsOf(before, list).find((item) => !after.some((one) => isDeepStrictEqual(one, item)));
    if (changed === undefined) continue;
    const value = changed[key];
    const name = typeof value === 'string' ? value : '';
    return {
      place: [...place, list, { [key]: name }],
      reason: l10n.t('{0} {1} is set by the build itself or by a setting', list, name),
    };
  }
  return undefined;
}

function objectIn(object: JsonObject, key: string): JsonObject {
  const value = object[key];
  return isJsonObject(value) ? value : {};
}

function itemsOf(object: JsonObject, key: string): readonly JsonObject[] {
  const value: Json | undefined = object[key];
  return isJsonList(value) ? value.filter(isJsonObject) : [];
}
