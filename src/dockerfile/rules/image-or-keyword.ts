import type { From } from '../lint/lint-stage.ts';
import type { Word } from '../span.ts';

/** Where to mark a stage: at its image, or at the keyword of a FROM that names none. */
export function imageOrKeyword({ image, instruction }: From): Word {
  return image.text === '' ? instruction.keyword : image;
}
