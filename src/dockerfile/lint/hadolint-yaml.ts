import * as l10n from '@vscode/l10n';
import { CORE_SCHEMA, YAMLException, load } from 'js-yaml';
import { severities, type Severity } from './diagnostic.ts';
import {
  emptyConfig,
  labelKind,
  labelKinds,
  type ConfigProblem,
  type HadolintConfig,
} from './hadolint-config.ts';
import type { LabelKind } from './lint-file.ts';

type Fields = Readonly<Record<string, unknown>>;

/**
 * Reads the text of a `.hadolint.yaml`. Never throws: what is wrong is told and left out, the rest holds (hadolint
 * drops the whole file). Keys that are not known are overlooked, as hadolint does.
 */
export function readHadolintYaml(text: string): {
  readonly config: HadolintConfig;
  readonly problems: readonly ConfigProblem[];
} {
  const problems: ConfigProblem[] = [];
  const reader = new Reader(text, problems);
  const root = parseYaml(text, problems);
  return { config: root === undefined ? emptyConfig : reader.config(root), problems };
}

/** The mapping at the top; undefined where the file is empty or has none. */
function parseYaml(text: string, problems: ConfigProblem[]): Fields | undefined {
  let root: unknown;
  try {
    root = load(text, { schema: CORE_SCHEMA });
  } catch (error) {
    problems.push(yamlProblem(error));
    return undefined;
  }
  if (root === undefined || root === null) {
    return undefined;
  }
  if (!isFields(root)) {
    problems.push({ line: 1, message: l10n.t('This is no configuration of hadolint: it holds no keys.') });
    return undefined;
  }
  return root;
}

function yamlProblem(error: unknown): ConfigProblem {
  if (!(error instanceof YAMLException)) {
    return { message: l10n.t('It is not valid YAML.') };
  }
  const mark = error.mark as { readonly line: number } | undefined;
  const message = l10n.t('It is not valid YAML: {0}', error.reason);
  return mark === undefined ? { message } : { message, line: mark.line + 1 };
}

/** Reads the values of keys; those of a wrong type become problems. */
class Reader {
  readonly #lines: readonly string[];
  readonly #problems: ConfigProblem[];

  constructor(text: string, problems: ConfigProblem[]) {
    this.#lines = text.split('\n');
    this.#problems = problems;
  }

  config(root: Fields): HadolintConfig {
    const strictLabels = this.#boolean(root, 'strict-labels');
    const disableIgnorePragma = this.#boolean(root, 'disable-ignore-pragma');
    const noFail = this.#boolean(root, 'no-fail');
    const failureThreshold = this.#threshold(root);
    return {
      ignored: this.#strings(root, ['ignored']),
      override: this.#override(root),
      trustedRegistries: this.#strings(root, ['trustedRegistries']),
      labelSchema: this.#labelSchema(root),
      ...(strictLabels === undefined ? {} : { strictLabels }),
      ...(disableIgnorePragma === undefined ? {} : { disableIgnorePragma }),
      ...(failureThreshold === undefined ? {} : { failureThreshold }),
      ...(noFail === undefined ? {} : { noFail }),
    };
  }

  #override(root: Fields): Readonly<Record<Severity, readonly string[]>> {
    const fields = this.#fields(root, 'override');
    const rules = (severity: Severity) => this.#strings(fields, ['override', severity]);
    return { error: rules('error'), warning: rules('warning'), info: rules('info'), style: rules('style') };
  }

  #labelSchema(root: Fields): Readonly<Record<string, LabelKind>> {
    const schema: [string, LabelKind][] = [];
    for (const [label, name] of Object.entries(this.#fields(root, 'label-schema'))) {
      const kind = typeof name === 'string' ? labelKind(name) : undefined;
      if (kind === undefined) {
        this.#report(
          ['label-schema', label],
          l10n.t('The kind of the label "{0}" is one of: {1}', label, labelKinds.join(', ')),
        );
      } else {
        schema.push([label, kind]);
      }
    }
    return Object.fromEntries(schema);
  }

  /** `ignore` and `none` let every finding count, as those of style do. */
  #threshold(root: Fields): Severity | undefined {
    const value = root['failure-threshold'];
    if (value === undefined || value === null) {
      return undefined;
    }
    if (value === 'ignore' || value === 'none') {
      return 'style';
    }
    const severity = severities.find((name) => name === value);
    if (severity === undefined) {
      const names = [...severities, 'ignore', 'none'].join(', ');
      this.#report(
        ['failure-threshold'],
        l10n.t('The value of "{0}" is one of: {1}', 'failure-threshold', names),
      );
    }
    return severity;
  }

  #boolean(root: Fields, key: string): boolean | undefined {
    const value = root[key];
    if (value === undefined || value === null || typeof value === 'boolean') {
      return value ?? undefined;
    }
    this.#report([key], l10n.t('The value of "{0}" is true or false.', key));
    return undefined;
  }

  /** The list at the last key of the path, which is a key of `fields`. */
  #strings(fields: Fields, path: readonly string[]): readonly string[] {
    const value = fields[path.at(-1) ?? ''];
    if (value === undefined || value === null) {
      return [];
    }
    if (!Array.isArray(value)) {
      this.#report(path, l10n.t('The value of "{0}" is a list.', path.join('.')));
      return [];
    }
    const items: readonly unknown[] = value;
    return items.flatMap((item) => {
      if (typeof item === 'string') {
        return [item];
      }
      // What it is matters less than where it is; a list or mapping could hold itself.
      const shown = typeof item === 'number' || typeof item === 'boolean' ? String(item) : '';
      this.#report(
        [...path, shown],
        l10n.t('The list "{0}" holds words only; put others in quotes.', path.join('.')),
      );
      return [];
    });
  }

  #fields(root: Fields, key: string): Fields {
    const value = root[key];
    if (value === undefined || value === null) {
      return {};
    }
    if (isFields(value)) {
      return value;
    }
    this.#report([key], l10n.t('The value of "{0}" is a mapping.', key));
    return {};
  }

  #report(path: readonly string[], message: string): void {
    this.#problems.push({ line: this.#lineOf(path), message });
  }

  /** The parser gives no places of values: the words of the path, each at or behind the line of the one before. */
  #lineOf([key = '', ...rest]: readonly string[]): number {
    let line = Math.max(
      0,
      this.#lines.findIndex((text) => /^\S/.test(text) && wordsOf(text).includes(key)),
    );
    for (const word of rest) {
      const found = this.#lines.findIndex((text, index) => index >= line && wordsOf(text).includes(word));
      line = found < 0 ? line : found;
    }
    return line + 1;
  }
}

function wordsOf(line: string): string[] {
  return line.split(/[^\w.*/-]+/);
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
