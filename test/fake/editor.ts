import type { PublishDiagnosticsParams } from 'vscode-languageserver';
import type { Editor } from '../../server/src/lsp/editor.ts';

/** An editor that keeps what it is told. */
export class FakeEditor implements Editor {
  readonly published: PublishDiagnosticsParams[] = [];
  readonly logged: { readonly level: string; readonly message: string }[] = [];

  publish(diagnostics: PublishDiagnosticsParams): void {
    this.published.push(diagnostics);
  }

  log(level: 'error' | 'warning', message: string): void {
    this.logged.push({ level, message });
  }
}
