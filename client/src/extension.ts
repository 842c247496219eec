import { commands, type ExtensionContext, window, workspace } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { METHODS } from '../../server/src/protocol/index.ts';
import { registerCommands } from './commands/index.ts';
import { ServerDocuments } from './documents.ts';
import { makeLanguageClient } from './languageClient.ts';
import { ReportPanel } from './report.ts';
import { serverOf } from './server.ts';
import { showStatus } from './status.ts';
import { showDependencies } from './tree.ts';

let client: LanguageClient | null = null;
let started: Promise<void> = Promise.resolve();

/**
 * Registers what there is, and has the language server started.
 *
 * Nothing waits for the server: the editor counts the time until this returns.
 */
export function activate(context: ExtensionContext): void {
  const log = window.createOutputChannel('Modproof', { log: true });
  const starting = makeLanguageClient(context, log);
  const server = serverOf(starting);
  const documents = new ServerDocuments(server);
  const report = new ReportPanel(server);
  const { extensionUri } = context;
  context.subscriptions.push(
    log,
    documents,
    report,
    showStatus(server),
    showDependencies(server, log),
    ...registerCommands({ server, log, documents, report, extensionUri }),
    workspace.onDidGrantWorkspaceTrust(() => starting.sendNotification(METHODS.trusted)),
  );
  void commands.executeCommand('setContext', 'modproof.active', true);
  client = starting;
  // A failure is told by the library, and by the status item.
  started = starting.start().catch((error: unknown) => log.error(String(error)));
}

/** Stops the language server. The editor waits for it. */
export async function deactivate(): Promise<void> {
  const stopped = client;
  client = null;
  // A server that is just starting cannot be stopped.
  await started;
  await stopped?.dispose();
}
