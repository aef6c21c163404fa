import * as l10n from '@vscode/l10n';
import { isJsonList, isJsonObject, type Json, type JsonPath } from '../../kube/json.ts';

type JsonType = 'string' | 'boolean' | 'integer' | 'object' | 'array';

/** The part of JSON Schema that our settings are described with, so that VS Code completes and checks them too. */
export interface JsonSchema {
  readonly type?: JsonType | readonly JsonType[];
  readonly enum?: readonly string[];
  readonly pattern?: string;
  readonly minLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly items?: JsonSchema;
  readonly uniqueItems?: boolean;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly propertyNames?: { readonly pattern: string };
  readonly required?: readonly string[];
  readonly additionalProperties?: JsonSchema | false;
}

export interface SchemaProblem {
  readonly path: JsonPath;
  /** Localised: what is wrong with what is there, as the end of a sentence. */
  readonly reason: string;
}

/** What is wrong with a value. */
export function schemaProblems(
  value: Json,
  schema: JsonSchema,
  path: JsonPath = [],
): readonly SchemaProblem[] {
  const types = schema.type === undefined ? [] : [schema.type].flat();
  if (types.length > 0 && !types.some((type) => isOfType(value, type))) {
    return [{ path, reason: l10n.t('it must be {0}', types.map(typeName).join(l10n.t(' or '))) }];
  }
  if (typeof value === 'string') return textProblems(value, schema, path);
  if (typeof value === 'number') return numberProblems(value, schema, path);
  if (isJsonList(value)) return listProblems(value, schema, path);
  return isJsonObject(value) ? objectProblems(value, schema, path) : [];
}

function isOfType(value: Json, type: JsonType): boolean {
  switch (type) {
    case 'integer':
      return Number.isInteger(value);
    case 'array':
      return isJsonList(value);
    case 'object':
      return isJsonObject(value);
    case 'string':
    case 'boolean':
      return typeof value === type;
  }
}

function typeName(type: JsonType): string {
  switch (type) {
    case 'integer':
      return l10n.t('a whole number');
    case 'array':
      return l10n.t('a list');
    case 'object':
      return l10n.t('an object with keys');
    case 'string':
      return l10n.t('a text');
    case 'boolean':
      return l10n.t('true or false');
  }
}

function textProblems(value: string, schema: JsonSchema, path: JsonPath): readonly SchemaProblem[] {
  if (schema.enum !== undefined && !schema.enum.includes(value)) {
    return [{ path, reason: l10n.t('"{0}" is none of {1}', value, schema.enum.join(', ')) }];
  }
  if (value.length < (schema.minLength ?? 0)) return [{ path, reason: l10n.t('it is empty') }];
  return schema.pattern === undefined || new RegExp(schema.pattern).test(value)
    ? []
    : [{ path, reason: notSo(value, schema.pattern) }];
}

function notSo(value: string, pattern: string): string {
  return l10n.t('"{0}" does not look so: {1}', value, pattern);
}

function numberProblems(value: number, schema: JsonSchema, path: JsonPath): readonly SchemaProblem[] {
  const { minimum = -Infinity, maximum = Infinity } = schema;
  if (value >= minimum && value <= maximum) return [];
  return [{ path, reason: l10n.t('{0} is not between {1} and {2}', value, minimum, maximum) }];
}

function listProblems(value: readonly Json[], schema: JsonSchema, path: JsonPath): readonly SchemaProblem[] {
  const { items = {}, uniqueItems = false } = schema;
  const problems = value.flatMap((item, index) => schemaProblems(item, items, [...path, index]));
  if (!uniqueItems || new Set(value).size === value.length) return problems;
  return [...problems, { path, reason: l10n.t('it holds something twice') }];
}

function objectProblems(
  value: Readonly<Record<string, Json>>,
  schema: JsonSchema,
  path: JsonPath,
): readonly SchemaProblem[] {
  const { properties = {}, required = [], propertyNames, additionalProperties = {} } = schema;
  const missing = required
    .filter((key) => !Object.hasOwn(value, key))
    .map((key) => ({ path, reason: l10n.t('it lacks {0}', key) }));
  const found = Object.entries(value).flatMap(([key, item]) => {
    const here = [...path, key];
    const known = Object.hasOwn(properties, key) ? properties[key] : additionalProperties;
    if (known === false || known === undefined) {
      const keys = Object.keys(properties).join(', ');
      return [{ path: here, reason: l10n.t('there is no such key; there are {0}', keys) }];
    }
    if (propertyNames !== undefined && !new RegExp(propertyNames.pattern).test(key)) {
      return [{ path: here, reason: notSo(key, propertyNames.pattern) }];
    }
    return schemaProblems(item, known, here);
  });
  return [...missing, ...found];
}
