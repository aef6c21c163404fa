import * as l10n from '@vscode/l10n';
import type { LogLevel } from '../../builders/builder.ts';
import type { LogEvent, ResultEvent, RunEvent, StateEvent } from '../../build/events.ts';
import type { BuildRecord } from '../../build/record.ts';
import { outcomeText } from './build.ts';
import { formatBytes } from './bytes.ts';
import { between } from './duration.ts';
import { stateWord } from './state.ts';

/** Marks the product's own lines, which the grammar of `kaniko-build-log` colours as headings. */
const HEADING = '==>';

/** Words that begin a builder's line; what a RUN instruction printed has none. */
const LEVEL_WORDS: Readonly<Record<LogLevel, string>> = {
  debug: 'DEBUG',
  info: 'INFO',
  warning: 'WARN',
  error: 'ERROR',
  output: '',
};

/** The first lines of a run's log: what is built, from what and where. */
export function headerLines({ id, startedAt, request }: BuildRecord): readonly string[] {
  const lines = [
    `${HEADING} ${l10n.t('Build {0} of {1}', id, new Date(startedAt).toLocaleString())}`,
    l10n.t('Dockerfile: {0}', request.dockerfile),
    l10n.t('Context folder: {0}', request.context),
    ...request.destinations.map((destination) => l10n.t('Destination: {0}', destination)),
    l10n.t('Cluster: {0}, namespace {1}', request.cluster.context, request.cluster.namespace),
    l10n.t('Builder: {0} ({1})', request.builder.id, request.builder.image ?? request.builder.flavour),
  ];
  return lines.map((line) => `${clock(startedAt)} ${line}`);
}

/** The lines that an event adds to a run's log, each `HH:MM:SS text`. */
export function eventLines(event: RunEvent): readonly string[] {
  switch (event.type) {
    case 'state':
      return stateLines(event);
    case 'manifests':
      return [];
    case 'upload':
      return event.done
        ? [
            `${clock(event.at)} ${l10n.t('Context uploaded: {0}, {1} on the wire', formatBytes(event.bytes), formatBytes(event.sentBytes))}`,
          ]
        : [];
    case 'log':
      return [logLine(event)];
    case 'step':
      return [];
    case 'result':
      return resultLines(event);
  }
}

function stateLines({ at, state, detail }: StateEvent): readonly string[] {
  // The result says how a run ended, with the reason.
  if (state === 'succeeded' || state === 'failed' || state === 'cancelled' || state === 'lost') return [];
  const word = stateWord(state);
  return [`${clock(at)} ${HEADING} ${detail === undefined ? word : `${word}: ${detail}`}`];
}

function logLine({ at, level, text }: LogEvent): string {
  const word = LEVEL_WORDS[level];
  // A builder's reader may have put the word there already.
  const prefix = word === '' || text.startsWith(word) ? '' : `${word.padEnd(5)} `;
  return `${clock(at)} ${prefix}${text}`;
}

function resultLines({ result }: ResultEvent): readonly string[] {
  const time = clock(result.endedAt);
  const milliseconds = between(result.startedAt, result.endedAt, 0);
  const { failure } = result;
  return [
    ...result.warnings.map((warning) => `${time} ${LEVEL_WORDS.warning.padEnd(5)} ${warning}`),
    `${time} ${HEADING} ${outcomeText(result.outcome, milliseconds)}`,
    ...(failure === undefined
      ? []
      : [
          `${time} ${LEVEL_WORDS.error.padEnd(5)} ${failure.message}`,
          ...(failure.remedy === undefined ? [] : [`${time} ${failure.remedy}`]),
        ]),
    ...result.images.map((image) => `${time} ${image}`),
  ];
}

/** The local time of day of an RFC 3339 time. */
function clock(at: string): string {
  const date = new Date(at);
  return [date.getHours(), date.getMinutes(), date.getSeconds()]
    .map((part) => String(part).padStart(2, '0'))
    .join(':');
}
