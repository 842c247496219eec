import {
  CodeActionKind,
  type Connection,
  type InitializeParams,
  type InitializeResult,
  PositionEncodingKind,
  TextDocumentSyncKind,
  TextDocuments,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { type InitializationOptions, METHODS } from '../protocol/index.ts';
import { type Abilities, abilitiesOf } from './abilities.ts';
import { Configuration } from './configuration.ts';
import { connectedEditor } from './connectedEditor.ts';
import { bindFeatures } from './features/index.ts';
import type { LanguageServices } from './services.ts';
import { FIX_ALL } from './waiverActions.ts';
import { registerWatchers } from './watchers.ts';
import { Workbench } from './workbench.ts';

/** Serves one editor until its connection ends. */
export function serve(connection: Connection, services: LanguageServices): void {
  let abilities: Abilities = abilitiesOf({}, {});
  const editor = connectedEditor(connection, () => abilities);
  const bench = new Workbench(
    services,
    editor,
    () => abilities,
    (uri) => void configuration.askFor(uri),
  );
  const configuration = new Configuration(connection, bench, () => abilities);
  const documents = new TextDocuments(TextDocument);
  let folders: readonly string[] = [];

  connection.onInitialize((params): InitializeResult => {
    const options = optionsOf(params);
    abilities = abilitiesOf(params.capabilities, options);
    folders = foldersOf(params);
    bench.trust(options.isTrusted !== false);
    configuration.initial(options.settings);
    return {
      capabilities: {
        positionEncoding: PositionEncodingKind.UTF16,
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
        hoverProvider: true,
        codeActionProvider: {
          codeActionKinds: [CodeActionKind.QuickFix, FIX_ALL],
          resolveProvider: true,
        },
        codeLensProvider: {},
        inlayHintProvider: true,
        ...(abilities.pullsDiagnostics
          ? {
              diagnosticProvider: {
                interFileDependencies: true,
                workspaceDiagnostics: false,
                identifier: 'modproof',
              },
            }
          : {}),
        workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
      },
      serverInfo: { name: 'modproof', version: services.version },
    };
  });
  connection.onInitialized(() => {
    registerWatchers(connection, abilities);
    void configuration.ask(() => bench.open(folders));
    if (!abilities.tellsFolders) return;
    connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
      const gone = new Set(removed.map(({ uri }) => uri));
      folders = [...folders.filter((uri) => !gone.has(uri)), ...added.map(({ uri }) => uri)];
      bench.open(folders);
    });
  });
  connection.onDidChangeConfiguration(({ settings }) => void configuration.changed(settings));
  connection.onDidChangeWatchedFiles(({ changes }) => bench.watched(changes.map(({ uri }) => uri)));
  connection.onNotification(METHODS.trusted, () => bench.trust(true));
  connection.onShutdown(() => bench.close());

  documents.onDidOpen(({ document: { uri } }) => {
    void configuration.askFor(uri);
    void services.lookAtFeed();
  });
  const opening = new Set<string>();
  documents.onDidOpen(({ document: { uri } }) => void opening.add(uri));
  // Told at the opening, too, right after it.
  documents.onDidChangeContent(({ document }) => {
    const { uri, version } = document;
    bench.put(uri, version, document.getText(), opening.delete(uri));
  });
  documents.onDidSave(({ document: { uri } }) => {
    bench.save(uri);
    void services.lookAtFeed();
  });
  documents.onDidClose(({ document: { uri } }) => bench.drop(uri));
  bindFeatures(connection, bench, () => abilities, configuration.settled);
  documents.listen(connection);
  connection.listen();
}

function optionsOf({ initializationOptions }: InitializeParams): InitializationOptions {
  const options: unknown = initializationOptions;
  return typeof options === 'object' && options !== null ? options : {};
}

function foldersOf({ workspaceFolders, rootUri }: InitializeParams): readonly string[] {
  if (workspaceFolders != null) return workspaceFolders.map(({ uri }) => uri);
  return rootUri === null || rootUri === undefined ? [] : [rootUri];
}
