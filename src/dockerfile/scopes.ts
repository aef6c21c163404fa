import { defaultPlatform } from './default-platform.ts';
import { Definitions } from './definitions.ts';
import type { EscapeToken } from './directives.ts';
import { expand, expandInDetail, isLiteral, type Scope, type Variables } from './expand.ts';
import type { LintStage } from './lint/lint-stage.ts';
import { onceFor } from './once-for.ts';
import { readPairs } from './syntax/pairs.ts';
import { unquote } from './syntax/unquote.ts';
import type { Instruction } from './tree.ts';

/** Build arguments that need no ARG before the first FROM, there and in FROM. (docs.docker.com, "Automatic platform ARGs") */
const platformArgs: readonly string[] = [
  ...['BUILDPLATFORM', 'BUILDOS', 'BUILDOSVERSION', 'BUILDARCH', 'BUILDVARIANT'],
  ...['TARGETPLATFORM', 'TARGETOS', 'TARGETOSVERSION', 'TARGETARCH', 'TARGETVARIANT', 'TARGETSTAGE'],
];

/** Build arguments that RUN sees without an ARG. (docs.docker.com, "Predefined ARGs") */
const proxyArg = /^(?:(?:http|https|ftp|all)_proxy|no_proxy|(?:HTTP|HTTPS|FTP|ALL)_PROXY|NO_PROXY)$/;

export interface ScopesInput {
  readonly escape: EscapeToken;
  /** What stands before the first FROM. */
  readonly preamble: readonly Instruction[];
  readonly stages: readonly LintStage[];
  /** The build's own arguments (`--build-arg`). */
  readonly buildArgs?: Readonly<Record<string, string>>;
}

/** Which variables ARG and ENV make visible where, by BuildKit's rules. */
export class Scopes {
  readonly #escape: EscapeToken;
  readonly #buildArgs: ReadonlyMap<string, string>;
  /** Of FROM: the ARGs before the first one, and the platform's. */
  readonly #global: Definitions;
  /** The same, on a platform that is known. */
  #onPlatform: Definitions | undefined;
  readonly #preamble: readonly Instruction[];
  /** By instruction: its stage, and how many instructions of the stage come before it. */
  readonly #places = new Map<Instruction, { readonly stage: Definitions; readonly index: number }>();
  readonly #stages: Definitions[] = [];
  /** By stage: the earlier stage that it begins with. */
  readonly #bases = new Map<number, number>();
  readonly #roots = new Map<number, number>();
  /** By stage: what its ONBUILDs trigger in stages upon it. */
  readonly #triggers: (readonly Instruction[])[] = [];

  constructor({ escape, preamble, stages, buildArgs = {} }: ScopesInput) {
    this.#escape = escape;
    this.#buildArgs = new Map(Object.entries(buildArgs));
    this.#preamble = preamble;
    this.#global = this.#declareGlobals(unknownPlatform);
    for (const [index, instruction] of preamble.entries()) {
      this.#places.set(instruction, { stage: this.#global, index });
    }
    const names = new Map<string, number>();
    for (const stage of stages) {
      this.#addStage(stage, names);
    }
  }

  /** What FROM sees: neither ENV nor ARG of a stage. */
  get global(): Scope {
    return this.#global.at(Infinity);
  }

  /** The values that FROM sees, with a platform where it is not known: it has one in every build. */
  get inFrom(): Variables {
    this.#onPlatform ??= this.#declareGlobals(defaultPlatform);
    return this.#onPlatform.at(Infinity);
  }

  /** What an instruction sees, be it one of a stage or before the first FROM. What it defines itself is not yet there. */
  at(instruction: Instruction): Scope {
    const place = this.#places.get(instruction);
    if (place === undefined) {
      return this.global;
    }
    const scope = place.stage.at(place.index);
    return instruction.name === 'RUN' ? this.#withProxies(scope) : scope;
  }

  /** What is there at the begin of a stage: what it inherits, and what its base's ONBUILD defines. */
  begin(stage: number): Scope {
    return this.#stages[stage]?.at(0) ?? this.global;
  }

  /** What ONBUILD in the earlier stage that a stage begins with makes happen in it, before its own instructions. */
  inheritedTriggers(stage: number): readonly Instruction[] {
    return this.#triggers[this.baseOf(stage) ?? -1] ?? [];
  }

  /** Index of the stage that a stage, by way of others or not, begins with: one that begins with an image. */
  rootOf(stage: number): number {
    return this.#roots.get(stage) ?? stage;
  }

  /** Index of the earlier stage that a stage begins with; undefined for an image. */
  baseOf(stage: number): number | undefined {
    return this.#bases.get(stage);
  }

