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
    isMeant: ({ before }) => hasOtherShell(before),
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
    codes: ['DL3003'],
    anyRule: true,
    kind: 'missing',
    reason: 'the program that the line calls reads the here-document, and is no shell',
    isMeant: ({ instruction }) => /^RUN\s+(?:--\S+\s+)*<<-?["']?\w+["']?[ \t]+[^\s<>|&;-]/i.test(instruction),
    example: 'FROM a:1\nRUN <<EOF python3\ncd x\nEOF\n',
  },
  {
    tool: 'hadolint',
    codes: ['DL3003'],
    anyRule: true,
    kind: 'extra',
    reason: 'it is JSON, whose backslashes have nothing to do with the escape character',
    isMeant: ({ instruction, text }) => isBacktickJson(instruction, text),
    example: '# escape=`\nFROM a:1\nRUN ["sh", "-c", "a && cd \\"x\\""]\n',
  },
  {
    tool: 'hadolint',
    codes: ['DL3059'],
    kind: 'missing',
    reason: 'it is JSON of several commands, whose backslashes have nothing to do with the escape character',
    isMeant: ({ before, text }) => isBacktickJson(lastRun(before), text),
    example: '# escape=`\nFROM a:1\nRUN ["sh", "-c", "a && b \\"c\\""]\nRUN d\n',
  },
  {
    tool: 'hadolint',
    codes: ['DL3003'],
    anyRule: true,
    kind: 'missing',
    reason: 'with a tab between quotes it is no JSON, and a shell finds no command of that name',
    isMeant: ({ instruction }) => /^RUN\s+\[.*\t/is.test(instruction),
    example: 'FROM a:1\nRUN ["sh", "-c", "a &&\tcd b"]\n',
  },
  {
    tool: 'hadolint',
    codes: ['DL3059'],
    kind: 'extra',
    reason: 'what looks like a directive is a comment there',
    isMeant: ({ before }) =>
      /^[ \t]*#[ \t]*(?:syntax|escape)[ \t]*=[^\n]*\n(?:[ \t]*(?:#[^\n]*)?\r?\n)*[ \t]*$/m.test(before),
    example: 'FROM a:1\nRUN a\n# syntax=x\nRUN b\n',
  },
  {
    tool: 'hadolint',
    codes: ['DL3059'],
    kind: 'extra',
    reason: 'with a tab between quotes it is no JSON, but the name of one command',
    isMeant: ({ instruction, before }) =>
      [lastRun(before), instruction].some((run) => /^RUN\s+\[.*\t/is.test(run)),
    example: 'FROM a:1\nRUN a\nRUN ["sh", "-c", "b &&\tc"]\n',
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
    isMeant: ({ instruction, before }) => /^RUN\b.*\btime\b/is.test(lastRun(before) + instruction),
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

/** Where hadolint knows of no shell with the option: from a stage before, in an unusual folder, not of POSIX. */
function hasOtherShell(before: string): boolean {
  const stage = before.slice(Math.max(before.search(/^[ \t\uFEFF]*FROM\s(?![^]*^[ \t]*FROM\s)/im), 0));
  const [shell] = [...stage.matchAll(/^[ \t]*SHELL\s(?:[^\\\n]|\\[^])*/gim)].slice(-1);
  const [program = ''] = /(?<=["'])[^"']+/.exec(shell?.[0] ?? '') ?? [];
  const isInherited = shell === undefined && /^[ \t]*SHELL\s/im.test(before);
  const isUnusual = shell !== undefined && !/^(?:\/bin\/)?(?:a|ba|z|da)?sh$/.test(program);
  return (
    isInherited ||
    isUnusual ||
    /hadolint\s+shell\s*=/.test(before) ||
    /^\s*FROM\s.*(?:windows|powershell|servercore|nanoserver)/is.test(stage)
  );
}

/** What begins with the last RUN of a part of a file; empty without one. */
function lastRun(part: string): string {
  const [last] = [...part.matchAll(/^[ \t]*RUN\s/gim)].slice(-1);
  return last === undefined ? '' : part.slice(last.index).trimStart();
}

function isBacktickJson(instruction: string, text: string): boolean {
  return /^#\s*escape\s*=\s*`/im.test(text) && /^RUN\s+\[.*[\\`]/is.test(instruction);
}
