import type { Random } from './random.ts';

const pieces = ['\n', '\r\n', '\r', ' ', '\t', '\\', '\\\n', '`', '`\n', '"', "'", '#', '<<', '<<EOF', '<<-', 'EOF', '\nEOF\n', '[', ']', ',', '=', '--', '--x=y', '$', '{', '}', '\u00a0', '\u0085', '\u2028', 'é', '😀', '\uFEFF', '\f', '\v', '\0', 'RUN ', 'COPY ', '\nONBUILD ', '\nRUN x', '# escape=`\n', '\\\\', '\\ \n', '\\\n# c\n', '\\\n\n', '["a"]', '/', ':', ' AS ', '\u3000', '\u200b', '1', '|', '&&', ';'] as const; // prettier-ignore

/** Writes over, cuts, doubles and inserts some pieces of the text. */
export function mutate(text: string, random: Random): string {
  let mutated = text;
  for (let times = random.int(1, 4); times > 0; times--) {
    const start = random.int(0, mutated.length);
    const end = Math.min(mutated.length, start + random.pick([0, 0, 0, 1, 1, 3, 10]));
    const cut = mutated.slice(start, end);
    const piece = random.pick([random.pick(pieces), random.pick(pieces), '', cut + cut]);
    mutated = mutated.slice(0, start) + piece + mutated.slice(end);
  }
  // Half of a surrogate pair cannot be written to a file.
  return mutated.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '?');
}
