import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { allRules } from '../../src/dockerfile/rules/all-rules.ts';

const root = join(import.meta.dirname, '../..');
const english = join(root, 'media/rules');
const chinese = join(english, 'zh-cn');
const translations = JSON.parse(readFileSync(join(root, 'l10n/bundle.l10n.zh-cn.json'), 'utf8')) as Readonly<
  Record<string, string>
>;

describe('pages about rules', () => {
  for (const { id, title } of allRules) {
    it(`${id} has a page with its title in both languages`, () => {
      assert.equal(headingOf(english, id), `# ${id}: ${title()}`);
      assert.equal(headingOf(chinese, id), `# ${id}: ${translations[title()] ?? 'not translated'}`);
    });

    it(`${id} has the same parts and the same code in both languages`, () => {
      assert.deepEqual(partsOf(english, id), ['## Before', '## After']);
      assert.deepEqual(partsOf(chinese, id), ['## 修改前', '## 修改后']);
      assert.equal(codeOf(english, id).length, 2);
      assert.deepEqual(codeOf(chinese, id), codeOf(english, id));
    });
  }

  for (const [language, folder] of Object.entries({ english, chinese })) {
    it(`are about rules, in ${language}`, () => {
      const pages = readdirSync(folder).filter((name) => name.endsWith('.md'));
      assert.deepEqual(pages.sort(), allRules.map(({ id }) => `${id}.md`).sort());
    });
  }
});

function pageOf(folder: string, id: string): string {
  return readFileSync(join(folder, `${id}.md`), 'utf8');
}

function headingOf(folder: string, id: string): string | undefined {
  return pageOf(folder, id).split('\n')[0];
}

function partsOf(folder: string, id: string): readonly string[] {
  return pageOf(folder, id).match(/^## .*$/gm) ?? [];
}

function codeOf(folder: string, id: string): readonly string[] {
  return pageOf(folder, id).match(/^```.*?^```$/gms) ?? [];
}
