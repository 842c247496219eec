import type { Readable, Writable } from 'node:stream';
import {
  ApplyWorkspaceEditRequest,
  type CancellationToken,
  type ClientCapabilities,
  type CodeAction,
  CodeActionRequest,
  CodeActionResolveRequest,
  type Command,
  ConfigurationRequest,
  createProtocolConnection,
  type Diagnostic,
  DiagnosticRefreshRequest,
  DidChangeConfigurationNotification,
  DidChangeTextDocumentNotification,
  DidChangeWatchedFilesNotification,
  DidChangeWorkspaceFoldersNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  DidSaveTextDocumentNotification,
  DocumentDiagnosticRequest,
  ExitNotification,
  FileChangeType,
  type FileEvent,
  type Hover,
  HoverRequest,
  InitializedNotification,
  InitializeRequest,
  type InitializeResult,
  LogMessageNotification,
  type LogMessageParams,
  type MessageReader,
  type MessageWriter,
  type Position,
  type ProtocolConnection,
  PublishDiagnosticsNotification,
  type PublishDiagnosticsParams,
  type Range,
  type Registration,
  RegistrationRequest,
  ShutdownRequest,
  StreamMessageReader,
  StreamMessageWriter,
  type TextDocumentContentChangeEvent,
  WorkDoneProgressCancelNotification,
  WorkDoneProgressCreateRequest,
  type WorkspaceEdit,
  type WorkspaceFolder,
} from 'vscode-languageserver/node';
import { type InitializationOptions, METHODS, type Status } from '../../server/src/protocol/index.ts';
import { WHOLE_EDITOR } from './editorCapabilities.ts';

/** How an editor introduces itself. */
export interface Introduction {
  /** Those of {@link WHOLE_EDITOR} when left out. */
  readonly capabilities?: ClientCapabilities;
  /** URIs of the folders of the workspace. */
  readonly folders?: readonly string[];
  readonly options?: InitializationOptions;
}

/** What was told about one work-done progress. */
export interface ToldProgress {
  readonly token: number | string;
  readonly kind: 'begin' | 'report' | 'end';
  readonly title?: string;
  readonly message?: string;
}

/** An editor that speaks the protocol, keeps what it is told, answers what it is asked, and waits for signals. */
export class TestLanguageClient {
  readonly published: PublishDiagnosticsParams[] = [];
  readonly logged: LogMessageParams[] = [];
  readonly statuses: Status[] = [];
  readonly progress: ToldProgress[] = [];
  readonly registered: Registration[] = [];
  readonly applied: WorkspaceEdit[] = [];
  /** How often the server had the editor ask anew for diagnostics. */
  refreshes = 0;
  /** Messages that pop up. */
  readonly popped: string[] = [];
  /** The section `modproof` of the settings of a document, or of all; it may take its time. */
  settings: (scopeUri: string | undefined) => unknown = () => null;
  readonly #connection: ProtocolConnection;
  readonly #waiting = new Set<() => void>();

