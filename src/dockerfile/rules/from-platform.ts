import * as l10n from '@vscode/l10n';
import type { Rule } from '../lint/rule.ts';

/** Names and aliases that containerd's platform parser knows, by the form it makes of them. */
const aliases: Readonly<Record<string, string>> = {
  aarch64: 'arm64',
  armel: 'arm',
  armhf: 'arm',
  i386: '386',
  macos: 'darwin',
  x86_64: 'amd64',
  'x86-64': 'amd64',
};
/** Architectures that Go knows; a platform of one word may name one, or a system. */
const architectures = new Set(
  (
    '386 amd64 amd64p32 arm arm64 arm64be armbe loong64 mips mips64 mips64le mips64p32 mips64p32le mipsle ppc ppc64 ' +
    'ppc64le riscv riscv64 s390 s390x sparc sparc64 wasm'
  ).split(' '),
);
const systems = new Set(
  'aix android darwin dragonfly freebsd hurd illumos ios js linux nacl netbsd openbsd plan9 solaris wasip1 windows zos'.split(
    ' ',
  ),
);

/** A system may have a version and features: `windows(10.0.17763)`. */
const systemForm = /^([\w-]+)(?:\([\w.-]*(?:\+[\w.-]+)*\))?$/;

export const fromPlatformFlagConstDisallowed: Rule = {
  id: 'FromPlatformFlagConstDisallowed',
  severity: 'warning',
  text: '--platform',
  title: () => l10n.t('FROM with a fixed platform'),
  check: ({ stages }, report) => {
    for (const { from } of stages) {
      const platform = from?.platform?.value ?? '';
      if (from?.platform !== undefined && platform !== '' && !platform.includes('$')) {
        const parts = readPlatform(platform);
        const alias = from.alias?.text.toLowerCase() ?? '';
        // A name such as build-amd64 says that it is meant so.
        if (parts !== undefined && !parts.some((part) => alias.includes(part))) {
          report({
            at: from.platform,
            message: l10n.t(
              'The platform is fixed to {0}, so this stage cannot be built for another one. Leave it out, or take $BUILDPLATFORM or $TARGETPLATFORM.',
              platform,
            ),
            fixes: [
              {
                title: l10n.t('Remove {0}', '--platform'),
                edits: [{ start: from.platform.start, end: from.image.start, newText: '' }],
                safe: false,
              },
            ],
          });
        }
      }
    }
  },
};

/** System and architecture; undefined for what no builder takes. */
function readPlatform(platform: string): readonly string[] | undefined {
  const [system = '', ...others] = platform.toLowerCase().split('/');
  const [, name] = systemForm.exec(system) ?? [];
  if (name === undefined || others.length > 2 || !others.every((part) => /^[\w.-]+$/.test(part))) {
    return undefined;
  }
  const [first = '', second] = [name, ...others].map((part) => aliases[part] ?? part);
  if (second === undefined) {
    return systems.has(first) ? [first, 'amd64'] : architectures.has(first) ? ['linux', first] : undefined;
  }
  return [first, second];
}
