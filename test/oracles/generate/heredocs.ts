import { words } from './package-managers.ts';
import type { Random } from './random.ts';
import { script } from './shell.ts';

/** A RUN, COPY or ADD with here-documents, lines and all. */
export function heredoc(random: Random): string {
  const name = random.pickEither(['EOF', 'EOF', 'FILE1', 'eot'], ['E-F', 'x.sh']);
  const dash = random.maybe(0.15, '-');
  const written = random.pickEither([name, name, name, `"${name}"`, `'${name}'`], [` ${name}`]);
  const operator = `${random.maybe(0.05, random.pick(['0', '3', '5']))}<<${dash}${written}`;
  const tabs = dash === '' ? '' : random.maybe(0.7, '\t');
  const body = random
    .times(0, 3, () => tabs + random.pick([script(random), script(random), '# a comment', '', '$A ${B}', 'plain text \\', 'EOF x', '#!/bin/bash', '#!/usr/bin/env python3', 'set -e', 'set -o pipefail']))
    .map((line) => `${line}\n`)
    .join(''); // prettier-ignore
  const head = random.pick<() => string>([
    () => words('RUN', operator),
    () => words('RUN', operator),
    () => words('RUN', operator),
    () => words('RUN', random.pick(['bash', 'sh', 'python3', 'cat', 'bash -e', '/bin/bash']), operator),
    () =>
      words(
        'RUN cat',
        operator,
        random.pick(['> /x', '| sh', '&& echo x', '; apt-get install y', '| tee /x']),
      ),
    () => words('RUN --mount=type=cache,target=/x', operator),
    () => words('COPY', operator, random.pick(['/x', '/x/', 'x'])),
    () => words('COPY --chmod=1', operator, '/x'),
    () => words(random.daring ? 'ADD' : 'COPY', operator, '/x'),
    () => words('ONBUILD RUN', operator),
    () => words('RUN echo x &&', 'cat', operator),
  ])();
  const second = random.daring && random.chance(0.2) && /^(RUN|COPY) \S/.test(head);
  // hadolint takes an instruction on the very next line for an error.
  const blank = random.daring && random.chance(0.3) ? '' : '\n';
  return second
    ? `${head.replace(operator, `${operator} <<OTHER`)}\n${body}${tabs}${name}\nmore\nOTHER${blank}`
    : `${head}\n${body}${random.daring ? tabs : ''}${name}${blank}`;
}
