import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { makeLintFile } from '../../../src/dockerfile/lint/make-lint-file.ts';
import { parseDockerfile } from '../../../src/dockerfile/parse.ts';
import { structureRules } from '../../../src/dockerfile/rules/structure-rules.ts';

const settings = { trustedRegistries: ['my.io'], labelSchema: { a: 'text' }, strictLabels: true } as const;

describe('rules about the structure', () => {
  for (const { id, title } of structureRules) {
    it(`${id} has a page with its title`, async () => {
      const page = await readFile(new URL(`../../../media/rules/${id}.md`, import.meta.url), 'utf8');
      assert.equal(page.slice(0, page.indexOf('\n')), `# ${id}: ${title()}`);
    });

    it(`${id} finds nothing after its page’s “After”`, async () => {
      const page = await readFile(new URL(`../../../media/rules/${id}.md`, import.meta.url), 'utf8');
      const [before = '', after = ''] = Array.from(
        page.matchAll(/```dockerfile\n(.*?)```/gs),
        ([, text]) => text,
      );
      assert.deepEqual([count(id, before) > 0, count(id, after)], [true, 0]);
    });
  }

  const hostile = {
    'one instruction without end': `ENV ${'a=$a '.repeat(100_000)}`,
    'many stages': 'FROM a AS b\n'.repeat(40_000),
    'many copies': `FROM a\n${'COPY --from=b / x.tar .\n'.repeat(20_000)}`,
    'an open quote': `FROM a\nLABEL a="${'x '.repeat(300_000)}`,
    'a long word': `FROM ${'a/'.repeat(300_000)}\nWORKDIR ${'../'.repeat(100_000)}\nEXPOSE ${'1-'.repeat(200_000)}`,
    'a broken JSON list': `FROM a\nCMD [${'"a",'.repeat(200_000)}`,
    'many quotes': `FROM a\nWORKDIR ${'"'.repeat(300_000)}x\nCOPY ${"'".repeat(300_000)}x y`,
    'many variables in a name': `FROM ${'$'.repeat(300_000)}/a`,
    'many colons in a name': `FROM ${'a:'.repeat(300_000)}\nFROM ${'a@'.repeat(300_000)}`,
    'many misspelt instructions': 'FRMO a\n'.repeat(20_000),
    'an author of many lines': `FROM a\nMAINTAINER ${'a \\\n'.repeat(100_000)}`,
    'a platform': `FROM --platform=${'a+'.repeat(200_000)} a\nFROM --platform=a(${'.+'.repeat(200_000)} a`,
    'long values': `FROM a\nLABEL ${['a', 'b', 'c'].map((key) => `${key}=${'a.'.repeat(100_000)}`).join(' ')}`,
  };
  for (const [name, text] of Object.entries(hostile)) {
    it(`take little time for ${name}`, () => {
      const file = makeLintFile(parseDockerfile(text), settings);
      for (const { id, check } of structureRules) {
        const start = performance.now();
        check(file, () => undefined);
        assert.ok(performance.now() - start < 1500, `${id}: ${String(performance.now() - start)} ms`);
      }
    });
  }
});

/** What the page's own configuration, in its first comment, says of labels. */
function settingsIn(id: string, text: string): Parameters<typeof makeLintFile>[1] {
  const kinds = {
    DL3051: ['description', 'text'],
    DL3052: ['homepage', 'url'],
    DL3053: ['created', 'rfc3339'],
    DL3054: ['license', 'spdx'],
    DL3055: ['revision', 'hash'],
    DL3056: ['version', 'semver'],
    DL3058: ['contact', 'email'],
  } as const;
  const kind = id in kinds ? kinds[id as keyof typeof kinds] : undefined;
  return {
    trustedRegistries: id === 'DL3026' ? ['registry.example.com'] : [],
    labelSchema: {
      ...(kind === undefined ? {} : { [kind[0]]: kind[1] }),
      ...(text.includes('label-schema') ? { version: 'semver' as const } : {}),
      ...(text.includes('maintainer: email') ? { maintainer: 'email' as const } : {}),
    },
    strictLabels: text.includes('strict-labels'),
  };
}

function count(id: string, text: string): number {
  let found = 0;
  const file = makeLintFile(parseDockerfile(text), settingsIn(id, text));
  structureRules.find((rule) => rule.id === id)?.check(file, () => found++);
  return found;
}
