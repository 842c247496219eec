import { type ExtensionContext, type LogOutputChannel, workspace } from 'vscode';
import {
  LanguageClient,
  RevealOutputChannelOn,
  type TextDocumentFilter,
  TransportKind,
} from 'vscode-languageclient/node';
import { COMMANDS, FINDING_COMMANDS, type InitializationOptions } from '../../server/src/protocol/index.ts';

/**
 * Makes the client of the language server that lies in the same extension; it
 * is not started yet.
 *
 * The server asks for settings, and which files to watch, when it needs them. Nothing is shown
 * unasked but that the server cannot be kept running.
 */
export function makeLanguageClient(context: ExtensionContext, log: LogOutputChannel): LanguageClient {
  const server = { module: context.asAbsolutePath('dist/server.js'), transport: TransportKind.ipc };
  return new LanguageClient('modproof', 'Modproof', server, {
    documentSelector: goFiles(),
    diagnosticCollectionName: 'modproof',
    outputChannel: log,
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    markdown: { isTrusted: { enabledCommands: FINDING_COMMANDS }, supportHtml: false },
    // Asked anew at each start: trust may have been granted meanwhile.
    initializationOptions: (): InitializationOptions => ({
      commands: Object.values(COMMANDS),
      isTrusted: workspace.isTrusted,
      status: true,
    }),
  });
}

/**
 * The files that are judged, of this machine and of the open folders, which may
 * lie elsewhere.
 *
 * Other schemes are left out: they show old versions of a file, as in a
 * comparison, and its findings would stand twice in the list of problems.
 */
function goFiles(): TextDocumentFilter[] {
  const schemes = new Set(['file', ...(workspace.workspaceFolders ?? []).map(({ uri }) => uri.scheme)]);
  return [...schemes].flatMap((scheme) => [
    { scheme, pattern: '**/{go.mod,go.work,go.sum,go.work.sum,.modproof.json}' },
    { scheme, language: 'go' },
  ]);
}
