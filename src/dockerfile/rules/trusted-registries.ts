import * as l10n from '@vscode/l10n';
import { expand } from '../expand.ts';
import type { LintFile } from '../lint/lint-file.ts';
import type { Report, Rule } from '../lint/rule.ts';
import type { Span } from '../span.ts';
import { copyParts } from '../syntax/copy.ts';
import { readImageName } from '../syntax/image-name.ts';
import { stripQuotes } from '../syntax/strip-quotes.ts';
import type { Instruction } from '../tree.ts';
import { ownInstructions, stagesWithPreamble } from './own-instructions.ts';

/** Names of Docker's own registry, which an image without a registry comes from. */
const dockerHub: readonly string[] = ['docker.io', 'hub.docker.com'];

/** DL3026: an image from a registry that the configuration does not name. */
export const trustedRegistries: Rule = {
  id: 'DL3026',
  severity: 'error',
  setting: 'trustedRegistries',
  title: () => l10n.t('Image from a registry that is not trusted'),
  check: (file, report) => {
    const trusted = file.settings.trustedRegistries;
    const judge = (reference: Reference, names: ReadonlySet<string>) => {
      judgeReference(reference, names, trusted, report);
    };
    /** Of stages, in lower case. */
    const names = new Set<string>();
    for (const stage of stagesWithPreamble(file)) {
      if (stage.from !== undefined) {
        const { image, alias } = stage.from;
        judge({ at: image, text: resolved(file, image.text) }, names);
        if (alias !== undefined) {
          names.add(alias.text.toLowerCase());
        }
      }
      for (const instruction of ownInstructions(stage)) {
        const found = sourcesOf(instruction).find(
          ({ text }) => !/^\d+$/.test(text) && !isTrusted(text, names, trusted),
        );
        if (found !== undefined) {
          judge(found, names);
        }
      }
    }
  },
};

interface Reference {
  readonly at: Span;
  readonly text: string;
}

function judgeReference(
  { at, text }: Reference,
  names: ReadonlySet<string>,
  trusted: readonly string[],
  report: Report,
): void {
  if (!isTrusted(text, names, trusted)) {
    report({
      at,
      message: l10n.t(
        'The registry {0} is not among the trusted ones: {1}.',
        readImageName(text).registry ?? 'docker.io',
        trusted.join(', '),
      ),
    });
  }
}

function isTrusted(text: string, names: ReadonlySet<string>, trusted: readonly string[]): boolean {
  // FROM knows a stage by its name alone, hadolint also behind a tag that nobody needs.
  const { registry, name } = readImageName(text);
  if (name === '' || name === 'scratch' || names.has(name.toLowerCase())) {
    return true;
  }
  // A host without a domain holds what was just built; hadolint takes it for a part of the image's name.
  const isNearby = registry?.includes('.') !== true;
  const hosts = [...(registry === undefined ? [] : [registry]), ...(isNearby ? dockerHub : [])];
  return hosts.some((host) => trusted.some((pattern) => matches(pattern, host)));
}

/** The reference with its variables replaced, as far as their values are known here. */
function resolved(file: LintFile, image: string): string {
  if (!image.includes('$')) {
    return stripQuotes(image);
  }
  const { text, unresolved } = expand(image, file.scopes().global, file.tree.escape);
  return unresolved.length > 0 ? image : text;
}

/** Images and stages that COPY --from and RUN --mount=from= read. */
function sourcesOf(instruction: Instruction): Reference[] {
  if (instruction.name === 'COPY') {
    const { from } = copyParts(instruction);
    return from?.value === undefined ? [] : [{ at: from, text: from.value }];
  }
  if (instruction.name !== 'RUN') {
    return [];
  }
  return instruction.flags.flatMap((flag) => {
    const mount = flag.name === 'mount' ? (flag.value?.split(',') ?? []) : [];
    return mount
      .filter((option) => option.startsWith('from='))
      .map((option) => ({ at: flag, text: option.slice('from='.length) }));
  });
}

/** Whether the host fits a pattern, in which one `*` at the begin or the end stands for anything, as for hadolint. */
function matches(pattern: string, host: string): boolean {
  if (pattern.startsWith('*')) {
    return host.endsWith(pattern.slice(1));
  }
  return pattern.endsWith('*') ? host.startsWith(pattern.slice(0, -1)) : pattern === host;
}
