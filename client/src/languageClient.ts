import { type ExtensionContext, workspace } from 'vscode';
import {
  LanguageClient,
  type NodeModule,
  type TextDocumentFilter,
  TransportKind,
} from 'vscode-languageclient/node';

/** Makes the client of the language server that lies in the same extension; it is not started yet. */
export function makeLanguageClient(context: ExtensionContext): LanguageClient {
  const server: NodeModule = {
    module: context.asAbsolutePath('dist/server.js'),
    transport: TransportKind.ipc,
  };
  return new LanguageClient('modproof', 'Modproof', server, {
    documentSelector: goFiles(),
    diagnosticCollectionName: 'modproof',
  });
}

/**
 * The go.mod and go.work files of this machine and of the open folders, which
 * may lie elsewhere.
 *
 * Other schemes are left out: they show old versions of a file, as in a
 * comparison, and its findings would stand twice in the list of problems.
 */
function goFiles(): TextDocumentFilter[] {
  const schemes = new Set(['file', ...(workspace.workspaceFolders ?? []).map(({ uri }) => uri.scheme)]);
  return [...schemes].map((scheme) => ({ scheme, pattern: '**/{go.mod,go.work}' }));
}
