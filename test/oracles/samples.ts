import { readFile, readdir } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { configNames, type ConfigName } from './configs.ts';

/** A Dockerfile to ask about. */
export interface Sample {
  readonly name: string;
  readonly text: string;
  readonly config: ConfigName;
}

const cases = join(import.meta.dirname, 'cases');

/**
 * The handwritten cases of a folder, by the name of the file, which is the rule's or the subject's. A line of `---` begins
 * a Dockerfile, and may go on with words: `each` (every line is a Dockerfile of its own, in which `⏎` ends lines), `crlf`
 * (lines end with `\r\n`), `bom`, `open` (the last line has no end), a configuration's name; a remark follows `#`. `␉` is
 * a tab, `␠` a space, `␍` a carriage return and `⟨00A0⟩` the character of that code, which editors would trim or hide.
 */
export async function readCases(folder: 'hadolint' | 'buildkit' | 'parser'): Promise<Map<string, Sample[]>> {
  const found = new Map<string, Sample[]>();
  for (const file of (await readdir(join(cases, folder))).sort()) {
    const subject = basename(file, extname(file));
    found.set(subject, split(await readFile(join(cases, folder, file), 'utf8'), subject));
  }
  return found;
}

function split(content: string, subject: string): Sample[] {
  const samples: Sample[] = [];
  for (const part of content.split(/^---/m).slice(1)) {
    const [head = '', ...lines] = part.split('\n');
    const words = new Set((head.split('#')[0] ?? '').split(/\s+/));
    const bodies = words.has('each')
      ? lines.filter((line) => line !== '').map((line) => `${line.replaceAll('⏎', '\n')}\n`)
      : [lines.join('\n')];
    for (const body of bodies) {
      samples.push({
        name: `${subject}#${samples.length + 1}`,
        text: written(body, words),
        config: configNames.find((name) => words.has(name)) ?? 'plain',
      });
    }
  }
  return samples;
}

function written(body: string, words: ReadonlySet<string>): string {
  const visible = body
    .replaceAll('␉', '\t')
    .replaceAll('␠', ' ')
    .replaceAll('␍', '\r')
    .replace(/⟨([0-9A-F]+)⟩/g, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16)));
  const text = words.has('open') ? visible.replace(/\n$/, '') : visible;
  return (words.has('bom') ? '\uFEFF' : '') + (words.has('crlf') ? text.replaceAll('\n', '\r\n') : text);
}
