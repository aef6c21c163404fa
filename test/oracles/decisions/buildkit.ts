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
];
