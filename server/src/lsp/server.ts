import {
  type Connection,
  type InitializeResult,
  PositionEncodingKind,
  TextDocumentSyncKind,
  TextDocuments,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { AuditServices } from '../audit/index.ts';
import type { Editor } from './editor.ts';
import { Publisher } from './publisher.ts';
import { Session } from './session.ts';

/** What the language server needs from outside. */
export interface LanguageServices extends Pick<AuditServices, 'names'> {
  /** The product's version. */
  readonly version: string;
}

/** Serves one editor until its connection ends. */
export function serve(connection: Connection, services: LanguageServices): void {
  const session = new Session();
  const publisher = new Publisher(session, editorOf(connection), services);
  const documents = new TextDocuments(TextDocument);

  connection.onInitialize(
    (): InitializeResult => ({
      capabilities: {
        positionEncoding: PositionEncodingKind.UTF16,
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
      },
      serverInfo: { name: 'modproof', version: services.version },
    }),
  );
  // Told at the opening, too.
  documents.onDidChangeContent(({ document }) => {
    const { uri, version } = document;
    if (session.put(uri, version, document.getText())) publisher.touch(uri);
  });
  documents.onDidClose(({ document: { uri } }) => {
    if (session.close(uri)) publisher.clear(uri);
  });
  documents.listen(connection);
  connection.listen();
}

function editorOf(connection: Connection): Editor {
  return {
    publish: (diagnostics) => {
      // It fails when the connection has ended, and then nobody is left to be told.
      connection.sendDiagnostics(diagnostics).catch(() => undefined);
    },
    log: (level, message) => {
      if (level === 'error') connection.console.error(message);
      else connection.console.warn(message);
    },
  };
}
