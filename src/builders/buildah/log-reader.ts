import type { LogEvidence, LogInput, LogLine, LogMeaning, LogReader } from '../builder.ts';
import { repositoryOf } from '../image-names.ts';
import { EvidenceCollector } from '../log-evidence.ts';
import { labelled, readLogrus, type MessageLevel } from '../logrus.ts';
import { oneLine, terminalText } from '../terminal-text.ts';
import { announcements } from './script.ts';
import { StepCounter } from './step-counter.ts';

/** `[2/3] STEP 1/4: FROM busybox AS build`; what stands before it is what a RUN printed without a newline. */
const stepLine = /^(.*?)(?:\[(\d+)\/\d+\] )?STEP (\d+)\/(\d+): (.*)$/;
const commitLine = /^(?:\[\d+\/\d+\] )?COMMIT \S+$|COMMIT localhost\/kaniko-build\/image$/;
const layerLine = /^--> (Using cache |Cache pulled from remote \S+:)?[0-9a-f]{11,64}$/;
/** What a RUN printed is over; the layer's own line follows. */
const cachePushLine = /^--> Pushing cache \S+:[0-9a-f]{64}$/;
const transferLine =
  /^(?:Getting image source signatures|Copying (?:blob|config) \S.*|Writing manifest to image destination|Storing signatures)$/;
/** How chroot isolation tells a RUN's end, twice. */
const chrootLine = /^subprocess exited (?:with status \d+|on \w+)$/;
const pushedLine = /^(\S+)@(sha256:[0-9a-f]{64})$/;
const stepError = /Error: building at STEP "/;

/** Reads the log of one build by the Pod's script: buildah's messages, what RUN prints, and the script's own words. */
export class BuildahLogReader implements LogReader {
  readonly #evidence: EvidenceCollector;
  readonly #steps = new StepCounter();
  /** Whether a RUN may print. */
  #output = false;
  /** The error so far, while the next line may belong to it. */
  #openError: string | undefined;

  constructor({ destinations }: LogInput) {
    this.#evidence = new EvidenceCollector(destinations);
  }

  read(line: string): LogLine {
    const text = terminalText(line);
    const detail = this.#detail(text);
    if (detail !== undefined) return detail;
    const step = this.#step(text);
    if (step !== undefined) return { ...this.#say('info', text), meanings: step };
    if (this.#output) return this.#running(text);
    const record = readLogrus(line);
    if (record !== undefined) return this.#record(record.level, oneLine(record.message));
    if (/^(?:Error|Error during unshare\(.*\)|panic|fatal error): /.test(text))
      return this.#error(text, text);
    if (/^(?:gzip|tar): /.test(text)) return this.#fromTar(text);
    return { ...this.#say('info', text), meanings: this.#meanings(text) };
  }

  evidence(): LogEvidence {
    return this.#evidence.evidence();
  }

  #step(text: string): readonly LogMeaning[] | undefined {
    const [, printed = '', stage = '1', number = '', count = '', instruction = ''] =
      stepLine.exec(text) ?? [];
    if (number === '' || (printed !== '' && !this.#output)) return undefined;
    if (!this.#steps.follows(Number(stage), Number(number), Number(count))) return undefined;
    this.#output = /^RUN\b/i.test(instruction);
    this.#evidence.stepBegins(instruction);
    const begins: LogMeaning = { kind: 'step', instruction };
    // A stage that builds on one before is begun by that one's image ID.
    const [, base, name = /^[0-9a-f]{64}$/.test(base ?? '') ? '' : base] =
      /^FROM (?:--\S+ )*(\S+)(?: AS (\S+))?$/i.exec(instruction) ?? [];
    return name === undefined
      ? [begins]
      : [{ kind: 'stage', name: name === '' ? stage : `${stage}: ${name}` }, begins];
  }

  /** While a RUN runs, only its end is buildah's: a step that follows, the commit, a layer or the error. */
  #running(text: string): LogLine {
    const error = stepError.exec(text);
    if (error !== null) return this.#error(text, text.slice(error.index));
    if (this.#endsStage(text)) return { ...this.#say('info', text), meanings: this.#meanings(text) };
    if (chrootLine.test(text)) return { ...this.#say('debug', text), meanings: [] };
    if (transferLine.test(text)) return { ...this.#say('info', text), meanings: [] };
    this.#evidence.output(text);
    return { text, level: 'output', meanings: [] };
  }

  #meanings(text: string): readonly LogMeaning[] {
    const layer = layerLine.exec(text);
    if (layer?.[1] !== undefined) return [{ kind: 'cache', result: 'hit' }, ...this.#stepEnds()];
    if (layer !== null || commitLine.test(text)) return this.#stepEnds();
    if (cachePushLine.test(text)) this.#output = false;
    if (text === announcements.readingContext) return [{ kind: 'reading-context' }];
    if (text.startsWith(announcements.pushing)) {
      return [{ kind: 'pushing', reference: text.slice(announcements.pushing.length) }];
    }
    return text.startsWith(announcements.pushed) ? this.#pushed(text.slice(announcements.pushed.length)) : [];
  }

  /** The commit comes after a stage's last step only; databases print COMMIT, too. */
  #endsStage(text: string): boolean {
    return (
      layerLine.test(text) || cachePushLine.test(text) || (commitLine.test(text) && this.#steps.isLast())
    );
  }

  #stepEnds(): readonly LogMeaning[] {
    const ended = this.#evidence.hasStep();
    this.#output = false;
    this.#evidence.stepEnds();
    return ended ? [{ kind: 'step-end' }] : [];
  }

  #pushed(words: string): readonly LogMeaning[] {
    const [, reference = '', digest = ''] = pushedLine.exec(words) ?? [];
    const repository = this.#evidence.destinationOf(repositoryOf(reference));
    if (repository === undefined) return [];
    this.#evidence.pushed(repository, digest);
    return [{ kind: 'pushed', repository, digest }];
  }

  #record(level: MessageLevel, message: string): LogLine {
    if (level === 'warning' && !message.startsWith('Failed, retrying in ')) this.#evidence.warning(message);
    return { ...this.#say(level, message), meanings: [] };
  }

  #error(text: string, error: string): LogLine {
    this.#openError = error;
    this.#evidence.error(error);
    return { ...this.#say('error', text.replace(/^Error: /, '')), meanings: [] };
  }

  /** Errors made of several put each on a line of its own below the first. */
  #detail(text: string): LogLine | undefined {
    const error = this.#openError;
    this.#openError = undefined;
    if (error === undefined || !text.startsWith('\t* ')) return undefined;
    return this.#error(text, `${error} ${text.slice(3)}`);
  }

  /** The first of their lines names the cause; `tar: Child returned status 1` follows. */
  #fromTar(text: string): LogLine {
    if (this.#evidence.evidence().error === undefined) this.#evidence.error(text);
    return { ...this.#say('error', text), meanings: [] };
  }

  #say(level: MessageLevel, text: string): Pick<LogLine, 'text' | 'level'> {
    return { text: text === '' ? '' : labelled(level, text), level };
  }
}
