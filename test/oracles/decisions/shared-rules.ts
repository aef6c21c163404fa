/** BuildKit's names of the rules that both tools have. */
export const sharedRules = {
  DL3000: 'WorkdirRelativePath',
  DL3012: 'MultipleInstructionsDisallowed',
  DL3024: 'DuplicateStageName',
  DL3025: 'JSONArgsRecommended',
  DL3063: 'ReservedStageName',
  DL3064: 'SecretsUsedInArgOrEnv',
  DL3065: 'RedundantTargetPlatform',
  DL4000: 'MaintainerDeprecated',
  DL4003: 'MultipleInstructionsDisallowed',
  DL4004: 'MultipleInstructionsDisallowed',
} as const;
