import * as l10n from '@vscode/l10n';
import { repositoryOf } from './image-names.ts';

/** What is wrong with one argument; localised. */
export type ArgumentCheck = (flag: string, value: string | undefined) => string | undefined;

/** The faults of `args`, each of which must be one token, `--flag` or `--flag=value`, that `check` takes. */
export function argumentFaults(args: readonly string[] = [], check: ArgumentCheck): readonly string[] {
  return args.flatMap((argument) => {
    const [, flag, value] = /^--([A-Za-z][A-Za-z0-9-]*)(?:=(.*))?$/s.exec(argument) ?? [];
    const fault =
      flag === undefined
        ? l10n.t('The argument "{0}" must be of the form --flag or --flag=value.', argument)
        : check(flag, value);
    return fault === undefined ? [] : [fault];
  });
}

/** Why a flag that the product sets cannot be given. */
export function ownFlag(flag: string): string {
  return l10n.t('The flag --{0} is set by Kaniko Build itself.', flag);
}

/** Why a flag cannot stand alone. */
export function needsValue(flag: string): string {
  return l10n.t('The flag --{0} needs its value in the same argument: --{0}=VALUE.', flag);
}

/** The numbers of the version in an image's tag, such as `v1.28.3-debug`; undefined where there is none. */
export function versionOf(image: string): readonly number[] | undefined {
  const tag = image.split('@', 1)[0]?.slice(repositoryOf(image).length);
  const [, ...numbers] = /^:v?(\d+)\.(\d+)(?:\.(\d+))?(?!\d)/.exec(tag ?? '') ?? [];
  return numbers.length === 0 ? undefined : numbers.map((number) => Number(number ?? 0));
}

/** Whether version `a` comes before `b`. */
export function isBefore(a: readonly number[], b: readonly number[]): boolean {
  const at = b.findIndex((number, index) => number !== (a[index] ?? 0));
  return at >= 0 && (a[at] ?? 0) < (b[at] ?? 0);
}
