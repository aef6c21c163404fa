import * as l10n from '@vscode/l10n';

/** Reads one setting's raw value, which is never undefined. Throws {@link Unfit}. */
export type Field<T> = (value: unknown) => T;

/** A reader for each property of a section. */
export type Fields<T> = { readonly [Key in keyof T]-?: Field<NonNullable<T[Key]>> };

/** Why a value cannot be used; localised, a half sentence behind the setting's name. */
export class Unfit extends Error {
  override readonly name = 'Unfit';
}

export interface Section<T> {
  /** What can be used. */
  readonly value: Partial<T>;
  /** Localised; each names its setting. */
  readonly problems: readonly string[];
}

/**
 * Reads a group of settings. `get` returns a raw value by its key; a blank text, an empty list and an empty object
 * count as not set. `nameOf` says what the user calls the setting.
 */
export function readSection<T extends object>(
  fields: Fields<T>,
  get: (key: string) => unknown,
  nameOf: (key: string) => string,
): Section<T> {
  const value: Partial<T> = {};
  const problems: string[] = [];
  for (const key of Object.keys(fields) as (keyof T & string)[]) {
    const raw = get(key);
    if (isBlank(raw)) continue;
    try {
      value[key] = fields[key](raw);
    } catch (error) {
      if (!(error instanceof Unfit)) throw error;
      problems.push(settingProblem(nameOf(key), error.message));
    }
  }
  return { value, problems };
}

/** A setting and why it cannot be used, as one sentence. */
export function settingProblem(name: string, reason: string): string {
  return l10n.t('The setting {0} cannot be used: {1}.', name, reason);
}

function isBlank(value: unknown): boolean {
  if (typeof value === 'string') return value.trim() === '';
  return value === undefined || value === null || (typeof value === 'object' && Object.keys(value).length === 0);
}

/** A text, trimmed, that `check` has nothing against. */
export function text(check?: (value: string) => void): Field<string> {
  return (value) => {
    if (typeof value !== 'string') throw new Unfit(l10n.t('{0} is not a text', shown(value)));
    const trimmed = value.trim();
    check?.(trimmed);
    return trimmed;
  };
}

/** Any text as it is, spaces and all. */
export const verbatim: Field<string> = (value) => {
  if (typeof value !== 'string') throw new Unfit(l10n.t('{0} is not a text', shown(value)));
  return value;
};

export function oneOf<T extends string>(...choices: readonly [T, ...T[]]): Field<T> {
  return (value) => {
    const found = choices.find((choice) => choice === value);
    if (found === undefined) {
      throw new Unfit(l10n.t('{0} is none of {1}', shown(value), choices.join(', ')));
    }
    return found;
  };
}

export function listOf<T>(item: Field<T>, most = Infinity): Field<readonly T[]> {
  return (value) => {
    if (!Array.isArray(value)) throw new Unfit(l10n.t('{0} is not a list', shown(value)));
    if (value.length > most) throw new Unfit(l10n.t('it has more than {0} items', most));
    return value.map((one) => item(one));
  };
}

export function recordOf<T>(key: (name: string) => void, item: Field<T>): Field<Readonly<Record<string, T>>> {
  return (value) =>
    Object.fromEntries(
      Object.entries(objectOf(value)).map(([name, one]) => {
        key(name);
        return [name, item(one)];
      }),
    );
}

/** An object with none but these properties, each optional. */
export function shape<T extends object>(fields: Fields<T>): Field<Partial<T>> {
  return (value) => {
    const object = objectOf(value);
    const stranger = Object.keys(object).find((key) => !Object.hasOwn(fields, key));
    if (stranger !== undefined) {
      throw new Unfit(l10n.t('"{0}" is none of {1}', stranger, Object.keys(fields).join(', ')));
    }
    const { value: read, problems } = readSection(
      fields,
      (key) => object[key],
      (key) => key,
    );
    if (problems[0] !== undefined) throw new Unfit(problems[0].replace(/\.$/, ''));
    return read;
  };
}

export function objectOf(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Unfit(l10n.t('{0} is not an object', shown(value)));
  }
  return value as Readonly<Record<string, unknown>>;
}

/** A value short enough for a message. */
export function shown(value: unknown): string {
  const json = JSON.stringify(value) ?? String(value);
  return json.length > 60 ? `${json.slice(0, 60)}…` : json;
}
