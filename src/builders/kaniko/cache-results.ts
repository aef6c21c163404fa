/**
 * What a stage's plan said about the cache. kaniko looks all cacheable instructions up before it begins a stage and
 * stops at the first miss: every later one is a miss too. (kaniko.md §9)
 */
export class CacheResults {
  readonly #hits = new Set<string>();
  #missed = false;
  #current: 'hit' | 'miss' | undefined;
  /** RUN is looked up always; others by flag and flavour, which shows when one is. */
  readonly #cacheable = new Set(['RUN']);

  stageBegins(): void {
    this.#hits.clear();
    this.#missed = false;
  }

  lookup(instruction: string, result: 'hit' | 'miss'): void {
    this.#cacheable.add(keyword(instruction));
    if (result === 'hit') this.#hits.add(instruction);
    else this.#missed = true;
  }

  /** For an instruction that begins; undefined when it is not cached or the cache is off. */
  resultOf(instruction: string): 'hit' | 'miss' | undefined {
    const missed = this.#missed && this.#cacheable.has(keyword(instruction));
    this.#current = this.#hits.has(instruction) ? 'hit' : missed ? 'miss' : undefined;
    return this.#current;
  }

  /** The current instruction takes its layer from the cache; whether that is news. */
  hit(): boolean {
    const isNews = this.#current !== 'hit';
    this.#current = 'hit';
    return isNews;
  }
}

function keyword(instruction: string): string {
  return instruction.split(/\s/, 1)[0] ?? '';
}
