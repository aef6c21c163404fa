/** Our strategic merge beside that of `kubectl patch`, on generated overlays. No cluster is asked. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { kaniko } from '../../src/builders/kaniko/kaniko.ts';
import { isJsonList, isJsonObject, type Json, type JsonObject } from '../../src/kube/json.ts';
import { podMergeFields } from '../../src/kube/pod-merge-keys.ts';
import { MergeError, strategicMerge, type MergeFields } from '../../src/kube/strategic-merge.ts';
import { fullInput } from '../builders/pod-input.ts';
import { sandbox } from './support.ts';

const run = promisify(execFile);
const RUNS = 20;
const PATCHES = 10;

/** A Pod of ours with something in every list that is merged. */
const pod = ((): JsonObject => {
  const made = JSON.parse(JSON.stringify(kaniko.pod(fullInput))) as JsonObject & { spec: JsonObject };
  const [container] = made.spec['containers'] as readonly JsonObject[];
  return {
    ...made,
    metadata: { ...(made['metadata'] as JsonObject), finalizers: ['a/x', 'b/y', 'c/z'] },
    spec: {
      ...made.spec,
      containers: [
        { ...container, ports: [{ containerPort: 1, name: 'one' }, { containerPort: 2 }] },
        { name: 'b', image: 'i', env: [{ name: 'B', value: '1' }] },
      ],
      initContainers: [
        { name: 'a', image: 'i', args: ['1', '2', '1'] },
        { name: 'c', image: 'i' },
      ],
      tolerations: [{ key: 'k', operator: 'Exists' }],
      hostAliases: [
        { ip: '10.0.0.1', hostnames: ['a', 'b'] },
        { ip: '10.0.0.2', hostnames: ['c'] },
      ],
      imagePullSecrets: [{ name: 'a' }, { name: 'b' }, { name: 'c' }],
      nodeSelector: { a: '1', b: '2' },
      topologySpreadConstraints: [
        { topologyKey: 'a', maxSkew: 1, whenUnsatisfiable: 'DoNotSchedule' },
        { topologyKey: 'b', maxSkew: 1, whenUnsatisfiable: 'DoNotSchedule' },
      ],
    },
  };
})();

/** A patch of `value`: what is there, changed here and there, and what is not there. */
function patchOf(value: JsonObject, fields: MergeFields): fc.Arbitrary<JsonObject> {
  const keys = Object.keys(value);
  const model = Object.fromEntries(
    [...keys, 'hostname', 'nodeName'].map((key) => [key, fieldPatch(key, value[key], fields)]),
  );
  const directives = Object.fromEntries(
    Object.entries(fields)
      .filter(([key]) => isJsonList(value[key]))
      .map(([key]) => [
        `$setElementOrder/${key}`,
        orderOf(value[key] as readonly Json[], fields[key]?.mergeKey),
      ]),
  );
  const plain = fc.record(model, { requiredKeys: [] });
  const patches: fc.Arbitrary<Readonly<Record<string, unknown>>> = fc.oneof(
    { weight: 14, arbitrary: plain },
    {
      weight: 2,
      arbitrary: fc.record({ ...model, ...directives }, { requiredKeys: [] }).map(withoutOrdersOfDeletions),
    },
    { weight: 1, arbitrary: plain.map((patch) => ({ $patch: 'replace', ...patch })) },
    { weight: 1, arbitrary: fc.constant({ $patch: 'delete' }) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(plain, fc.subarray(keys))
        .map(([patch, more]) => ({ ...patch, $retainKeys: [...new Set([...Object.keys(patch), ...more])] })),
    },
  );
  return patches as fc.Arbitrary<JsonObject>;
}

/** Where items are deleted too, kubectl's order is an accident of how slices of Go share their memory. */
function withoutOrdersOfDeletions(
  patch: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const isKept = (key: string): boolean => {
    const list = patch[key.replace('$setElementOrder/', '')] as Json | undefined;
    return !key.startsWith('$') || !isJsonList(list) || !list.some(hasDirective);
  };
  return Object.fromEntries(Object.entries(patch).filter(([key]) => isKept(key)));
}

/** Another value of the same type: kubectl itself reads labels, for one, as texts. */
function scalarLike(value: Json | undefined): fc.Arbitrary<Json> {
  if (typeof value === 'boolean') return fc.boolean();
  return typeof value === 'number' ? fc.nat(9) : fc.constantFrom('1', 'x');
}

function fieldPatch(key: string, value: Json | undefined, fields: MergeFields): fc.Arbitrary<Json> {
  const field = fields[key];
  if (isJsonObject(value)) {
    const weighted = { weight: 6, arbitrary: patchOf(value, field?.fields ?? {}) };
    return fc.oneof(weighted, { weight: 1, arbitrary: fc.constant(null) });
  }
  if (isJsonList(value)) {
    const list =
      field?.mergeKey === undefined
        ? fc.subarray([...value, ...(value.every((item) => typeof item === 'string') ? ['new'] : [])])
        : keyedList(value as readonly JsonObject[], field.mergeKey, field.fields ?? {});
    return fc.oneof({ weight: 6, arbitrary: list }, { weight: 1, arbitrary: fc.constant(null) });
  }
  return fc.oneof({ weight: 3, arbitrary: scalarLike(value) }, { weight: 1, arbitrary: fc.constant(null) });
}

