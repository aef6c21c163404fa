import type { LogrusRecord } from '../logrus.ts';

/** The color format writes a message of several lines as it is: follows it over the lines that are no records. */
export class Continuation {
  #record: LogrusRecord | undefined;
  #until: 'bracket' | 'indent' = 'indent';

  /** `line` is the record's first, or only, line. */
  begin(line: string, record: LogrusRecord): void {
    this.#record = undefined;
    if (line.startsWith('{') || line.startsWith('time=')) return;
    const isOpen = /^(?:Args|Running): \[/.test(record.message) && !record.message.endsWith(']');
    if (!isOpen && record.level !== 'warning') return;
    this.#record = record;
    this.#until = isOpen ? 'bracket' : 'indent';
  }

  /** The line as part of the message that is open; undefined when it belongs to none. */
  next(line: string): LogrusRecord | undefined {
    const record = this.#record;
    if (record === undefined) return undefined;
    const isPart = this.#until === 'bracket' || line.startsWith('\t');
    if (!isPart || line.trimEnd().endsWith(']')) this.#record = undefined;
    return isPart ? { level: record.level, message: line } : undefined;
  }
}
