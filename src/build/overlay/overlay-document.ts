import * as l10n from '@vscode/l10n';
import { isMap, isScalar, isSeq, LineCounter, parseDocument, type Document } from 'yaml';
import { isJsonObject, type JsonObject, type JsonPath } from '../../kube/json.ts';
import { BuildError } from '../errors.ts';

/** Where something is in a patch; an object among a list's stands for the item with these fields. */
export type PatchPlace = readonly (string | number | Readonly<Record<string, string>>)[];

/** A YAML file of one object, and where in it things are. */
export class YamlObject {
  readonly file: string;
  readonly value: JsonObject;
  readonly #document: Document;
  readonly #lines: LineCounter;

  /**
   * Reads the text of `file`, which is named where something is wrong. What is empty is an object without keys. Throws
   * BuildError that names the line.
   */
  constructor(file: string, text: string) {
    this.file = file;
    this.#lines = new LineCounter();
    this.#document = parseDocument(text, { lineCounter: this.#lines, merge: true, prettyErrors: false });
    const [error] = this.#document.errors;
    if (error !== undefined) throw this.#wrong(this.#lineAt(error.pos[0]), error.message);
    let value: unknown;
    try {
      value = this.#document.toJS() ?? {};
    } catch (cause) {
      // Aliases without end, or of nothing.
      throw this.#wrong(1, cause instanceof Error ? cause.message : String(cause));
    }
    if (!isJsonObject(value)) throw this.#wrong(1, l10n.t('it must hold an object with keys'));
    this.value = value;
  }

  /** The line, counted from 1, of what is at `place`, or of the nearest that holds it. */
  lineOf(place: PatchPlace): number {
    let node: unknown = this.#document.contents;
    let line = this.#lineOfNode(node) ?? 1;
    for (const part of place) {
      if (isMap(node) && typeof part === 'string') {
        const pair = node.items.find(({ key }) => isScalar(key) && key.value === part);
        if (pair === undefined) break;
        line = this.#lineOfNode(pair.key) ?? line;
        node = pair.value;
      } else if (isSeq(node) && typeof part !== 'string') {
        node = typeof part === 'number' ? node.items[part] : node.items.find((item) => hasFields(item, part));
        line = this.#lineOfNode(node) ?? line;
      } else break;
    }
    return line;
  }

  /** The error that something at `place` is wrong. */
  wrong(place: PatchPlace, reason: string, remedy?: string): BuildError {
    return this.#wrong(this.lineOf(place), reason, remedy);
  }

  #wrong(line: number, reason: string, remedy?: string): BuildError {
    return new BuildError({
      code: 'settings-invalid',
      message: l10n.t('{0}, line {1}: {2}', this.file, line, reason),
      ...(remedy === undefined ? {} : { remedy }),
    });
  }

  #lineOfNode(node: unknown): number | undefined {
    const range = isMap(node) || isSeq(node) || isScalar(node) ? node.range : undefined;
    return range === undefined || range === null ? undefined : this.#lineAt(range[0]);
  }

  #lineAt(offset: number): number {
    return this.#lines.linePos(offset).line;
  }
}

function hasFields(item: unknown, fields: Readonly<Record<string, string>>): boolean {
  return isMap(item) && Object.entries(fields).every(([key, value]) => item.get(key) === value);
}

/** The place in the file of a path such as a server names, `spec.containers[0].foo`, without the names of lists' items. */
export function placeOf(path: string): JsonPath {
  return [...path.matchAll(/\[(\d+)\]|([^.[\]]+)/g)].map(([, index, key = '']) =>
    index === undefined ? key : Number(index),
  );
}
