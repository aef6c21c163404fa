import * as l10n from '@vscode/l10n';
import type { UploadEvent } from '../../build/events.ts';
import type { BuildRecord } from '../../build/record.ts';
import { formatBytes } from './bytes.ts';
import { plain, shorten } from './plain.ts';
import { stateWord } from './state.ts';

/** Longest piece of foreign text in a notification, in characters. */
const LONGEST = 80;

/** What a running build does at the moment, in one line without links. */
export function progressText(record: BuildRecord, upload: UploadEvent | undefined): string {
  const word = stateWord(record.state);
  if (record.state === 'uploading' && upload !== undefined) {
    return uploadText(word, upload, record.detail);
  }
  const step = record.steps.findLast(({ state }) => state === 'running');
  // The notification's title says already that it builds.
  if (record.state === 'building' && step !== undefined) return shorten(plain(step.instruction), LONGEST);
  const more = record.state === 'building' ? undefined : record.detail;
  return more === undefined ? word : `${word}: ${shorten(plain(more), LONGEST)}`;
}

/** Both counts: bytes stand still over many small files, files over a large one. `detail` says why neither moves. */
function uploadText(word: string, upload: UploadEvent, detail: string | undefined): string {
  const progress = l10n.t(
    '{0}: {1} of {2}, {3} of {4} files',
    word,
    formatBytes(upload.bytes),
    formatBytes(upload.totalBytes),
    upload.files,
    upload.totalFiles,
  );
  return detail === undefined ? progress : `${progress}. ${shorten(plain(detail), LONGEST)}`;
}
