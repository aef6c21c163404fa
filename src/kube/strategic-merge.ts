import * as l10n from '@vscode/l10n';
import { isJsonList, isJsonObject, type Json, type JsonObject, type JsonPath } from './json.ts';

/** How the fields of an object are merged; a field that is not named is one that is replaced, or an object of such. */
export type MergeFields = Readonly<Record<string, MergeField>>;

export interface MergeField {
  /** Of a list of objects: the key by which those that are the same are known. */
  readonly mergeKey?: string;
  /** A list of texts to which those of the patch are added. */
  readonly isSet?: true;
  /** The fields of the object, or of the list's objects. */
  readonly fields?: MergeFields;
}

/** A patch that cannot be merged. */
export class MergeError extends Error {
  override readonly name = 'MergeError';
  /** Where in the patch. */
  readonly path: JsonPath;

  constructor(path: JsonPath, message: string) {
    super(message);
    this.path = path;
  }
}

const PATCH = '$patch';
const RETAIN_KEYS = '$retainKeys';
const ORDER = '$setElementOrder/';
const DELETE = '$deleteFromPrimitiveList/';

/**
 * Merges a patch into an object as `kubectl patch --type strategic` does (k8s.io/apimachinery/pkg/util/strategicpatch):
 * objects field by field, lists by their merge key, null deletes, and the directives `$patch`, `$retainKeys`,
 * `$setElementOrder/LIST` and `$deleteFromPrimitiveList/LIST` do as documented in "sig-api-machinery: Strategic Merge
 * Patch". What is new comes without nulls and directives. Pure. Throws {@link MergeError}.
 */
export function strategicMerge(original: JsonObject, patch: JsonObject, fields: MergeFields): JsonObject {
  return mergeObjects(original, patch, fields, []);
}

function mergeObjects(
  original: JsonObject,
  patch: JsonObject,
  fields: MergeFields,
  path: JsonPath,
): JsonObject {
  if (PATCH in patch) return patchedByDirective(patch, path);
  const merged = new Map(Object.entries(retained(original, patch, path)));
  const ordered = new Set<string>();
  for (const [key, order] of Object.entries(patch)) {
    if (!key.startsWith(ORDER)) continue;
    const name = key.slice(ORDER.length);
    const list = orderedList(merged.get(name), patch[name], order, fields[name], { key, path, name });
    if (list !== undefined) merged.set(name, list);
    ordered.add(name);
  }
  for (const [key, value] of Object.entries(patch)) {
    if (key === RETAIN_KEYS || key.startsWith(ORDER) || ordered.has(key)) continue;
    if (key.startsWith(DELETE)) deleteFrom(merged, key.slice(DELETE.length), value, [...path, key]);
    else mergeField(merged, key, value, fields[key], [...path, key]);
  }
  return Object.fromEntries(merged);
}

function mergeField(
  merged: Map<string, Json>,
  key: string,
  value: Json,
  field: MergeField | undefined,
  path: JsonPath,
): void {
  const former = merged.get(key);
  if (value === null) merged.delete(key);
  else if (isJsonObject(former) && isJsonObject(value)) {
    merged.set(key, mergeObjects(former, value, field?.fields ?? {}, path));
  } else if (isJsonList(former) && isJsonList(value)) {
    merged.set(key, mergeLists(former, value, field, path));
  } else {
    const fresh = withoutDirectives(value);
    if (fresh === undefined) merged.delete(key);
    else merged.set(key, fresh);
  }
}

/** `$patch` in an object: `replace` puts the patch in its place, `delete` empties it. */
function patchedByDirective(patch: JsonObject, path: JsonPath): JsonObject {
  const { [PATCH]: directive, ...rest } = patch;
  if (directive === 'delete') return {};
  if (directive === 'replace') return withoutDirectives(rest) as JsonObject;
  throw new MergeError([...path, PATCH], l10n.t('{0} is replace or delete', PATCH));
}

/** The fields of the original that `$retainKeys` of the patch lets stay. */
function retained(original: JsonObject, patch: JsonObject, path: JsonPath): JsonObject {
  const keys = patch[RETAIN_KEYS];
  if (keys === undefined) return original;
  const here = [...path, RETAIN_KEYS];
  if (!isJsonList(keys)) throw new MergeError(here, l10n.t('{0} is a list of names', RETAIN_KEYS));
  const missing = Object.entries(patch).find(
    ([key, value]) => value !== null && !isDirective(key) && !keys.includes(key),
  );
  if (missing !== undefined)
    throw new MergeError(here, l10n.t('{0} does not name {1}, which is set', RETAIN_KEYS, missing[0]));
  return Object.fromEntries(Object.entries(original).filter(([key]) => keys.includes(key)));
}

function isDirective(key: string): boolean {
  return key === PATCH || key === RETAIN_KEYS || key.startsWith(ORDER) || key.startsWith(DELETE);
}

function deleteFrom(merged: Map<string, Json>, key: string, values: Json, path: JsonPath): void {
  if (!isJsonList(values) || values.some((value) => typeof value === 'object')) {
    throw new MergeError(path, l10n.t('what is to be deleted is a list of plain values'));
  }
  const former = merged.get(key);
  if (isJsonList(former)) {
    const kept = former.filter((value) => !values.includes(value));
    merged.set(key, kept);
  }
}

function mergeLists(
  original: readonly Json[],
  patch: readonly Json[],
  field: MergeField | undefined,
  path: JsonPath,
): readonly Json[] {
  if (field?.isSet === true) {
    return inOrder([...new Set([...original, ...patch])], patch, original, (item) => item);
  }
  const mergeKey = field?.mergeKey;
  return mergeKey === undefined
    ? patch
    : mergeByKey(original, patch, { mergeKey, fields: field?.fields ?? {}, path });
}

