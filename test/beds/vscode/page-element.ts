/** The part of a DOM element that code which runs in the page uses; the project itself has no DOM types. */
export interface PageElement {
  readonly textContent: string;
  getAttribute(name: string): string | null;
  querySelector(selector: string): PageElement | null;
}
