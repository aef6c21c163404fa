import * as l10n from '@vscode/l10n';
import type { Objection } from './builder.ts';
import { flagNamed, type Executor, type Flag, type FlagTable } from './flags.ts';
import { isOlder } from './image-version.ts';

/**
 * Why the executor does not have the flag `--name`; undefined where it has it. Certain only where the table knows this
 * very version: of an image that does not tell its version, or of a newer one, nobody can be sure.
 */
export function missingFlag(name: string, executor: Executor, table: FlagTable): Objection | undefined {
  const flag = flagNamed(table, name);
  if (flag !== undefined && has(flag, executor)) return undefined;
  const { flavour, version } = executor;
  const known = table.known[flavour];
  const certain =
    known !== undefined &&
    (known.isFinal || (version !== undefined && !isOlder(known.version, version))) &&
    // Where the flavour has it in some version, the version decides.
    (version !== undefined || flag?.since[flavour] === undefined);
  const shown = version === undefined ? executor.name : `${executor.name} ${version}`;
  const written = `--${flag?.name ?? name}`;
  return {
    certain,
    message: certain
      ? l10n.t('{0} does not know the flag {1}.', shown, written)
      : l10n.t('{0} may not know the flag {1}.', shown, written),
    remedy: whoHasIt(flag, executor),
  };
}

function has({ since, until }: Flag, { flavour, version }: Executor): boolean {
  const first = since[flavour];
  if (first === undefined) return false;
  if (version === undefined) return true;
  const last = until?.[flavour];
  return !isOlder(version, first) && (last === undefined || isOlder(version, last));
}

/** Where the flag is to be found, localised; `flavour` is the one that lacks it, where it is known. */
export function whoHasIt(flag: Flag | undefined, { flavour = '' }: { readonly flavour?: string }): string {
  if (flag === undefined) return l10n.t('No flavour has it: look at its spelling, or leave it out.');
  const { [flavour]: first } = flag.since;
  const gone = flag.until?.[flavour];
  if (first !== undefined && gone !== undefined) return l10n.t('It is gone since version {0}.', gone);
  if (first !== undefined) return l10n.t('It came with version {0}: choose a newer image.', first);
  const others = Object.entries(flag.since).map(([name, since]) =>
    since === '0' ? name : l10n.t('{0} from {1} on', name, since),
  );
  return l10n.t('These flavours have it: {0}. Choose one of them and its image.', others.join(', '));
}
