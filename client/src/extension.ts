import type { ExtensionContext } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { makeLanguageClient } from './languageClient.ts';

let client: LanguageClient | null = null;

/** Starts the language server. Resolves when it is ready; a failure is shown by the editor. */
export async function activate(context: ExtensionContext): Promise<void> {
  client = makeLanguageClient(context);
  await client.start();
}

/** Stops the language server. The editor waits for it. */
export async function deactivate(): Promise<void> {
  const stopped = client;
  client = null;
  await stopped?.stop();
}