function keyedList(
  items: readonly JsonObject[],
  mergeKey: string,
  fields: MergeFields,
): fc.Arbitrary<readonly JsonObject[]> {
  const named = fc.constantFrom<Json>(...items.map((item) => item[mergeKey] ?? ''), 'new', 'newer');
  const one = named.chain((name) => {
    const known = items.find((item) => item[mergeKey] === name) ?? {};
    const { [mergeKey]: _key, ...rest } = known;
    return fc.oneof(
      {
        weight: 6,
        arbitrary: patchOf(rest, fields).map((patch) => ({
          ...retaining(withoutReplace(patch), mergeKey),
          [mergeKey]: name,
        })),
      },
      { weight: 2, arbitrary: fc.constant({ [mergeKey]: name, $patch: 'delete' }) },
    );
  });
  const replace = fc.oneof(
    { weight: 6, arbitrary: fc.constant<JsonObject[]>([]) },
    { weight: 1, arbitrary: fc.constant<JsonObject[]>([{ $patch: 'replace' }]) },
  );
  // Of an item that is there twice kubectl merges the second into the first as it is written, directives included.
  const once = fc.uniqueArray(one, { maxLength: 4, selector: (item) => JSON.stringify(item[mergeKey]) });
  return fc.tuple(once, replace).map(([list, more]) => [...list, ...more]);
}

function retaining(patch: JsonObject, key: string): JsonObject {
  const { $retainKeys: kept } = patch;
  return isJsonList(kept) ? { ...patch, $retainKeys: [...kept, key] } : patch;
}

/** In a list's item `$patch` speaks of the list. */
function withoutReplace({ $patch: _directive, ...rest }: JsonObject): JsonObject {
  return rest;
}

function orderOf(items: readonly Json[], mergeKey: string | undefined): fc.Arbitrary<readonly Json[]> {
  const names =
    mergeKey === undefined
      ? [...items, 'new']
      : [...items.map((item) => (item as JsonObject)[mergeKey] ?? ''), 'new', 'newer'];
  return fc
    .shuffledSubarray(names, { minLength: 1 })
    .map((some) => (mergeKey === undefined ? some : some.map((name) => ({ [mergeKey]: name }))));
}

/**
 * kubectl leaves nulls and directives in what is new in a list, although it takes them out of what is new elsewhere; an
 * API server would take the nulls for nothing and refuse the directives.
 */
function normalized(value: Json): Json {
  if (isJsonList(value)) return value.filter((item) => !hasDirective(item)).map(normalized);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, item]) => item !== null && !key.startsWith('$') && !hasDirective(item))
      .map(([key, item]) => [key, normalized(item)] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

function hasDirective(value: Json): boolean {
  return isJsonObject(value) && '$patch' in value;
}

describe('the strategic merge of overlays', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'kaniko-build-merge-'));
    await writeFile(join(folder, 'pod.json'), JSON.stringify(pod));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  const byKubectl = async (patch: JsonObject): Promise<Json | undefined> => {
    try {
      const { stdout } = await run(sandbox().kubectl, [
        ...['patch', '--local', '-f', join(folder, 'pod.json'), '--type', 'strategic'],
        ...['-p', JSON.stringify(patch), '-o', 'json'],
      ]);
      return JSON.parse(stdout) as Json;
    } catch {
      return undefined;
    }
  };
  const byUs = (patch: JsonObject): Json | undefined => {
    try {
      return strategicMerge(pod, patch, podMergeFields);
    } catch (error) {
      assert.ok(error instanceof MergeError, String(error));
      return undefined;
    }
  };

  it(`is that of kubectl patch (${String(RUNS * PATCHES)} overlays)`, async function () {
    this.timeout(300_000);
    let merged = 0;
    let refused = 0;
    const spec = patchOf(pod['spec'] as JsonObject, podMergeFields['spec']?.fields ?? {}).map(withoutReplace);
    const metadata = patchOf(pod['metadata'] as JsonObject, podMergeFields['metadata']?.fields ?? {});
    // kubectl wants a name.
    const named = metadata.map((patch) => ({ ...withoutReplace(patch), name: 'n', namespace: 'builds' }));
    const patch = fc.record({ spec, metadata: named }, { requiredKeys: [] });
    await fc.assert(
      fc.asyncProperty(fc.array(patch, { minLength: PATCHES, maxLength: PATCHES }), async (patches) => {
        const theirs = await Promise.all(patches.map(byKubectl));
        for (const [index, one] of patches.entries()) {
          const [they, we] = [theirs[index], byUs(one)];
          if (they === undefined) refused++;
          else merged++;
          assert.deepEqual(
            we === undefined ? undefined : normalized(we),
            they === undefined ? undefined : normalized(they),
            JSON.stringify(one),
          );
        }
      }),
      // Making a failure smaller would take minutes.
      { numRuns: RUNS, endOnFailure: true },
    );
    assert.ok(merged > refused, `${String(refused)} of the overlays were refused`);
  });
});
