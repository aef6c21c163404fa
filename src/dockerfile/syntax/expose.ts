import type { Word } from '../span.ts';
import type { Instruction } from '../tree.ts';
import { fields } from '../words.ts';

/** One word of EXPOSE: `8080-8090/udp`. */
export interface ExposedPort extends Word {
  /** What stands before the last `/`: a port or a range, and whatever else is written there. */
  readonly ports: Word;
  /** What stands behind it, as written. */
  readonly protocol?: Word;
}

/** What EXPOSE names, in order. */
export function exposedPorts({ argument }: Instruction): ExposedPort[] {
  let index = 0;
  return fields(argument).map((word) => {
    index = argument.text.indexOf(word.text, index);
    const slash = word.text.lastIndexOf('/');
    const start = index;
    index += word.text.length;
    return slash < 0
      ? { ...word, ports: word }
      : {
          ...word,
          ports: argument.word(start, start + slash),
          protocol: argument.word(start + slash + 1, index),
        };
  });
}
