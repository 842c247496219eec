import { type Connection, DocumentDiagnosticReportKind } from 'vscode-languageserver';
import type { Workbench } from '../workbench.ts';

/** `textDocument/diagnostic`: what there is to say about an open document now. */
export function bindDiagnostics(connection: Connection, bench: Workbench): void {
  connection.languages.diagnostics.on(({ textDocument: { uri } }) => ({
    kind: DocumentDiagnosticReportKind.Full,
    items: [...bench.diagnose(uri)],
  }));
}
