import { mayBeSetByImage } from '../../../src/dockerfile/rules/base-image-variables.ts';
import type { Decision } from './decision.ts';
import { sharedRules } from './shared-rules.ts';

/** BuildKit's checks. */
export const buildkitDecisions: readonly Decision[] = [
  {
    tool: 'buildkit',
    codes: ['MaintainerDeprecated', ...Object.values(sharedRules)],
    kind: 'missing',
    reason: 'either id silences a finding that both tools have',
    isMeant: ({ text }) => /#\s*hadolint\b.*\bignore\s*=/.test(text),
    example: 'FROM a:1\n# hadolint ignore=DL4000\nMAINTAINER me\n',
  },
  {
    tool: 'buildkit',
    codes: ['WorkdirRelativePath'],
    kind: 'missing',
    reason: 'the value comes from --build-arg or the base image',
    isMeant: ({ instruction, before }) =>
      [...instruction.matchAll(/\$\{?(\w+)/g)].some(
        ([, name = '']) =>
          mayBeSetByImage(name) ||
          new RegExp(`^\\s*(?:ONBUILD\\s+)?(?:ARG|ENV)\\b.*\\b${name}\\b`, 'im').test(before),
      ),
    example: 'FROM a:1\nARG X\nWORKDIR $X\n',
  },
  {
    tool: 'buildkit',
    codes: ['WorkdirRelativePath'],
    kind: 'missing',
    reason: 'the path has a drive, and the stage is for Windows',
    isMeant: ({ instruction, before }) =>
      /^WORKDIR\s+["']?[a-z]:/i.test(instruction) && /windows|servercore|nanoserver|\bSHELL\b/i.test(before),
    example: 'FROM mcr.microsoft.com/windows/servercore:1\nWORKDIR C:\\x\n',
  },
  {
    tool: 'buildkit',
    codes: ['UndefinedVar'],
    kind: 'missing',
    reason: 'the base image may set the variable: BuildKit looks into it, and ours are empty ones',
    isMeant: ({ instruction }) =>
      [...instruction.matchAll(/\$\{?(\w+)/g)].some(([, name = '']) => mayBeSetByImage(name)),
    example: 'FROM a:1\nENV X=$JAVA_HOME\n',
  },
  {
    tool: 'buildkit',
    codes: ['NoEmptyContinuation'],
    kind: 'missing',
    reason: 'a line continues nothing, so that no instruction has a blank line in it',
    isMeant: ({ instruction }) => instruction === '',
    example: 'FROM a:1\n\\\n\n',
  },
  {
    tool: 'buildkit',
    codes: ['FromAsCasing', 'StageNameCasing'],
    kind: 'missing',
    reason: 'the word in front of the third one is no AS, and no stage has a name',
    isMeant: ({ instruction }) => /^FROM\s+(?:--\S+\s+)*\S+\s+(?!as\s)\S+\s+\S/i.test(instruction),
    example: 'FROM a x c\n',
  },
  {
    tool: 'buildkit',
    codes: [
      'JSONArgsRecommended',
      'ExposeInvalidFormat',
      'ExposeProtoCasing',
      'LegacyKeyValueFormat',
      'MultipleInstructionsDisallowed',
      'SecretsUsedInArgOrEnv',
      'UndefinedVar',
      'WorkdirRelativePath',
    ],
    kind: 'extra',
    reason: 'ONBUILD acts in a stage that only --target builds too',
    isMeant: ({ instruction, before, behind }) =>
      /^FROM\s/i.test(instruction) && /^\s*ONBUILD\s/im.test(before) && /^\s*FROM\s/im.test(behind),
    example: 'FROM a:1 AS s\nONBUILD CMD x\nFROM s AS t\nFROM a:1\n',
  },
];
