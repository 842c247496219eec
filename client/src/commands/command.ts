import type { LogOutputChannel, Uri } from 'vscode';
import type { ServerDocuments } from '../documents.ts';
import type { ReportPanel } from '../report.ts';
import type { Server } from '../server.ts';

/** What commands work with. */
export interface Surroundings {
  readonly server: Server;
  readonly log: LogOutputChannel;
  readonly documents: ServerDocuments;
  readonly report: ReportPanel;
  /** The folder of the extension. */
  readonly extensionUri: Uri;
}

/**
 * Carries out a command. What it rejects with is shown to the user, who asked
 * for it; an argument of the wrong form is passed over.
 */
export type Command = (surroundings: Surroundings, argument: unknown) => Promise<void>;
