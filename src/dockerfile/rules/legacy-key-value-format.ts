import * as l10n from '@vscode/l10n';
import type { EscapeToken } from '../directives.ts';
import { expandInDetail } from '../expand.ts';
import type { Edit, Fix } from '../lint/diagnostic.ts';
import type { Rule } from '../lint/rule.ts';
import type { Word } from '../span.ts';
import { readPairs, type Pair } from '../syntax/pairs.ts';
import type { DockerfileTree, Instruction } from '../tree.ts';
import { wordEnd } from '../words.ts';

export const legacyKeyValueFormat: Rule = {
  id: 'LegacyKeyValueFormat',
  severity: 'warning',
  tag: 'deprecated',
  instructions: ['ENV', 'LABEL'],
  title: () => l10n.t('ENV or LABEL without an equals sign'),
  check: (file, report) => {
    const { escape } = file.tree;
    for (const instruction of file.tree.instructions) {
      const found = legacyIn(instruction, escape);
      if (found !== undefined) {
        const { pair, value, name } = found;
        report({ at: pair, message: messageFor(name), fixes: toFix(pair, value, file.tree) });
      }
    }
    const scopes = file.names.has('ONBUILD') ? file.scopes() : undefined;
    for (const stage of scopes === undefined ? [] : file.stages) {
      const image = stage.from?.image;
      const triggers = scopes?.inheritedTriggers(stage.index) ?? [];
      const [found] = triggers.flatMap((one) => legacyIn(one, escape) ?? []);
      if (image !== undefined && found !== undefined) {
        const message = l10n.t('ONBUILD of this stage has an outdated {0}.', found.name);
        report({ at: image, message, related: [{ ...found.pair, message: messageFor(found.name) }] });
      }
    }
  },
};

interface LegacyPair {
  readonly name: string;
  readonly pair: Pair;
  readonly value: Word;
}

function messageFor(name: string): string {
  return l10n.t('Write {0} key=value; the form with a space in between is outdated.', name);
}

function legacyIn(instruction: Instruction, escape: EscapeToken): LegacyPair | undefined {
  const { name } = instruction;
  if (name !== 'ENV' && name !== 'LABEL') {
    return undefined;
  }
  const { pairs, legacy } = readPairs(instruction, escape);
  const [pair] = pairs;
  return legacy && pair?.value !== undefined ? { name, pair, value: pair.value } : undefined;
}

/** None where the value's own quotes make it unclear what to write, or a comment stands in between. */
function toFix({ key }: Pair, value: Word, tree: DockerfileTree): Fix[] {
  const quote = quoteFor(value.text, tree.escape);
  const gap = tree.text.slice(key.end, value.start);
  if (quote === undefined || gap.includes('#') || /["'\\`]/.test(key.text)) {
    return [];
  }
  const edits: Edit[] = [{ start: key.end, end: value.start, newText: `=${quote}` }];
  if (quote !== '') {
    edits.push({ start: value.end, end: value.end, newText: quote });
  }
  return [{ title: l10n.t('Write {0}', `${key.text}=…`), edits, safe: true }];
}

/** What must stand around the value in the new form. */
function quoteFor(value: string, escape: EscapeToken): string | undefined {
  if (wordEnd(value, 0, escape) === value.length) {
    // Nobody knows what a quote that is left open was to hold.
    return expandInDetail(value, new Map(), escape).failed ? undefined : '';
  }
  return /["'\\`]/.test(value) ? undefined : '"';
}
