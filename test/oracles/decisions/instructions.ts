import type { Decision, Place } from './decision.ts';
import { sharedRules } from './shared-rules.ts';

/** A name of a stage that is written in two cases. */
const isInAnotherCase = ({ instruction, before }: Place) => {
  const names = Array.from(`${before}\n${instruction}`.matchAll(/\bAS\s+(\S+)/gi), ([, name = '']) => name);
  const used = /(?:--from=["']?|^FROM\s+)([^\s"']+)/i.exec(instruction)?.[1] ?? '';
  return names.some((name) => name !== used && name.toLowerCase() === used.toLowerCase());
};

/** The stage begins with one whose name is written in another case. */
const isBasedInAnotherCase = ({ before }: Place) => {
  const start = before.search(/^[ \t]*FROM\s(?![^]*^[ \t]*FROM\s)/im);
  const [from = ''] = before.slice(Math.max(start, 0)).trimStart().split('\n');
  return isInAnotherCase({
    instruction: from,
    before: before.slice(0, start),
    written: '',
    behind: '',
    text: '',
  });
};

/** hadolint takes the quotes for a part of the name. */
const hasQuotedFrom = ({ instruction }: Place) => /--from=["']/.test(instruction);

/** hadolint on the instructions themselves. */
export const instructionDecisions: readonly Decision[] = [
  {
    tool: 'hadolint',
    codes: ['DL4000', ...(Object.keys(sharedRules) as (keyof typeof sharedRules)[])],
    kind: 'missing',
    reason: 'either id silences a finding that both tools have',
    isMeant: ({ text }) => /^[ \t]*#\s*check\s*=/im.test(text),
    example: '# check=skip=MaintainerDeprecated\nFROM a:1\nMAINTAINER me\n',
  },
  {
    tool: 'hadolint',
    codes: ['DL4000', ...(Object.keys(sharedRules) as (keyof typeof sharedRules)[])],
    kind: 'missing',
    reason: 'BuildKit’s name in a comment of hadolint’s silences too',
    isMeant: ({ before }) => /#\s*hadolint\s+(?:\w+\s+)?ignore\s*=.*[a-z]{4}.*$/im.test(before),
    example: 'FROM a:1\n# hadolint ignore=MaintainerDeprecated\nMAINTAINER me\n',
  },
  {
    tool: 'hadolint',
    codes: ['DL3045'],
    anyRule: true,
    kind: 'missing',
    reason: 'a line that continues in a word of its own begins a new word',
    isMeant: ({ written }) => continuesInNewWord.test(written),
    example: 'FROM a:1\nCOPY a b\\\n  /y/\n',
  },
  {
    tool: 'hadolint',
    codes: ['DL3021'],
    anyRule: true,
    kind: 'extra',
    reason: 'a line that continues in a word of its own begins a new word',
    isMeant: ({ written }) => continuesInNewWord.test(written),
    example: 'FROM a:1\nWORKDIR /x\nCOPY a b\\\n  c\n',
  },
  {
    tool: 'hadolint',
    codes: ['DL3024'],
    kind: 'extra',
    reason: 'AS on a line of its own is a word of its own in the FROM before too',
    isMeant: ({ before }) => /^[ \t]*FROM\s(?:[^\n]*\\[ \t]*\n)*[^\n]*\S\\\n[ \t]+AS\b/im.test(before),
    example: `FROM a@sha256:${'0123456789abcdef'.repeat(4)}\\\n  AS\\\n  b\nFROM a:1 AS b\n`,
  },
  {
    tool: 'hadolint',
    codes: ['DL3044'],
    kind: 'missing',
    reason: '${X:…} is no substitution that builders know',
    isMeant: ({ instruction }) => /\$\{\w+:[^-+?]/.test(instruction),
    example: 'FROM a:1\nENV A=b C=${D:$A}\n',
  },
  {
    tool: 'hadolint',
    codes: ['DL3006'],
    anyRule: true,
    kind: 'missing',
    reason: 'a blank line does not end an instruction that a backslash continues',
    isMeant: ({ instruction, written, text }) =>
      /[\\`][ \t]*\r?\n[ \t]*\r?\n/.test(instruction === '' ? text : written),
    example: 'FROM a:1\nRUN a \\\n \nFROM b\n',
  },
  {
    tool: 'hadolint',
    codes: ['DL1000'],
    anyRule: true,
    kind: 'missing',
    reason: 'a directive may be in capitals',
    isMeant: ({ text }) => /^#\s*(?=[a-z]*[A-Z])escape\s*=|^#\s*escape\s+=|^#escape/im.test(text),
    example: '# ESCAPE=`\nFROM a:1\nRUN `\n  a\n',
  },
  {
    tool: 'hadolint',
    codes: ['DL3002'],
    kind: 'extra',
    reason: 'what stands behind the user are only spaces',
    isMeant: ({ written, behind }) =>
      /^USER\s/i.test(written) && /^[ \t]/.test(/[ \t]$/.exec(written)?.[0] ?? behind),
    example: 'FROM a:1\nUSER root\t\n',
  },
  {
    tool: 'hadolint',
    codes: ['DL3006', 'DL3022', 'DL3026', 'DL3045'],
    kind: 'missing',
    reason: 'stage names have no case',
    isMeant: (place) => isInAnotherCase(place) || hasQuotedFrom(place) || isBasedInAnotherCase(place),
    example: 'FROM a:1 AS X\nFROM x\n',
  },
  {
    tool: 'hadolint',
    codes: ['DL3023'],
    kind: 'extra',
    reason: 'the stage copies from itself, its name in another case or in quotes',
    isMeant: (place) => isInAnotherCase(place) || hasQuotedFrom(place),
    example: 'FROM a:1 AS x\n# hadolint ignore=DL3022\nCOPY --from="x" a /b\n',
  },
  {
    tool: 'hadolint',
    codes: ['DL3011'],
    kind: 'extra',
    reason: 'a number too long for hadolint is no port either',
    isMeant: ({ instruction }) => /\d{18}/.test(instruction),
    example: 'FROM a:1\nEXPOSE 123456789012345678901234567890\n',
  },
  {
    tool: 'hadolint',
    codes: ['DL3020'],
    kind: 'missing',
    reason: 'ADD unpacks .tar.zst',
    isMeant: ({ instruction }) => instruction.includes('.tar.zst'),
    example: 'FROM a:1\nADD x.tar.zst /y\n',
  },
  {
    tool: 'hadolint',
    codes: ['DL3021'],
    kind: 'missing',
    reason: 'what begins with dashes in front of the files is an option, not a source',
    isMeant: ({ instruction }) => /^COPY\s+--/i.test(instruction),
    example: 'FROM a:1\nCOPY --link=maybe a /b\n',
  },
  {
    tool: 'hadolint',
    codes: ['DL3021'],
    kind: 'missing',
    reason: 'a path of Windows may end in its own slash',
    isMeant: ({ instruction }) => /[A-Za-z]:\\\S*\\$/.test(instruction),
    example: '# escape=`\nFROM a:1\nCOPY a b C:\\c\\\n',
  },
  {
    tool: 'hadolint',
    codes: ['DL3025'],
    kind: 'missing',
    reason: 'it is a JSON array',
    isMeant: ({ instruction }) => /\[.*\\\\/s.test(instruction),
    example: 'FROM a:1\nCMD ["x", "\\\\"]\n',
  },
  {
    tool: 'hadolint',
    codes: ['DL3026'],
    kind: 'extra',
    reason: 'the default of an ARG before FROM is known',
    isMeant: ({ instruction, before }) => /^FROM\b.*\$/is.test(instruction) && /^\s*ARG\b/im.test(before),
    example: 'ARG R=my.io\nFROM $R/a:1\n',
    config: 'docker',
  },
  {
    tool: 'hadolint',
    codes: ['DL3026'],
    kind: 'missing',
    reason: 'a number is a stage',
    isMeant: ({ instruction }) => /from=\d+\b/.test(instruction),
    example: 'FROM gcr.io/a:1\nFROM gcr.io/a:1\nCOPY --from=0 a /b\n',
    config: 'registries',
  },
  {
    tool: 'hadolint',
    codes: ['DL3044'],
    kind: 'missing',
    reason: "\\$X, '$X' and $$X are no variable X",
    isMeant: ({ instruction }) => /[\\`]\$|\$\$|'[^']*\$|\$\w+\./.test(instruction),
    example: "FROM a:1\nENV A=b C='$A'\n",
  },
  {
    tool: 'hadolint',
    codes: ['DL3052', 'DL3053', 'DL3054', 'DL3055', 'DL3056', 'DL3058'],
    kind: 'missing',
    reason: 'quotes are no part of the value without = either',
    isMeant: ({ instruction }) => /^LABEL\s+[^\s=]+\s.*["']/is.test(instruction),
    example: 'FROM a:1\nLABEL url "http://a"\n',
    config: 'labels',
  },
  {
    tool: 'hadolint',
    codes: ['DL3051'],
    kind: 'extra',
    reason: 'a value of nothing but quotes is empty without = too',
    isMeant: ({ instruction }) => /^LABEL\s+[^\s=]+\s+(?:""|'')$/i.test(instruction),
    example: 'FROM a:1\nLABEL text ""\n',
    config: 'labels',
  },
  {
    tool: 'hadolint',
    codes: ['DL1000'],
    kind: 'missing',
    reason: 'a comment silences this rule as it does the others',
    isMeant: ({ text }) => /#\s*hadolint\s+(?:\w+\s+)?ignore\s*=.*\bDL1000\b/.test(text),
    example: 'FROM a:1\n# hadolint ignore=DL1000\nFOO\n',
  },
  {
    tool: 'hadolint',
    codes: ['DL3054'],
    kind: 'missing',
    reason: 'the SPDX list has grown, and licences can be put together or be one’s own',
    isMeant: ({ instruction }) =>
      /["'][^"']*(?:\(| (?:AND|OR|WITH) )|LicenseRef-|=["']?(?:ThirdEye|X11-swapped|Ubuntu-font-1\.0|DocBook-DTD|MIT-Khronos-old)\b/.test(
        instruction,
      ),
    example: 'FROM a:1\nLABEL licence="MIT OR ISC"\n',
    config: 'labels',
  },
  {
    tool: 'hadolint',
    codes: ['DL3059'],
    kind: 'extra',
    reason: 'what looks like a here-document is one, or has no name',
    isMeant: ({ before }) => /RUN\b.*<</.test(before),
    example: 'FROM a:1\nRUN <<\nRUN b\n',
  },
  {
    tool: 'hadolint',
    codes: ['DL1000', 'DL3064'],
    kind: 'extra',
    reason: 'where ` escapes, a backslash does not; RUN -- runs nothing',
    isMeant: ({ instruction, text }) =>
      (/^#\s*escape\s*=\s*`/im.test(text) && instruction.includes('\\ ')) || /^RUN\s+--$/i.test(instruction),
    example: 'FROM a:1\nRUN --\n',
  },
  {
    tool: 'hadolint',
    codes: ['DL3048'],
    kind: 'missing',
    reason: 'a key in quotes with a space is read as two words by hadolint',
    isMeant: ({ instruction }) => /^LABEL\s+["'][^"'=]*\s[^"'=]*["']\s/i.test(instruction),
    example: 'FROM a:1\nLABEL "a b" c\n',
  },
  {
    tool: 'hadolint',
    codes: ['DL3059'],
    kind: 'missing',
    reason: 'a here-document goes on to the end of the file',
    isMeant: ({ instruction, text }) => instruction === '' && /RUN\b.*<</.test(text),
    example: 'FROM a:1\n# hadolint ignore=DL1000\nRUN # <<EOF\nRUN b\n',
  },
  {
    tool: 'hadolint',
    codes: ['DL1000'],
    kind: 'missing',
    reason: 'builders take a port and a tag, SCTP, a space behind << and several here-documents',
    isMeant: ({ instruction }) =>
      /^FROM\s+(?:--\S+\s+)*[^/\s]*:\d+\/|^EXPOSE\b.*\/sctp\b|^RUN\b.*<<-?\s/i.test(instruction),
    example: 'FROM a:1\nEXPOSE 80/sctp\n',
  },
];

/** A word in front of the end of a line, and a space in front of the first word of the next that is no comment. */
const continuesInNewWord = /[^\s\\`][\\`][ \t]*\r?\n(?:[ \t]*#.*\r?\n)*[ \t]+\S/;
