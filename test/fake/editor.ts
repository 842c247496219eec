import type { Diagnostic } from 'vscode-languageserver';
import type { Editor, ShownProgress } from '../../server/src/lsp/editor.ts';
import type { Status } from '../../server/src/protocol/index.ts';

/** Diagnostics that an editor was sent. */
export interface Published {
  readonly uri: string;
  readonly version: number | null;
  readonly diagnostics: readonly Diagnostic[];
}

/** Something that a fake editor shows to be under way. */
export class FakeProgress implements ShownProgress {
  readonly messages: string[] = [];
  hasEnded = false;
  readonly title: string;
  readonly cancel: () => void;

  constructor(title: string, cancel: () => void) {
    this.title = title;
    this.cancel = cancel;
  }

  report(message: string): void {
    this.messages.push(message);
  }

  end(): void {
    this.hasEnded = true;
  }
}

/** An editor that keeps what it is told. */
export class FakeEditor implements Editor {
  readonly published: Published[] = [];
  readonly logged: { readonly level: string; readonly message: string }[] = [];
  readonly refreshed: string[] = [];
  readonly statuses: Status[] = [];
  readonly shown: FakeProgress[] = [];
  readonly told: string[] = [];

  publish(uri: string, version: number | null, diagnostics: readonly Diagnostic[]): void {
    this.published.push({ uri, version, diagnostics });
  }

  refresh(what: 'diagnostics' | 'inlayHints' | 'codeLenses'): void {
    this.refreshed.push(what);
  }

  log(level: 'error' | 'warning' | 'information', message: string): void {
    this.logged.push({ level, message });
  }

  status(status: Status): void {
    this.statuses.push(status);
  }

  dependenciesChanged(): void {}

  async begin(title: string, cancel: () => void): Promise<ShownProgress | null> {
    const progress = new FakeProgress(title, cancel);
    this.shown.push(progress);
    return progress;
  }

  tell(message: string): void {
    this.told.push(message);
  }
}
