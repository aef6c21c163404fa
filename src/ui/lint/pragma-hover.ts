import * as vscode from 'vscode';
import type { Linter } from '../../linter/linter.ts';
import { ruleLink, type RulePages } from './rule-page.ts';

/** Comments and directives by which a Dockerfile tells linters something. */
const PRAGMA = /^\s*#\s*(?:hadolint\s.*ignore\s*=|check\s*=)/i;

/** Explains a rule where its id stands in a pragma. */
export class PragmaHover implements vscode.HoverProvider {
  readonly #linter: () => Promise<Linter>;
  readonly #pages: RulePages;

  constructor(linter: () => Promise<Linter>, pages: RulePages) {
    this.#linter = linter;
    this.#pages = pages;
  }

  async provideHover(
    document: vscode.TextDocument,
    position: vscode.Position,
  ): Promise<vscode.Hover | undefined> {
    if (!PRAGMA.test(document.lineAt(position).text)) return undefined;
    const range = document.getWordRangeAtPosition(position, /[A-Za-z]+\d*/);
    const id = document.getText(range);
    const rule = (await this.#linter()).rules.find((known) => known.id === id || known.alias === id);
    if (range === undefined || rule === undefined) return undefined;
    const text = new vscode.MarkdownString(undefined, true);
    text.appendMarkdown(`**${rule.id}** `);
    text.appendText(rule.title);
    const why = firstParagraph((await this.#pages.read(rule.id)) ?? '');
    if (why !== '') text.appendMarkdown(`\n\n${why}`);
    text.appendMarkdown(`\n\n[${vscode.l10n.t('About this rule')}](${ruleLink(rule.id).toString()})`);
    return new vscode.Hover(text, range);
  }
}

/** The first paragraph behind the heading of a page. */
function firstParagraph(page: string): string {
  return (
    page
      .split(/\r?\n\s*\r?\n/)
      .find((paragraph) => !paragraph.startsWith('#'))
      ?.trim() ?? ''
  );
}
