import type { Scope } from './expand.ts';

interface Definition {
  /** Index of the instruction in its stage; -1 for what is there from the begin. */
  readonly place: number;
  readonly value: string | undefined;
  /** There is no value, rather than one that is not known. */
  readonly isUnset: boolean;
}

/** All definitions in one stage, so that what counts at a place is found without a copy of everything at each place. */
export class Definitions {
  readonly base: Definitions | undefined;
  readonly #byName = new Map<string, Definition[]>();

  constructor(base: Definitions | undefined) {
    this.base = base;
  }

  set(name: string, value: string | undefined, place: number, isUnset = false): void {
    const list = this.#byName.get(name);
    if (list === undefined) {
      this.#byName.set(name, [{ place, value, isUnset }]);
    } else {
      list.push({ place, value, isUnset });
    }
  }

  /** What the instruction at the place sees. */
  at(place: number): Scope {
    return new PlaceScope(this, place);
  }

  /** The last definition before the place in this very stage. */
  own(name: string, place: number): Definition | undefined {
    const list = this.#byName.get(name);
    if (list === undefined) {
      return undefined;
    }
    let low = 0;
    let high = list.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((list[middle]?.place ?? 0) < place) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return list[low - 1];
  }

  get ownNames(): Iterable<string> {
    return this.#byName.keys();
  }
}

class PlaceScope implements Scope {
  readonly #definitions: Definitions;
  readonly #place: number;

  constructor(definitions: Definitions, place: number) {
    this.#definitions = definitions;
    this.#place = place;
  }

  get(name: string): string | undefined {
    return find(this.#definitions, name, this.#place)?.value;
  }

  has(name: string): boolean {
    return find(this.#definitions, name, this.#place) !== undefined;
  }

  isUnset(name: string): boolean {
    return find(this.#definitions, name, this.#place)?.isUnset === true;
  }

  names(): string[] {
    return namesIn(this.#definitions, this.#place);
  }
}

/** More stages one upon the other than anybody writes; keeps hostile files from taking time. */
const mostBases = 200;

function find(from: Definitions, name: string, place: number): Definition | undefined {
  const found = from.own(name, place);
  if (found !== undefined || from.base === undefined) {
    return found;
  }
  for (const base of basesOf(from)) {
    const inherited = base.own(name, Infinity);
    if (inherited !== undefined) {
      return inherited;
    }
  }
  return undefined;
}

/** The stages below one, the nearest first. */
function basesOf(from: Definitions): Definitions[] {
  const bases: Definitions[] = [];
  for (let { base } = from; base !== undefined && bases.length < mostBases; { base } = base) {
    bases.push(base);
  }
  return bases;
}

function namesIn(from: Definitions, place: number): string[] {
  const names = new Set([...from.ownNames].filter((name) => from.own(name, place) !== undefined));
  for (const base of basesOf(from)) {
    for (const name of base.ownNames) {
      names.add(name);
    }
  }
  return [...names];
}
