/*
 * What the page's script uses of a browser, and no more. The project is checked
 * without the browser's declarations: their globals (`name`, `status`, `event`)
 * would let slips pass everywhere else.
 */

export interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export interface PageElement {
  readonly dataset: Readonly<Record<string, string | undefined>>;
  readonly children: { readonly length: number };
  readonly classList: { add(name: string): void };
  readonly style: { setProperty(name: string, value: string): void };
  tabIndex: number;
  hidden: boolean;
  id: string;
  textContent: string | null;
  append(...children: readonly PageElement[]): void;
  closest(selector: string): PageElement | null;
  focus(): void;
  getBoundingClientRect(): Box;
  getAttribute(name: string): string | null;
  querySelectorAll(selector: string): Iterable<PageElement>;
  removeAttribute(name: string): void;
  replaceChildren(): void;
  setAttribute(name: string, value: string): void;
}

export interface PageEvent {
  readonly target: PageElement;
  readonly key: string;
  readonly altKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly relatedTarget: PageElement | null;
  preventDefault(): void;
}

export interface PageDocument {
  readonly body: PageElement;
  readonly documentElement: { readonly clientWidth: number; readonly clientHeight: number };
  addEventListener(type: string, listener: (event: PageEvent) => void, options?: boolean): void;
  createElement(name: string): PageElement;
  querySelector(selector: string): PageElement | null;
  querySelectorAll(selector: string): Iterable<PageElement>;
}

/** What VS Code gives a webview to speak with its extension. */
export interface EditorApi {
  postMessage(message: object): void;
}
