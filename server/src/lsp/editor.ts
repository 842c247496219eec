import type { Diagnostic } from 'vscode-languageserver';
import type { Status } from '../protocol/index.ts';

/** All that may be asked of the editor. None of it ever throws or rejects. */
export interface Editor {
  /** Shows these diagnostics of a document in place of all earlier ones. */
  publish(uri: string, version: number | null, diagnostics: readonly Diagnostic[]): void;
  /** Has the editor ask anew for what it shows. */
  refresh(what: 'diagnostics' | 'inlayHints' | 'codeLenses'): void;
  /** Writes into the log that the editor keeps for this server, which opens only when it is asked for. */
  log(level: 'error' | 'warning' | 'information', message: string): void;
  /** Tells a client of ours how things stand. */
  status(status: Status): void;
  /** Tells a client of ours that the dependencies have other verdicts now. */
  dependenciesChanged(): void;
  /**
   * Shows that something is under way, with a way to cancel it; null where the
   * editor cannot.
   */
  begin(title: string, cancelled: () => void): Promise<ShownProgress | null>;
  /** Answers the user, who has just asked for something that cannot be done. */
  tell(message: string): void;
}

/** Something that the editor shows to be under way. */
export interface ShownProgress {
  report(message: string): void;
  end(): void;
}
