import * as l10n from '@vscode/l10n';
import type { LogEvidence, LogInput, LogLine, LogMeaning, LogReader } from '../builder.ts';
import { EvidenceCollector } from '../log-evidence.ts';
import { labelled, readLogrus, type LogrusRecord } from '../logrus.ts';
import { oneLine, terminalText } from '../terminal-text.ts';
import { CacheResults } from './cache-results.ts';
import { Continuation } from './continuation.ts';
import { finalError, readMessage, type KanikoMessage } from './messages.ts';

/**
 * Where in the log we are. `usage` follows an error in the arguments or the context, `planning` a stage's head;
 * `running` is a RUN that may print, until its snapshot begins.
 */
type Phase = 'start' | 'usage' | 'planning' | 'building' | 'running' | 'pushing';

/** Where kaniko's record may follow what a RUN wrote to stderr without a newline. */
// eslint-disable-next-line no-control-regex -- the level is coloured
const recordInside = /(?:time="\d{4}-|\{"level":"|\x1b\[\d+m(?:INFO|WARN|ERRO|FATA)).*$/;

/** Goes with a failed push check and says nothing that the error does not; or was tried again. */
const passingWarning = /^(?:make sure you entered the correct tag name|Retrying operation after )/;

/** Reads the log of one kaniko build, in any of its three formats (kaniko.md §6). */
export class KanikoLogReader implements LogReader {
  readonly #evidence: EvidenceCollector;
  readonly #cache = new CacheResults();
  readonly #continuation = new Continuation();
  readonly #destinations: ReadonlySet<string>;
  #phase: Phase = 'start';
  /** Whether the current instruction is a RUN that has begun to run: only then can there be output. */
  #output = false;

  constructor({ destinations }: LogInput) {
    this.#evidence = new EvidenceCollector(destinations);
    this.#destinations = new Set(destinations);
  }

  read(line: string): LogLine {
    const record = readLogrus(line);
    if (record === undefined) return this.#plain(line);
    const message = readMessage(record.message);
    if (!this.#isOwn(record, message)) return this.#printed(line);
    this.#continuation.begin(line, record);
    return ownLine(record, this.#own(record, message));
  }

  evidence(): LogEvidence {
    return this.#evidence.evidence();
  }

  /** Programs that a RUN starts may log as kaniko does: while one runs, only what kaniko can say then is kaniko's. */
  #isOwn({ level }: LogrusRecord, message: KanikoMessage | undefined): boolean {
    if (!this.#output) return true;
    if (this.#phase !== 'running') return message !== undefined || level === 'debug';
    if (message === undefined) return false;
    if (message.kind === 'pushing') return !this.#destinations.has(message.reference);
    if (message.kind === 'pushed') return this.#evidence.destinationOf(message.repository) === undefined;
    return ['snapshot', 'background', 'stage', 'stage-closing'].includes(message.kind);
  }

  #own(record: LogrusRecord, message: KanikoMessage | undefined): readonly LogMeaning[] {
    if (record.level === 'error') this.#evidence.error(record.message);
    if (record.level === 'warning' && !passingWarning.test(record.message))
      this.#evidence.warning(explainedWarning(oneLine(record.message)));
    return message === undefined ? [] : this.#meanings(message);
  }

  #meanings(message: KanikoMessage): readonly LogMeaning[] {
    switch (message.kind) {
      case 'reading-context':
        return [{ kind: 'reading-context' }];
      case 'stage':
        this.#cache.stageBegins();
        return [
          ...this.#stepEnds('planning'),
          { kind: 'stage', name: `${message.index + 1}: ${message.base}` },
        ];
      case 'unpacking':
        this.#phase = 'building';
        return [];
      case 'instruction':
        return this.#phase === 'planning' ? [] : this.#stepBegins(message.text);
      case 'running':
        this.#phase = 'running';
        this.#output = true;
        return [];
      case 'snapshot':
        if (this.#phase === 'running') this.#phase = 'building';
        return [];
      case 'cache-lookup':
        this.#cache.lookup(message.instruction, message.result);
        return [];
      case 'cached-layer':
        return this.#cache.hit() ? [{ kind: 'cache', result: 'hit' }] : [];
      case 'stage-closing':
        return this.#stepEnds(this.#phase);
      case 'pushing':
        return this.#pushing(message.reference);
      case 'pushed':
        return this.#pushed(message.repository, message.digest);
      case 'background':
      case 'other':
        return [];
    }
  }

  #stepBegins(instruction: string): readonly LogMeaning[] {
    this.#phase = 'building';
    this.#output = false;
    this.#evidence.stepBegins(instruction);
    const result = this.#cache.resultOf(instruction);
    const step: LogMeaning = { kind: 'step', instruction };
    return result === undefined ? [step] : [step, { kind: 'cache', result }];
  }

  #stepEnds(next: Phase): readonly LogMeaning[] {
    const ended = this.#evidence.hasStep();
    this.#phase = next === 'running' ? 'building' : next;
    this.#output = false;
    this.#evidence.stepEnds();
    return ended ? [{ kind: 'step-end' }] : [];
  }

  /** Cache layers are pushed too, and while later instructions run. */
  #pushing(reference: string): readonly LogMeaning[] {
    if (!this.#destinations.has(reference)) return [];
    return [...this.#stepEnds('pushing'), { kind: 'pushing', reference }];
  }

  #pushed(logged: string, digest: string): readonly LogMeaning[] {
    const repository = this.#evidence.destinationOf(logged);
    if (this.#phase !== 'pushing' || repository === undefined) return [];
    this.#evidence.pushed(repository, digest);
    return [{ kind: 'pushed', repository, digest }];
  }

  /** A line that is no record: what a RUN printed, the final error, or what cobra prints about wrong usage. */
  #plain(line: string): LogLine {
    const continued = this.#continuation.next(line);
    if (continued !== undefined) return ownLine(continued, []);
    const text = terminalText(line);
    const error = finalError.exec(text);
    if (error?.index === 0 || (error !== null && this.#output)) {
      return this.#error(text, text.slice(error.index));
    }
    if (this.#phase === 'usage') return { text, level: 'debug', meanings: [] };
    if (this.#phase === 'start' && text.startsWith('Error: ')) {
      this.#phase = 'usage';
      return this.#error(text, text);
    }
    if (!this.#output && /^(?:panic|fatal error): /.test(text)) return this.#error(text, text);
    // Anything else that kaniko says before it has begun, such as that it is not in a container, is why it stops.
    if (this.#phase === 'start') {
      if (text !== '') this.#evidence.error(text);
      return { text, level: 'info', meanings: [] };
    }
    return this.#printed(line);
  }

  #error(text: string, error: string): LogLine {
    this.#evidence.error(error);
    return { text: labelled('error', text.replace(/^error:? /i, '')), level: 'error', meanings: [] };
  }

  #printed(line: string): LogLine {
    const inside = this.#output ? recordInside.exec(line) : null;
    const record = inside === null || inside.index === 0 ? undefined : readLogrus(inside[0]);
    const message = record === undefined ? undefined : readMessage(record.message);
    if (inside === null || record === undefined || message === undefined || !this.#isOwn(record, message)) {
      const text = terminalText(line);
      this.#evidence.output(text);
      return { text, level: 'output', meanings: [] };
    }
    const printed = terminalText(line.slice(0, inside.index));
    this.#evidence.output(printed);
    const own = ownLine(record, this.#own(record, message));
    return { ...own, text: `${printed} ${own.text}`, level: 'output' };
  }
}

/** A cache that is not written costs the next build its time, and nobody looks for why. (kaniko.md §9, §10 row 42) */
function explainedWarning(message: string): string {
  const why = /^Error uploading layer to cache: (.*)/.exec(message)?.[1];
  if (why === undefined) return message;
  const [, repository, words = ''] =
    /^failed to push to destination (\S+):[0-9a-f]{64}: (?:[A-Z]+ \S+: )?(.*)/.exec(why) ?? [];
  return repository === undefined
    ? l10n.t('The layers were not kept for the next build: {0}', why)
    : l10n.t(
        'The layers were not kept for the next build in {0}: {1}. kanikoBuild.cache.repository should name a repository that the build may push to.',
        repository,
        words,
      );
}

function ownLine({ level, message }: LogrusRecord, meanings: readonly LogMeaning[]): LogLine {
  const text = terminalText(oneLine(message));
  return { text: labelled(level, text), level, meanings };
}
