import { type DocumentKind, documentKindOf } from './documentKind.ts';
import { pathOfUri } from './uri.ts';

/** A document as the editor shows it. */
export interface OpenDocument {
  readonly uri: string;
  /** The platform's path; the URI itself where it is no file of this machine. */
  readonly path: string;
  /** Whether it is a file of this machine. */
  readonly isFile: boolean;
  readonly kind: DocumentKind;
  /** The editor's count of edits. */
  readonly version: number;
  readonly text: string;
}

/** The documents that are open in the editor, each in its newest version. */
export class Session {
  readonly #byUri = new Map<string, OpenDocument>();
  readonly #byPath = new Map<string, OpenDocument>();

  /** Takes a document that was opened or edited. Null for a file that is none of ours: it is not kept. */
  put(uri: string, version: number, text: string): OpenDocument | null {
    const kind = documentKindOf(uri);
    if (kind === null) return null;
    const file = this.#byUri.get(uri)?.path ?? pathOfUri(uri);
    const path = file ?? uri;
    const document = { uri, path, isFile: path !== uri, kind, version, text };
    this.#byUri.set(uri, document);
    this.#byPath.set(path, document);
    return document;
  }

  /** A document as it is now; null when it is not open. */
  get(uri: string): OpenDocument | null {
    return this.#byUri.get(uri) ?? null;
  }

  /** The open document of a path; null when it is not open. */
  at(path: string): OpenDocument | null {
    return this.#byPath.get(path) ?? null;
  }

  /** All open documents, in the order in which they were opened. */
  get all(): readonly OpenDocument[] {
    return [...this.#byUri.values()];
  }

  /** Forgets a document and gives it; null when it was not kept. */
  close(uri: string): OpenDocument | null {
    const document = this.#byUri.get(uri) ?? null;
    if (document === null) return null;
    this.#byUri.delete(uri);
    // A file may be open under two names, such as ones with and without escapes.
    const other = this.all.findLast(({ path }) => path === document.path);
    if (other === undefined) this.#byPath.delete(document.path);
    else if (this.#byPath.get(document.path) === document) this.#byPath.set(document.path, other);
    return document;
  }
}
