import type { PublishDiagnosticsParams } from 'vscode-languageserver';

/** All that may be asked of the editor. */
export interface Editor {
  /** Shows these diagnostics of a document in place of all earlier ones. Never throws. */
  publish(diagnostics: PublishDiagnosticsParams): void;
  /** Writes into the log that the editor keeps for this server, which opens only when it is asked for. */
  log(level: 'error' | 'warning', message: string): void;
}
