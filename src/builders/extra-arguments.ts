import * as l10n from '@vscode/l10n';
import type { Objection } from './builder.ts';
import { missingFlag } from './flag-support.ts';
import { flagNamed, type Executor, type FlagTable } from './flags.ts';
import { looksSecret } from './secret-looking.ts';

/** One flag out of a list of arguments. */
interface Given {
  /** Without dashes, as written. */
  readonly name: string;
  readonly value?: string;
}

/** What speaks against a user's arguments for the executor, in their order. */
export function argumentObjections(
  args: readonly string[],
  executor: Executor,
  table: FlagTable,
): readonly Objection[] {
  return read(args, table).flatMap((one) => ('message' in one ? [one] : objectionsTo(one, executor, table)));
}

/** The flags among arguments that are well-formed, by their long names. */
export function flagNames(args: readonly string[], table: FlagTable): readonly string[] {
  return read(args, table).flatMap((one) =>
    'message' in one ? [] : [flagNamed(table, one.name)?.name ?? one.name],
  );
}

function objectionsTo({ name, value }: Given, executor: Executor, table: FlagTable): readonly Objection[] {
  const flag = flagNamed(table, name);
  const written = `--${flag?.name ?? name}`;
  if (flag?.reserved !== undefined) {
    return [
      {
        certain: true,
        message: l10n.t('The argument {0} is given by Kaniko Build itself.', written),
        remedy: flag.reserved(),
      },
    ];
  }
  const missing = missingFlag(name, executor, table);
  if (missing?.certain === true) return [missing];
  // What a flag that is known is called says nothing of its value.
  const given = flag === undefined ? `${name}=${value ?? ''}` : (value ?? '');
  if (looksSecret(given)) return [secret(written)];
  const caveat = flag?.caveats?.[executor.flavour];
  return [
    ...(missing === undefined ? [] : [missing]),
    ...(caveat === undefined ? [] : [{ certain: false, message: `${written}: ${caveat()}` }]),
  ];
}

function secret(flag: string): Objection {
  return {
    certain: true,
    message: l10n.t(
      'The value of {0} looks like a secret; everybody who may see the Pod could read it.',
      flag,
    ),
    remedy: l10n.t('Leave it out of the arguments: logins belong to the credentials of the build.'),
  };
}

/** The arguments as pflag reads them, one token each; what it would not understand as an objection. */
function read(args: readonly string[], table: FlagTable): readonly (Given | Objection)[] {
  const found: (Given | Objection)[] = [];
  for (let at = 0; at < args.length; at++) {
    const text = args[at] ?? '';
    const [, long, short, assigned] = /^(?:--([\w-]+)|-(\w))(?:=(.*))?$/s.exec(text) ?? [];
    const name = long ?? short;
    if (name === undefined) {
      found.push(malformed(text));
    } else if (assigned !== undefined || flagNamed(table, name)?.isSwitch === true) {
      found.push({ name, ...(assigned === undefined ? {} : { value: assigned }) });
    } else {
      const next = args[at + 1];
      if (next === undefined || next.startsWith('-')) found.push(withoutValue(name, table));
      else found.push({ name, value: next });
      if (next !== undefined && !next.startsWith('-')) at += 1;
    }
  }
  return found;
}

function malformed(text: string): Objection {
  const [, flag] = /^(-{1,2}[\w-]+)\s/.exec(text) ?? [];
  if (flag === undefined) {
    return {
      certain: true,
      message: l10n.t('An argument of the builder is no flag: it does not begin with --.'),
      remedy: l10n.t('Write each as --flag=value.'),
    };
  }
  return {
    certain: true,
    message: l10n.t('With a space in it, all of "{0} …" is taken for the name of a flag.', flag),
    remedy: l10n.t('Write it as {0}=…, in one argument.', flag),
  };
}

/** Nobody knows whether a flag that is not in the table takes a value. */
function withoutValue(name: string, table: FlagTable): Given | Objection {
  const flag = flagNamed(table, name);
  if (flag === undefined || flag.reserved !== undefined) return { name };
  return {
    certain: true,
    message: l10n.t('The flag {0} needs a value.', `--${flag.name}`),
    remedy: l10n.t('Write it as {0}=…, in one argument.', `--${flag.name}`),
  };
}
