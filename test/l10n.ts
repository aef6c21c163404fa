/**
 * Checks the translations, for `npm run check:l10n`: every string of src has a Simplified Chinese translation with the
 * same placeholders, nothing is left over, and every `%key%` of package.json exists in both languages.
 * `--write` writes l10n/bundle.l10n.json anew from the sources first. Exits 1 with a list of what is wrong.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { getL10nJson } from '@vscode/l10n-dev';
import { comparedTranslations, comparedKeys, type Texts } from './ui/translations.ts';

const root = join(import.meta.dirname, '..');
const bundle = join(root, 'l10n', 'bundle.l10n.json');

function readTexts(path: string): Texts {
  return JSON.parse(readFileSync(path, 'utf8')) as Texts;
}

/** The strings that the sources give to `l10n.t`, by their key. */
async function extractedTexts(): Promise<Texts> {
  const sources = join(root, 'src');
  const files = readdirSync(sources, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .sort();
  const extracted = await getL10nJson(
    files.map((file) => ({ extension: '.ts', contents: readFileSync(join(sources, file), 'utf8') })),
  );
  const texts = Object.entries(extracted).map(
    ([key, value]) => [key, typeof value === 'string' ? value : value.message] as const,
  );
  return Object.fromEntries(texts.sort(([a], [b]) => (a < b ? -1 : 1)));
}

const extracted = await extractedTexts();
if (process.argv.includes('--write')) writeFileSync(bundle, `${JSON.stringify(extracted, null, 2)}\n`);

const manifest = readFileSync(join(root, 'package.json'), 'utf8');
const nls = readTexts(join(root, 'package.nls.json'));
const problems = [
  ...comparedKeys('l10n/bundle.l10n.json', Object.keys(extracted), Object.keys(readTexts(bundle))),
  ...comparedTranslations(
    'l10n/bundle.l10n.zh-cn.json',
    extracted,
    readTexts(join(root, 'l10n', 'bundle.l10n.zh-cn.json')),
  ),
  ...comparedKeys(
    'package.nls.json',
    [...new Set([...manifest.matchAll(/"%([\w.]+)%"/g)].map(([, key = '']) => key))],
    Object.keys(nls),
  ),
  ...comparedTranslations('package.nls.zh-cn.json', nls, readTexts(join(root, 'package.nls.zh-cn.json'))),
];

for (const problem of problems) console.error(problem);
console.log(`${String(Object.keys(extracted).length)} strings, ${String(problems.length)} problems`);
if (problems.length > 0) process.exitCode = 1;
