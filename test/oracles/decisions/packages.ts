import type { Decision, Place } from './decision.ts';

const hasMount =
  (folders: string) =>
  ({ instruction }: Place) =>
    new RegExp(`--mount=\\S*(?:target|dst|destination)="?(?:${folders})`).test(instruction);

const hasOption =
  (options: string) =>
  ({ instruction }: Place) =>
    new RegExp(`\\s(?:${options})(?:\\s+|=)["']?\\S`).test(instruction);

/** hadolint on what installs packages. */
export const packageDecisions: readonly Decision[] = [
  {
    tool: 'hadolint',
    codes: ['DL3009', 'DL3019', 'DL3032', 'DL3036', 'DL3040', 'DL3042', 'DL3060'],
    kind: 'missing',
    reason: 'the mount holds the folder, or one that it is in',
    isMeant: hasMount(
      '/var/lib/?\\b|/var/cache|/etc/apk|/root/\\.cache|/home/\\w+/\\.cache|~/\\.cache|\\$HOME/\\.cache|/usr/local/share/\\.cache',
    ),
    example: 'FROM a:1\nRUN --mount=type=cache,target=/var/lib/apt apt-get update\n',
  },
  {
    tool: 'hadolint',
    codes: ['DL3009', 'DL3032', 'DL3036', 'DL3040', 'DL3042', 'DL3060'],
    kind: 'missing',
    reason: 'what was cached is deleted, in another way',
    isMeant: ({ instruction }) =>
      /\b(?:rm|find)\b[^;&|]*(?:\/var\/lib\/apt|\/var\/cache|\.cache)|\bapt(?:-get)?\s+dist-?clean|cache purge/.test(
        instruction,
      ),
    example: 'FROM a:1\nRUN apt-get update && find /var/lib/apt/lists -type f -delete\n',
  },
  {
    tool: 'hadolint',
    codes: ['DL3009', 'DL3060'],
    kind: 'missing',
    reason: 'no image is built from this stage',
    isMeant: ({ behind }) => /^\s*FROM\b/im.test(behind),
    example: 'FROM a:1\nRUN apt-get update\nFROM a:1\nRUN echo\n',
  },
  {
    tool: 'hadolint',
    codes: ['DL3014'],
    kind: 'missing',
    reason: 'apt-get that is told twice to be quiet, or by an option of its configuration, asks nothing',
    isMeant: ({ instruction }) =>
      /Assume-Yes|-q{3}|(?:-q|--quiet)(?:=\d)?\b.*\s(?:-q|--quiet)|--quiet=|-q=/is.test(instruction),
    example: 'FROM a:1\nRUN apt-get install --no-install-recommends -qqq curl=1\n',
  },
  {
    tool: 'hadolint',
    codes: ['DL3015'],
    kind: 'missing',
    reason: 'APT::Install-Recommends in any spelling that apt reads',
    isMeant: ({ instruction }) => /Install-Recommends["']?\s*=/i.test(instruction),
    example: 'FROM a:1\nRUN apt-get install -y -o APT::Install-Recommends=0 curl=1\n',
  },
  {
    tool: 'hadolint',
    codes: ['DL3042'],
    kind: 'missing',
    reason: 'PIP_NO_CACHE_DIR set to any word that pip takes for true',
    isMeant: ({ text }) => /PIP_NO_CACHE_DIR[ =]["']?(?:y|yes|t|true|on|1)\b/i.test(text),
    example: 'FROM a:1\nENV PIP_NO_CACHE_DIR=y\nRUN pip install flask==1\n',
  },
  {
    tool: 'hadolint',
    codes: ['DL3018', 'DL3008', 'DL3013', 'DL3016', 'DL3033', 'DL3037'],
    kind: 'missing',
    reason: '-- ends the options; what follows are packages with versions',
    isMeant: ({ instruction }) => /\s--(?:\s|$)/.test(instruction),
    example: 'FROM a:1\nRUN apk add --no-cache -- curl=1\n',
  },
  {
    tool: 'hadolint',
    codes: ['DL3013'],
    kind: 'missing',
    reason: 'requirements named in a cluster of options or in the same word',
    isMeant: ({ instruction }) => /\s(?:-[a-zA-Z]*r\S*|--requirement=?)/.test(instruction),
    example: 'FROM a:1\nRUN pip install --no-cache-dir -qr x a\n',
  },
  {
    tool: 'hadolint',
    codes: ['DL3016', 'DL3013', 'DL3028', 'DL3033', 'DL3041', 'DL3062'],
    kind: 'missing',
    reason: 'a folder, an archive or a file is one version',
    isMeant: ({ instruction }) =>
      /\s["']?(?:\.{1,2}(?:\[\w+\])?|(?:file|link):\S*|\S*\.(?:zip|tgz|gem|rpm|go|whl|tar\.\w+)|https?:\S+)["']?(?=\s|[;&|)]|$)/m.test(
        instruction,
      ),
    example: 'FROM a:1\nRUN npm install .\n',
  },
  {
    tool: 'hadolint',
    codes: ['DL3016'],
    kind: 'missing',
    reason: "npm's own ways to name a commit",
    isMeant: ({ instruction }) => /\S\/\S+#\S|\{\S+\}@\S/.test(instruction),
    example: 'FROM a:1\nRUN npm install a/b#1\n',
  },
  {
    tool: 'hadolint',
    codes: ['DL3033', 'DL3041'],
    kind: 'missing',
    reason: 'the version is in a variable, or a stream behind a colon; a group has none',
    isMeant: ({ instruction }) => /\$|@\S+:\S|\bgroup\s/.test(instruction),
    example: 'FROM a:1\nRUN yum install -y curl-$V && yum clean all\n',
  },
  {
    tool: 'hadolint',
    codes: ['DL3028'],
    kind: 'missing',
    reason: 'gem -v in one word with its value or with other letters',
    isMeant: ({ instruction }) => /\bgem\b.*\s-\w*v\S*/s.test(instruction),
    example: 'FROM a:1\nRUN gem install bundler -v1\n',
  },
  {
    tool: 'hadolint',
    codes: ['DL3018', 'DL3008', 'DL3013', 'DL3016', 'DL3033', 'DL3037', 'DL3041', 'DL3062'],
    kind: 'missing',
    reason: 'the value of an option is no package',
    isMeant: hasOption(
      '-[aCcdoprtwXx]|-yo|-R|--(?:abi|arch|build-option|cache|cache-dir|cache-max-age|cert|client-cert|config-file|config-settings|constraint|cpu|default-release|default-timeout|disablerepo|enablerepo|exclude|exists-action|fetch-retries|fetch-timeout|from|global-option|group|implementation|include|install-option|installroot|keyring-provider|keys-dir|log|loglevel|network-timeout|omit|only|option|os|platform|prefix|progress-fd|proxy|registry|releasever|repo|report|repositories-file|repository|resume-retries|retries|root|setopt|solver|tag|target|target-release|timeout|type|use-feature|userconfig|wait|workspace)|-(?:tags|buildmode|mod|p|gcflags|asmflags|ldflags|C)',
    ),
    example: 'FROM a:1\nRUN apk add --no-cache --root /x curl=1\n',
  },
  {
    tool: 'hadolint',
    codes: ['DL3008', 'DL3013', 'DL3016', 'DL3018', 'DL3028', 'DL3033', 'DL3037', 'DL3041', 'DL3062'],
    kind: 'missing',
    reason: 'the arguments of what exec, time and the like call begin behind its name',
    isMeant: ({ instruction }) => /\b(?:exec|time|builtin|command|nice|xargs|nohup|env)\b/.test(instruction),
    example: 'FROM a:1\nRUN exec apt-get install -y --no-install-recommends x=1\n',
  },
  {
    tool: 'hadolint',
    codes: ['DL3016'],
    kind: 'extra',
    reason: 'exec and the like call npm',
    isMeant: ({ instruction }) => /\b(?:exec|command|builtin)\s+npm\b/.test(instruction),
    example: 'FROM a:1\nRUN exec npm install x\n',
  },
  {
    tool: 'hadolint',
    codes: ['DL3062'],
    kind: 'extra',
    reason: 'a go run of one version says nothing of what else is installed',
    isMeant: ({ instruction }) => /\bgo\s+run\b/.test(instruction),
    example: 'FROM a:1\nRUN go install a && go run ./b\n',
  },
  {
    tool: 'hadolint',
    codes: ['DL3046'],
    kind: 'missing',
    reason: 'the Dockerfile itself gives the variable a small number',
    isMeant: ({ instruction, before }) =>
      [...instruction.matchAll(/\$\{?(\w+)/g)].some(([, name = '']) =>
        new RegExp(`^\\s*(?:ARG|ENV)\\b.*\\b${name}[ =]["']?\\d{1,5}\\b`, 'im').test(before),
      ),
    example: 'FROM a:1\nARG UID=1000\nRUN useradd -u ${UID} x\n',
  },
  {
    tool: 'hadolint',
    codes: ['DL3036'],
    kind: 'missing',
    reason: 'what is installed behind a first clean-up is cleaned up by the second',
    isMeant: ({ instruction }) =>
      /\bzypper\b[^;&|]*\b(?:clean|cc)\b.*\bzypper\b[^;&|]*\bin(?:stall)?\b.*\bzypper\b[^;&|]*\b(?:clean|cc)\b/s.test(
        instruction,
      ),
    example: 'FROM a:1\nRUN zypper clean --all; zypper install -y curl=1; zypper cc\n',
  },
  {
    tool: 'hadolint',
    codes: ['DL3032'],
    kind: 'missing',
    reason: 'what is in backquotes runs in its own order, and cleans up behind itself',
    isMeant: ({ instruction }) =>
      /`[^`]*\byum\b[^`]*\binstall\b[^`]*\byum\b[^`]*\bclean\b[^`]*`/s.test(instruction),
    example: 'FROM a:1\nRUN yum all `yum install -y x-1 && yum clean all`\n',
  },
];
