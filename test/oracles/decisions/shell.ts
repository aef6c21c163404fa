import type { Decision } from './decision.ts';

/** hadolint on what RUN runs. */
export const shellDecisions: readonly Decision[] = [
  {
    tool: 'hadolint',
    codes: ['DL4006'],
    kind: 'missing',
    reason: 'pipefail is set by the script itself',
    isMeant: ({ instruction }) =>
      /\bset\b[^|]*\bpipefail\b|\b(?:ba|z|k|a)sh\b[^|]*\bpipefail\b/.test(instruction),
    example: 'FROM a:1\nRUN set -o pipefail && a | b\n',
  },
  {
    tool: 'hadolint',
    codes: ['DL4006'],
    kind: 'missing',
    reason:
      'the shell has pipefail wherever it lies, is inherited from the stage before, or is none of POSIX',
    isMeant: ({ before }) =>
      /\bSHELL\b|hadolint\s+shell\s*=|FROM.*(?:windows|powershell|servercore)/i.test(before),
    example: 'FROM a:1\nSHELL ["/usr/bin/bash", "-o", "pipefail", "-c"]\nRUN a | b\n',
  },
  {
    tool: 'hadolint',
    codes: ['DL4005'],
    kind: 'missing',
    reason: '/bin/sh stays what it is',
    isMeant: ({ instruction }) =>
      /\bln\b.*\/bin\/sh(?!["']?\s*(?:$|[;&|)\n]))|\bln\s+(?:-\S+\s+)*\/bin\/sh/.test(instruction),
    example: 'FROM a:1\nRUN ln -s /bin/sh /bin/bash\n',
  },
  {
    tool: 'hadolint',
    codes: ['DL3047'],
    kind: 'missing',
    reason: 'wget that only tells of itself, or runs in the background, shows no progress',
    isMeant: ({ instruction }) =>
      /\bwget\b.*\s(?:--version|-V|--help|-h|-\w*b\w*|--background)\b/s.test(instruction),
    example: 'FROM a:1\nRUN wget --version\n',
  },
  {
    tool: 'hadolint',
    codes: ['DL3066'],
    kind: 'missing',
    reason: 'the user is a number, once its quotes are gone and its variables known',
    isMeant: ({ written, behind }) =>
      /^USER\s+\S*["'$]/i.test(written) ||
      (/^USER\s+\d+\s*$/i.test(written) && /\s/.test(/\s$/.exec(written)?.[0] ?? behind.slice(0, 1))),
    example: 'FROM a:1\nUSER "1000"\n',
  },
  {
    tool: 'hadolint',
    codes: ['DL4006', 'DL3030'],
    kind: 'missing',
    reason: 'the here-document is no script of the shell',
    isMeant: ({ instruction }) => /<<.*\n\s*#!.*(?:python|perl|ruby|node)/.test(instruction),
    example: 'FROM a:1\nRUN <<EOF\n#!/usr/bin/env python3\na | b\nEOF\n',
  },
  {
    tool: 'hadolint',
    codes: ['DL4006'],
    kind: 'missing',
    reason: 'in JSON a backslash is written twice, so that the | behind it is none',
    isMeant: ({ instruction }) => /^RUN\s+\[.*\\\\\|/is.test(instruction),
    example: 'FROM a:1\nRUN ["sh", "-c", "echo a \\\\| b"]\n',
  },
  {
    tool: 'hadolint',
    codes: ['DL3059'],
    kind: 'extra',
    reason: 'time is no command of its own',
    isMeant: ({ instruction }) => /\btime\b/.test(instruction),
    example: 'FROM a:1\nRUN a\nRUN time b\n',
  },
  {
    tool: 'hadolint',
    codes: ['DL3003'],
    anyRule: true,
    kind: 'extra',
    reason: 'in a here-document a backslash at the end of the last line continues nothing',
    isMeant: ({ written }) => /<<[\s\S]*\\\r?\n\S+\s*$/.test(written),
    example: 'FROM a:1\nRUN <<EOF\ncd x\ny \\\nEOF\n',
  },
  {
    tool: 'hadolint',
    codes: ['DL3059'],
    kind: 'missing',
    reason: 'a command of a here-document that hadolint does not get to the end of',
    isMeant: ({ before, written }) => [before, written].some((part) => /<<[\s\S]*\\\r?\n\S+\s*$/.test(part)),
    example: 'FROM a:1\nRUN <<EOF\na\nb; c \\\nEOF\n\nRUN d\n',
  },
];
