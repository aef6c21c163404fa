/** What is known of one flag of a builder's program. */
export interface Flag {
  /** Without dashes. */
  readonly name: string;
  /** The letter behind one dash. */
  readonly short?: string;
  /** Needs no value: alone it means true. */
  readonly isSwitch?: boolean;
  /** The first version that has it, by flavour; a flavour that is not named never had it. `0`: all that are known. */
  readonly since: Readonly<Record<string, string>>;
  /** The first version that has it no more, by flavour. */
  readonly until?: Readonly<Record<string, string>>;
  /** Why it is not the user's to give: a localised sentence that says what to use instead, if anything. */
  readonly reserved?: () => string;
  /** What to know of it where it is taken, by flavour: it does nothing, or has a newer name. Localised. */
  readonly caveats?: Readonly<Record<string, () => string>>;
}

/** All flags of a builder's program, and how far that knowledge goes. */
export interface FlagTable {
  readonly flags: readonly Flag[];
  /** By flavour: the last version that was looked at, and whether no other will follow. */
  readonly known: Readonly<Record<string, { readonly version: string; readonly isFinal: boolean }>>;
}

/** The program in one image. */
export interface Executor {
  /** Name for people: builder and flavour. */
  readonly name: string;
  readonly flavour: string;
  /** Such as `1.28.3`; absent where the image does not tell. */
  readonly version?: string;
}

/** The flag of a long or short name, without dashes. */
export function flagNamed(table: FlagTable, name: string): Flag | undefined {
  return table.flags.find((flag) => flag.name === name || flag.short === name);
}
