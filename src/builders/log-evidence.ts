import type { LogEvidence } from './builder.ts';
import { canonicalRepository, repositoryOf } from './image-names.ts';
import { shortened } from './terminal-text.ts';

const longestLine = 2000;
const longestOutputLine = 400;
const tailLength = 12;
const mostWarnings = 20;

/** Gathers, in bounded memory, what a log of any length says about the end. */
export class EvidenceCollector {
  /** Canonical repository → as the request words it. */
  readonly #repositories: ReadonlyMap<string, string>;
  readonly #pushed: Record<string, string> = {};
  readonly #warnings = new Set<string>();
  #tail: string[] = [];
  #step: string | undefined;
  #error: string | undefined;

  constructor(destinations: readonly string[]) {
    const repositories = destinations.map(repositoryOf);
    this.#repositories = new Map(repositories.map((name) => [canonicalRepository(name), name]));
  }

  /** The destination's repository as the request words it; undefined for any other repository. */
  destinationOf(repository: string): string | undefined {
    return this.#repositories.get(canonicalRepository(repository));
  }

  pushed(repository: string, digest: string): void {
    this.#pushed[repository] = digest;
  }

  /** What this line says outweighs what an earlier one said. */
  error(line: string): void {
    this.#error = shortened(line, longestLine);
  }

  hasStep(): boolean {
    return this.#step !== undefined;
  }

  warning(message: string): void {
    if (this.#warnings.size < mostWarnings) this.#warnings.add(shortened(message, longestOutputLine));
  }

  output(line: string): void {
    if (line.trim() === '') return;
    this.#tail.push(shortened(line, longestOutputLine));
    if (this.#tail.length > tailLength) this.#tail.shift();
  }

  /** An instruction begins: what the one before it printed was no reason to stop. */
  stepBegins(instruction: string): void {
    this.#step = instruction;
    this.#tail = [];
    this.#error = undefined;
  }

  stepEnds(): void {
    this.#step = undefined;
    this.#tail = [];
    this.#error = undefined;
  }

  evidence(): LogEvidence {
    return {
      ...(this.#error === undefined ? {} : { error: this.#error }),
      pushed: { ...this.#pushed },
      ...(this.#step === undefined ? {} : { lastStep: this.#step }),
      ...(this.#tail.length === 0 ? {} : { outputTail: [...this.#tail] }),
      warnings: [...this.#warnings],
    };
  }
}
