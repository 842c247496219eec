import { commands, type ExtensionContext, window, workspace } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { METHODS } from '../../server/src/protocol/index.ts';
import { registerCommands } from './commands/index.ts';
import { ServerDocuments } from './documents.ts';
import { ReportPanel } from './report.ts';
import { serverOf } from './server.ts';
import { showStatus } from './status.ts';
import { showDependencies } from './tree.ts';

let client: Promise<LanguageClient> | null = null;
let started: Promise<void> = Promise.resolve();

/**
 * Registers what there is, and has the language server started.
 *
 * The library that talks to the server is most of this extension, and is loaded
 * a turn later: the editor and other extensions do not wait for it.
 */
export function activate(context: ExtensionContext): void {
  const { extensionUri, subscriptions } = context;
  const log = window.createOutputChannel('Modproof', { log: true });
  const coming = nextTurn()
    .then(() => import('./languageClient.ts'))
    .then(({ makeLanguageClient }) => makeLanguageClient(context, log));
  const server = serverOf(coming);
  const documents = new ServerDocuments(server);
  const report = new ReportPanel(server);
  subscriptions.push(log, documents, report, showStatus(server), showDependencies(server, log));
  subscriptions.push(...registerCommands({ server, log, documents, report, extensionUri }));
  subscriptions.push(
    workspace.onDidGrantWorkspaceTrust(async () => (await coming).sendNotification(METHODS.trusted)),
  );
  void commands.executeCommand('setContext', 'modproof.active', true);
  client = coming;
  // A failure is told by the library, and by the status item.
  started = coming.then((made) => made.start()).catch((error: unknown) => log.error(String(error)));
}

/** Stops the language server. The editor waits for it. */
export async function deactivate(): Promise<void> {
  const stopped = client;
  client = null;
  // A server that is just starting cannot be stopped.
  await started;
  await (await stopped)?.dispose();
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