interface KeyedList {
  readonly mergeKey: string;
  readonly fields: MergeFields;
  /** Of the list in the patch. */
  readonly path: JsonPath;
}

function mergeByKey(original: readonly Json[], patch: readonly Json[], list: KeyedList): readonly Json[] {
  const { mergeKey, fields, path } = list;
  const keyOf = (item: Json): Json | undefined => (isJsonObject(item) ? item[mergeKey] : undefined);
  let kept = original;
  let isReplaced = false;
  const plain: { readonly item: JsonObject; readonly at: JsonPath }[] = [];
  for (const [index, item] of patch.entries()) {
    const at = [...path, index];
    if (!isJsonObject(item))
      throw new MergeError(at, l10n.t('it must be {0}', l10n.t('an object with keys')));
    const directive = item[PATCH];
    if (directive === 'replace') isReplaced = true;
    else if (directive !== undefined && directive !== 'delete') {
      throw new MergeError(at, l10n.t('{0} is replace or delete', PATCH));
    } else if (keyOf(item) === undefined) {
      throw new MergeError(at, l10n.t('it lacks {0}', mergeKey));
    } else if (directive === 'delete') kept = kept.filter((one) => keyOf(one) !== keyOf(item));
    else plain.push({ item, at });
  }
  if (isReplaced) {
    const items = plain.map(({ item }) => withoutDirectives(item) ?? {});
    return inOrder(items, [], items, keyOf);
  }
  const merged = [...kept];
  for (const { item, at } of plain) {
    const index = merged.findIndex((one) => keyOf(one) === keyOf(item));
    const former = merged[index];
    if (isJsonObject(former)) merged[index] = mergeObjects(former, item, fields, at);
    else merged.push(withoutDirectives(item) ?? {});
  }
  return inOrder(
    merged,
    plain.map(({ item }) => item),
    kept,
    keyOf,
  );
}

interface OrderedField {
  /** The directive. */
  readonly key: string;
  readonly name: string;
  readonly path: JsonPath;
}

/** A list merged and put into the order that `$setElementOrder` names. */
function orderedList(
  original: Json | undefined,
  patch: Json | undefined,
  order: Json,
  field: MergeField | undefined,
  { key, name, path }: OrderedField,
): readonly Json[] | undefined {
  const here = [...path, key];
  if (!isJsonList(order)) throw new MergeError(here, l10n.t('it must be {0}', l10n.t('a list')));
  const mergeKey = field?.mergeKey;
  const keyOf = (item: Json): Json | undefined =>
    mergeKey === undefined ? item : isJsonObject(item) ? item[mergeKey] : undefined;
  if ([original, patch].some((one) => one !== undefined && !isJsonList(one))) {
    throw new MergeError(here, l10n.t('{0} is no list', name));
  }
  const former = isJsonList(original) ? original : [];
  const added = isJsonList(patch) ? patch : undefined;
  if (
    added !== undefined &&
    !isInOrder(
      added.filter((item) => !hasDirective(item)),
      order,
      keyOf,
    )
  ) {
    throw new MergeError(here, l10n.t('it does not name the items of {0} in their order', name));
  }
  if (original === undefined && added === undefined) return undefined;
  const merged = added === undefined ? former : mergeLists(former, added, field, [...path, name]);
  return inOrder(merged, order, former, keyOf);
}

function hasDirective(item: Json): boolean {
  return isJsonObject(item) && PATCH in item;
}

/** Whether `order` names each item, in this order. */
function isInOrder(
  items: readonly Json[],
  order: readonly Json[],
  keyOf: (item: Json) => Json | undefined,
): boolean {
  if (order.length === 0) return true;
  let found = 0;
  for (const one of order) {
    const item = items[found];
    if (item !== undefined && keyOf(one) === keyOf(item)) found++;
  }
  return found === items.length;
}

/**
 * Those that `order` names in its order, the others in that of the original; where both orders say something of two
 * neighbours, the original's holds.
 */
function inOrder(
  items: readonly Json[],
  order: readonly Json[],
  original: readonly Json[],
  keyOf: (item: Json) => Json | undefined,
): readonly Json[] {
  const place = (list: readonly Json[], item: Json): number =>
    list.findIndex((one) => keyOf(one) === keyOf(item));
  const sorted = (some: readonly Json[], list: readonly Json[]): Json[] =>
    [...some].sort((a, b) => place(list, a) - place(list, b));
  const named = sorted(
    items.filter((item) => place(order, item) >= 0),
    order,
  );
  const others = sorted(
    items.filter((item) => place(order, item) < 0),
    original,
  );
  const result: Json[] = [];
  while (named.length > 0 && others.length > 0) {
    const [left, right] = [place(original, others[0] ?? null), place(original, named[0] ?? null)];
    result.push(...(left >= 0 && right >= 0 && left < right ? others : named).splice(0, 1));
  }
  return [...result, ...named, ...others];
}

/** What is new as it is sent: without nulls, without directives; undefined for what a directive leaves out. */
function withoutDirectives(value: Json): Json | undefined {
  if (isJsonList(value)) {
    return value.flatMap((item) => {
      const kept = withoutDirectives(item);
      return kept === undefined ? [] : [kept];
    });
  }
  if (!isJsonObject(value)) return value;
  if (PATCH in value) return undefined;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, item]) => {
      const kept = item === null || isDirective(key) ? undefined : withoutDirectives(item);
      return kept === undefined ? [] : [[key, kept]];
    }),
  );
}
