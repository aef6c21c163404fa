import type { Edit, Fix } from '../lint/diagnostic.ts';
import type { ShellWord } from '../shell/command.ts';
import type { Run } from './run-commands.ts';

/**
 * The fix that puts an option behind each of the words; none where one of them cannot be found in the file as it is
 * (in backquotes with escapes). In the exec form the option becomes a string of its own.
 */
export function optionFix(
  run: Run,
  words: readonly ShellWord[],
  option: string,
  fix: Pick<Fix, 'title' | 'safe'>,
): Fix[] {
  const edits = words.flatMap((word) => {
    const edit = insertBehind(run, word, option);
    return edit === undefined ? [] : [edit];
  });
  return edits.length === words.length ? [{ ...fix, edits }] : [];
}

function insertBehind(run: Run, word: ShellWord, option: string): Edit | undefined {
  if (!isAsWritten(run, word)) {
    return undefined;
  }
  const item = run.instruction.json?.find(({ start, end }) => start < word.start && end === word.end + 1);
  const isWhole = item !== undefined && item.start + 1 === word.start;
  const place = isWhole ? item.end : word.end;
  return { start: place, end: place, newText: isWhole ? `, "${option}"` : ` ${option}` };
}

function isAsWritten({ file }: Run, { start, end, text }: ShellWord): boolean {
  return file.tree.text.slice(start, end) === text;
}
