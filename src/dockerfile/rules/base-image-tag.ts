import * as l10n from '@vscode/l10n';
import { didYouMean } from '../did-you-mean.ts';
import type { Fix } from '../lint/diagnostic.ts';
import type { Rule } from '../lint/rule.ts';
import type { Word } from '../span.ts';
import { readImageName } from '../syntax/image-name.ts';

/** Hostile files have ten thousand stages; people do not. */
const mostSuggestions = 20;

/** DL3006: a base image without a tag. */
export const untaggedImage: Rule = {
  id: 'DL3006',
  severity: 'warning',
  title: () => l10n.t('Base image without a tag'),
  check: ({ stages }, report) => {
    const names = new Set(['', 'scratch']);
    const aliases: string[] = [];
    let suggestions = 0;
    for (const { from } of stages) {
      if (from === undefined) {
        continue;
      }
      const { image, alias } = from;
      if (!names.has(image.text) && isUntagged(image)) {
        report({
          at: image,
          message: l10n.t(
            'The image {0} has no tag, so every build may get another one: name the version that you want.',
            image.text,
          ),
          fixes: [...(suggestions++ < mostSuggestions ? stageFixes(image, aliases) : []), ...tagFixes(image)],
        });
      }
      if (alias !== undefined) {
        names.add(alias.text).add(alias.text.toLowerCase());
        aliases.push(alias.text.toLowerCase());
      }
    }
  },
};

function isUntagged(image: Word): boolean {
  const { tag, digest, registry } = readImageName(image.text);
  // Hosts without a domain, such as localhost:5000, are left alone as hadolint does: they hold what was just built.
  const isNearby = registry?.includes(':') === true && !registry.includes('.');
  // What begins with a variable may bring its tag along.
  return tag === undefined && digest === undefined && !isNearby && !image.text.startsWith('$');
}

/** DL3007: the tag `latest`. */
export const latestImage: Rule = {
  id: 'DL3007',
  severity: 'warning',
  title: () => l10n.t('Base image with the tag “latest”'),
  check: ({ stages }, report) => {
    for (const { from } of stages) {
      if (from === undefined) {
        continue;
      }
      const { image, instruction } = from;
      const { name, tag, digest } = readImageName(image.text);
      if (tag === 'latest' && digest === undefined) {
        // The image is the first that stands there.
        const at = instruction.argument.word(name.length + 1, name.length + 1 + tag.length);
        report({
          at,
          message: l10n.t(
            'The tag “latest” moves with each release, so every build may get another image: name the version that you want.',
          ),
          fixes: pinFixes(image, { start: at.start, end: at.end, newText: 'VERSION' }),
        });
      }
    }
  },
};

/** None behind a variable, which may bring its tag along. */
function tagFixes(image: Word): Fix[] {
  const { end, text } = image;
  const last = text.slice(text.lastIndexOf('/') + 1);
  return last.includes('$') ? [] : pinFixes(image, { start: end, end, newText: ':VERSION' });
}

/** A placeholder that a person has to fill in; nobody but the registry knows the right version. */
function pinFixes(image: Word, edit: Fix['edits'][number]): Fix[] {
  return /["']/.test(image.text)
    ? []
    : [{ title: l10n.t('Add a version to fill in'), safe: false, edits: [edit] }];
}

/** The stage before whose name is nearly the image's. */
function stageFixes({ start, end, text }: Word, aliases: readonly string[]): Fix[] {
  const meant = didYouMean(text, aliases);
  return meant === undefined
    ? []
    : [{ title: l10n.t('Change to {0}', meant), safe: false, edits: [{ start, end, newText: meant }] }];
}