  constructor(reader: MessageReader, writer: MessageWriter) {
    const connection = createProtocolConnection(reader, writer);
    this.#connection = connection;
    const keep =
      <Params>(list: Params[]): ((params: Params) => void) =>
      (params) => {
        list.push(params);
        this.#tell();
      };
    connection.onNotification(PublishDiagnosticsNotification.type, keep(this.published));
    connection.onNotification(LogMessageNotification.type, keep(this.logged));
    connection.onNotification(METHODS.status, keep(this.statuses));
    connection.onNotification(METHODS.dependenciesChanged, () => this.#tell());
    connection.onNotification('window/showMessage', ({ message }: { message: string }) => {
      keep(this.popped)(message);
    });
    connection.onRequest('window/showMessageRequest', ({ message }: { message: string }) => {
      keep(this.popped)(message);
      return null;
    });
    connection.onNotification(
      '$/progress',
      ({ token, value }: { token: number | string; value: Omit<ToldProgress, 'token'> }) =>
        keep(this.progress)({ ...value, token }),
    );
    connection.onRequest(WorkDoneProgressCreateRequest.type, () => undefined);
    connection.onRequest(RegistrationRequest.type, ({ registrations }) => {
      this.registered.push(...registrations);
      this.#tell();
    });
    connection.onRequest(ConfigurationRequest.type, ({ items }) =>
      Promise.all(items.map(({ scopeUri }) => this.settings(scopeUri))),
    );
    connection.onRequest(DiagnosticRefreshRequest.type, () => {
      this.refreshes += 1;
      this.#tell();
    });
    connection.onRequest(ApplyWorkspaceEditRequest.type, ({ edit }) => {
      keep(this.applied)(edit);
      return { applied: true };
    });
    connection.listen();
  }

  static overStreams(input: Readable, output: Writable): TestLanguageClient {
    return new TestLanguageClient(new StreamMessageReader(input), new StreamMessageWriter(output));
  }

  async initialize({ capabilities, folders, options }: Introduction = {}): Promise<InitializeResult> {
    const result = await this.#connection.sendRequest(InitializeRequest.type, {
      processId: null,
      rootUri: null,
      capabilities: capabilities ?? WHOLE_EDITOR,
      workspaceFolders: folders === undefined ? null : folders.map(folderOf),
      ...(options === undefined ? {} : { initializationOptions: options }),
    });
    await this.#connection.sendNotification(InitializedNotification.type, {});
    return result;
  }

  async open(uri: string, text: string, version = 1, languageId = 'go.mod'): Promise<void> {
    const textDocument = { uri, languageId, version, text };
    await this.#connection.sendNotification(DidOpenTextDocumentNotification.type, { textDocument });
  }

  async change(
    uri: string,
    version: number,
    ...contentChanges: TextDocumentContentChangeEvent[]
  ): Promise<void> {
    const textDocument = { uri, version };
    await this.#connection.sendNotification(DidChangeTextDocumentNotification.type, {
      textDocument,
      contentChanges,
    });
  }

  /** Tells that a document was saved; whoever calls it has written the file before. */
  async save(uri: string): Promise<void> {
    await this.#connection.sendNotification(DidSaveTextDocumentNotification.type, { textDocument: { uri } });
  }

  async close(uri: string): Promise<void> {
    await this.#connection.sendNotification(DidCloseTextDocumentNotification.type, { textDocument: { uri } });
  }

  /** Tells that files were changed by somebody else. */
  async watched(...uris: readonly string[]): Promise<void> {
    const changes: FileEvent[] = uris.map((uri) => ({ uri, type: FileChangeType.Changed }));
    await this.#connection.sendNotification(DidChangeWatchedFilesNotification.type, { changes });
  }

  async changeFolders(added: readonly string[], removed: readonly string[]): Promise<void> {
    const event = { added: added.map(folderOf), removed: removed.map(folderOf) };
    await this.#connection.sendNotification(DidChangeWorkspaceFoldersNotification.type, { event });
  }

  /** Tells that settings have changed; the server asks for them where it can. */
  async changeSettings(settings: unknown = null): Promise<void> {
    await this.#connection.sendNotification(DidChangeConfigurationNotification.type, { settings });
  }

  /** Asks for the diagnostics of a document, as editors do that pull. */
  async pull(uri: string): Promise<readonly Diagnostic[]> {
    const report = await this.#connection.sendRequest(DocumentDiagnosticRequest.type, {
      textDocument: { uri },
    });
    return report.kind === 'full' ? report.items : [];
  }

  async hover(uri: string, position: Position): Promise<Hover | null> {
    return await this.#connection.sendRequest(HoverRequest.type, { textDocument: { uri }, position });
  }

  async codeActions(
    uri: string,
    range: Range,
    diagnostics: readonly Diagnostic[] = [],
  ): Promise<readonly (CodeAction | Command)[]> {
    const params = { textDocument: { uri }, range, context: { diagnostics: [...diagnostics] } };
    return (await this.#connection.sendRequest(CodeActionRequest.type, params)) ?? [];
  }

  async resolve(action: CodeAction): Promise<CodeAction> {
    return await this.#connection.sendRequest(CodeActionResolveRequest.type, action);
  }

  /** Any other request, such as those of ours. */
  async request<Answer>(method: string, params: unknown = null, token?: CancellationToken): Promise<Answer> {
    // What is left out would be sent as a second parameter.
    if (token === undefined) return await this.#connection.sendRequest<Answer>(method, params);
    return await this.#connection.sendRequest<Answer>(method, params, token);
  }

  async notify(method: string, params: unknown = null): Promise<void> {
    await this.#connection.sendNotification(method, params);
  }

  /** Presses the button beside a work-done progress. */
  async cancelProgress(token: number | string): Promise<void> {
    await this.#connection.sendNotification(WorkDoneProgressCancelNotification.type, { token });
  }

  /** The pushed diagnostics of one version of a document; null stands for the closed one. */
  async diagnosticsOf(uri: string, version: number | null): Promise<readonly Diagnostic[]> {
    const wanted = (): PublishDiagnosticsParams | undefined =>
      this.published.findLast((one) => one.uri === uri && (one.version ?? null) === version);
    await this.until(() => wanted() !== undefined);
    return wanted()?.diagnostics ?? [];
  }

  /** What was pushed last for a document; empty when nothing was. */
  lastOf(uri: string): readonly Diagnostic[] {
    return this.published.findLast((one) => one.uri === uri)?.diagnostics ?? [];
  }

  /** Waits until something that the server told makes `condition` true. */
  async until(condition: () => boolean): Promise<void> {
    while (!condition()) await new Promise<void>((resolve) => this.#waiting.add(resolve));
  }

  /** Waits until the newest status is such a one. */
  async untilStatus(isIt: (status: Status) => boolean): Promise<Status> {
    const newest = (): Status | undefined => this.statuses.at(-1);
    await this.until(() => newest() !== undefined && isIt(newest() as Status));
    return newest() as Status;
  }

  /** Waits until the newest status tells that all was examined, and that nothing is under way. */
  untilExamined(): Promise<Status> {
    return this.untilStatus(({ busy, text }) => !busy && !/^0 modules|not examined/.test(text));
  }

  /** Ends the conversation as editors do: the server answers the first message and exits at the second. */
  async shutdown(): Promise<void> {
    await this.#connection.sendRequest(ShutdownRequest.type);
  }

  async exit(): Promise<void> {
    await this.#connection.sendNotification(ExitNotification.type);
  }

  dispose(): void {
    this.#connection.dispose();
  }

  #tell(): void {
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    for (const resume of waiting) resume();
  }
}

function folderOf(uri: string): WorkspaceFolder {
  return { uri, name: uri.slice(uri.lastIndexOf('/') + 1) };
}
