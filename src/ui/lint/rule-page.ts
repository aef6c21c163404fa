import { readFile, access } from 'node:fs/promises';
import * as vscode from 'vscode';

/**
 * The pages about rules are documents of their own scheme: unlike a command or an extension's own URI, such a link
 * opens from a diagnostic without a question. `package.json` has VS Code open the scheme in its Markdown preview.
 */
const SCHEME = 'kaniko-build-rule';

/** Where a diagnostic's code leads: our page about the rule. ShellCheck documents its rules itself. */
export function ruleLink(id: string): vscode.Uri {
  return id.startsWith('SC')
    ? vscode.Uri.parse(`https://www.shellcheck.net/wiki/${id}`)
    : vscode.Uri.from({ scheme: SCHEME, path: `/${id}.md` });
}

/** The pages about rules that come with the extension. */
export class RulePages implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #folder: vscode.Uri;
  readonly #registration: vscode.Disposable;

  constructor(extension: vscode.Uri) {
    this.#folder = vscode.Uri.joinPath(extension, 'media', 'rules');
    this.#registration = vscode.workspace.registerTextDocumentContentProvider(SCHEME, this);
  }

  async provideTextDocumentContent({ path }: vscode.Uri): Promise<string> {
    const id = path.slice(1).replace(/\.md$/, '');
    return (await this.read(id)) ?? vscode.l10n.t('There is no page about {0}.', id);
  }

  /** The page's Markdown, in the user's language where it is translated; undefined where there is none. */
  async read(id: string): Promise<string | undefined> {
    // An id names a file only if it is one.
    if (!/^[A-Za-z]+\d*$/.test(id)) return undefined;
    const translated = vscode.Uri.joinPath(this.#folder, vscode.env.language, `${id}.md`).fsPath;
    const isTranslated = await access(translated).then(
      () => true,
      () => false,
    );
    const file = isTranslated ? translated : vscode.Uri.joinPath(this.#folder, `${id}.md`).fsPath;
    return readFile(file, 'utf8').catch(() => undefined);
  }

  dispose(): void {
    this.#registration.dispose();
  }
}