  #withProxies(scope: Scope): Scope {
    const proxy = (name: string) => (proxyArg.test(name) ? this.#buildArgs.get(name) : undefined);
    return {
      get: (name) => scope.get(name) ?? proxy(name),
      has: (name) => scope.has(name) || proxy(name) !== undefined,
      isUnset: (name) => scope.isUnset(name),
      names: () => scope.names(),
    };
  }

  #declareGlobals(platform: Readonly<Record<string, string>>): Definitions {
    if (this.#preamble.length === 0 && this.#buildArgs.size === 0) {
      return platformAlone(platform);
    }
    const globals = platformDefinitions(platform, this.#buildArgs);
    for (const [index, instruction] of this.#preamble.entries()) {
      if (instruction.name === 'ARG') {
        this.#declare(instruction, globals, index, globals);
      }
    }
    return globals;
  }

  #addStage({ index, from, instructions }: LintStage, names: Map<string, number>) {
    const { text = '' } = from?.image ?? {};
    const image = isLiteral(text) ? text : expand(text, this.inFrom, this.#escape).text;
    const base = names.get(image);
    const definitions = new Definitions(base === undefined ? undefined : this.#stages[base]);
    this.#stages.push(definitions);
    const triggers = instructions.map(({ trigger }) => trigger).filter((trigger) => trigger !== undefined);
    this.#triggers.push(triggers.slice(0, mostTriggers));
    if (base !== undefined) {
      this.#bases.set(index, base);
      this.#roots.set(index, this.rootOf(base));
      for (const trigger of this.inheritedTriggers(index)) {
        this.#define(trigger, definitions, -1);
      }
    }
    for (const [place, instruction] of instructions.entries()) {
      this.#places.set(instruction, { stage: definitions, index: place });
      // What an ONBUILD triggers happens elsewhere.
      const triggered = instructions[place - 1]?.trigger === instruction;
      this.#define(triggered ? undefined : instruction, definitions, place);
    }
    if (from?.alias !== undefined) {
      names.set(from.alias.text.toLowerCase(), index);
    }
  }

  #define(instruction: Instruction | undefined, definitions: Definitions, place: number): void {
    if (instruction?.name === 'ARG') {
      this.#declare(instruction, definitions, place, this.#global);
    } else if (instruction?.name === 'ENV') {
      // What ONBUILD triggers comes one after the other, all before the stage's first instruction.
      const scope = definitions.at(Math.max(place, 0));
      for (const { key, value } of readPairs(instruction, this.#escape).pairs) {
        const name = unquote(key.text, this.#escape);
        definitions.set(name, this.#value(value?.text ?? '', false, scope), place);
      }
    }
  }

  /** An ARG without a value takes the one before the first FROM, and keeps what it has where there is none. */
  #declare(instruction: Instruction, definitions: Definitions, place: number, globals: Definitions): void {
    for (const { name, value } of readPairs(instruction, this.#escape).pairs) {
      const scope = definitions.at(place + 1); // the pairs of an ARG see those before them
      const given = this.#buildArgs.get(name);
      const standard =
        value === undefined ? undefined : this.#value(value.text, definitions === globals, scope);
      const inherited = value === undefined ? (globals.at(Infinity).get(name) ?? scope.get(name)) : undefined;
      const known = given ?? standard ?? inherited;
      const isUnset =
        known === undefined &&
        value === undefined &&
        [globals.at(Infinity), scope].every((outer) => !outer.has(name) || outer.isUnset(name));
      definitions.set(name, known, place, isUnset);
    }
  }

  /**
   * What a word says; undefined where that cannot be known: in a stage the image may set what the file does not, before
   * the first FROM nobody can but for the platform.
   */
  #value(word: string, isGlobal: boolean, scope: Scope): string | undefined {
    const { text, unresolved, failed } = expandInDetail(word, scope, this.#escape);
    const isUnknown = (name: string) => !isGlobal || platformArgs.includes(name);
    return failed || unresolved.some(isUnknown) ? undefined : text;
  }
}

/** More ONBUILDs in one stage than anybody writes; keeps hostile files from taking time. */
const mostTriggers = 100;

const unknownPlatform: Readonly<Record<string, string>> = {};

/** What FROM sees in most files. Nothing is added to it, what stages define is in definitions of their own. */
const platformAlone = onceFor((platform: Readonly<Record<string, string>>) =>
  platformDefinitions(platform, new Map()),
);

function platformDefinitions(
  platform: Readonly<Record<string, string>>,
  buildArgs: ReadonlyMap<string, string>,
): Definitions {
  const globals = new Definitions(undefined);
  for (const name of platformArgs) {
    globals.set(name, buildArgs.get(name) ?? platform[name], -1);
  }
  return globals;
}
