import type { Word } from '../span.ts';
import type { Instruction } from '../tree.ts';

/** One word of EXPOSE: `8080-8090/udp`. */
export interface ExposedPort extends Word {
  /** What stands before the last `/`: a port or a range, and whatever else is written there. */
  readonly ports: Word;
  /** What stands behind it, as written. */
  readonly protocol?: Word;
}

/** What EXPOSE names, in order. */
export function exposedPorts({ argument }: Instruction): ExposedPort[] {
  return Array.from(argument.text.matchAll(/[^\t\v\f\r ]+/g), ({ index, 0: { length } }) => {
    const end = index + length;
    const word = argument.word(index, end);
    const slash = word.text.lastIndexOf('/');
    return slash < 0
      ? { ...word, ports: word }
      : {
          ...word,
          ports: argument.word(index, index + slash),
          protocol: argument.word(index + slash + 1, end),
        };
  });
}
