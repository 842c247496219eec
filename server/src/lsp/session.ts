import { type GoFileKind, goFileKindOf } from './goFile.ts';

/** A go.mod or go.work as the editor shows it. */
export interface OpenDocument {
  readonly uri: string;
  readonly kind: GoFileKind;
  /** The editor's count of edits. */
  readonly version: number;
  readonly text: string;
}

/** The go.mod and go.work files that are open in the editor, each in its newest version. */
export class Session {
  readonly #documents = new Map<string, OpenDocument>();

  /** Takes a document that was opened or edited. False for a file that is none of ours: it is not kept. */
  put(uri: string, version: number, text: string): boolean {
    const kind = goFileKindOf(uri);
    if (kind === null) return false;
    this.#documents.set(uri, { uri, kind, version, text });
    return true;
  }

  /** A document as it is now; null when it is not open. */
  get(uri: string): OpenDocument | null {
    return this.#documents.get(uri) ?? null;
  }

  /** Forgets a document. False when it was not kept. */
  close(uri: string): boolean {
    return this.#documents.delete(uri);
  }
}
