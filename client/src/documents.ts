import {
  type CancellationToken,
  Disposable,
  EventEmitter,
  type TextDocumentContentProvider,
  type Uri,
  workspace,
} from 'vscode';
import { METHODS, SCHEME } from '../../server/src/protocol/index.ts';
import type { Server } from './server.ts';

/** Where the documents lie that stand for a file which one side does not have; the server gives none there. */
const NO_FILE = 'no-file';

/** Read-only documents whose text the server gives. */
export class ServerDocuments implements TextDocumentContentProvider, Disposable {
  readonly #server: Server;
  readonly #changed = new EventEmitter<Uri>();
  readonly #registered: Disposable;
  readonly onDidChange = this.#changed.event;

  constructor(server: Server) {
    this.#server = server;
    this.#registered = Disposable.from(
      this.#changed,
      workspace.registerTextDocumentContentProvider(SCHEME, this),
    );
  }

  async provideTextDocumentContent(uri: Uri, cancellation: CancellationToken): Promise<string> {
    if (uri.authority === NO_FILE) return '';
    return await this.#server.ask(METHODS.document, { uri: uri.toString() }, cancellation);
  }

  /** Has the text of an open document asked for again. */
  refresh(uri: Uri): void {
    this.#changed.fire(uri);
  }

  dispose(): void {
    this.#registered.dispose();
  }
}

/** An empty document in place of a file that one side does not have, beside the document of the other. */
export function emptyDocument(beside: Uri): Uri {
  return beside.with({ authority: NO_FILE });
}
