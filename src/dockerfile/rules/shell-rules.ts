import type { Rule } from '../lint/rule.ts';
import { aptCommand } from './apt-command.ts';
import { changeDirectory } from './change-directory.ts';
import { consecutiveRuns } from './consecutive-runs.ts';
import { defaultShell } from './default-shell.ts';
import { distributionUpgrade } from './distribution-upgrade.ts';
import { lastUser } from './last-user.ts';
import { numericUser } from './numeric-user.ts';
import { pipefail } from './pipefail.ts';
import { pointlessCommands } from './pointless-commands.ts';
import { sudo } from './sudo.ts';
import { useradd } from './useradd.ts';
import { wgetOrCurl } from './wget-or-curl.ts';
import { wgetProgress } from './wget-progress.ts';

/** Rules about what RUN does in its shell, and as whom. */
export const shellRules: readonly Rule[] = [
  pointlessCommands,
  lastUser,
  changeDirectory,
  sudo,
  aptCommand,
  distributionUpgrade,
  useradd,
  wgetProgress,
  consecutiveRuns,
  numericUser,
  wgetOrCurl,
  defaultShell,
  pipefail,
];
