import * as l10n from '@vscode/l10n';
import type { Failure } from '../../builders/builder.ts';
import type { PreflightItem } from './report.ts';

/** What an item says beside its status and title. */
type Said = Omit<PreflightItem, 'id' | 'title' | 'status'>;

/** One question of the preflight, and its possible answers. */
export class Question {
  readonly #id: string;
  readonly #title: string;

  /** `id` and localised `title` as in {@link PreflightItem}. */
  constructor(id: string, title: string) {
    this.#id = id;
    this.#title = title;
  }

  yes(said: Said = {}): PreflightItem {
    return { id: this.#id, status: 'yes', title: this.#title, ...said };
  }

  no(said: Said & Required<Pick<Said, 'code' | 'meaning'>>): PreflightItem {
    return { id: this.#id, status: 'no', title: this.#title, ...said };
  }

  unknown(said: Said): PreflightItem {
    return { id: this.#id, status: 'unknown', title: this.#title, ...said };
  }

  /** The build would end with this failure. */
  failure({ code, message, remedy, evidence }: Failure): PreflightItem {
    return this.no({
      code,
      meaning: message,
      ...(evidence === undefined ? {} : { detail: evidence }),
      ...(remedy === undefined ? {} : { remedy }),
    });
  }

  /** Another item says why it was not asked. */
  notAsked(): PreflightItem {
    return this.unknown({ detail: l10n.t('Not checked, because of what is said above or below.') });
  }

  /** No answer within the time that a check may take. */
  tooLate(milliseconds: number): PreflightItem {
    return this.unknown({ detail: l10n.t('There was no answer within {0} seconds.', milliseconds / 1000) });
  }
}
