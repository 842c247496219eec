import type { Readable, Writable } from 'node:stream';
import {
  createProtocolConnection,
  type Diagnostic,
  DidChangeTextDocumentNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  ExitNotification,
  InitializedNotification,
  InitializeRequest,
  type InitializeResult,
  LogMessageNotification,
  type LogMessageParams,
  type MessageReader,
  type MessageWriter,
  type ProtocolConnection,
  PublishDiagnosticsNotification,
  type PublishDiagnosticsParams,
  ShutdownRequest,
  StreamMessageReader,
  StreamMessageWriter,
  type TextDocumentContentChangeEvent,
} from 'vscode-languageserver/node';

/** An editor that speaks the protocol, keeps what it is told, and can wait for it. */
export class TestLanguageClient {
  readonly published: PublishDiagnosticsParams[] = [];
  readonly logged: LogMessageParams[] = [];
  readonly #connection: ProtocolConnection;
  readonly #waiting = new Set<() => void>();

  constructor(reader: MessageReader, writer: MessageWriter) {
    this.#connection = createProtocolConnection(reader, writer);
    this.#connection.onNotification(PublishDiagnosticsNotification.type, (params) => {
      this.published.push(params);
      this.#tell();
    });
    this.#connection.onNotification(LogMessageNotification.type, (params) => {
      this.logged.push(params);
      this.#tell();
    });
    this.#connection.listen();
  }

  static overStreams(input: Readable, output: Writable): TestLanguageClient {
    return new TestLanguageClient(new StreamMessageReader(input), new StreamMessageWriter(output));
  }

  async initialize(): Promise<InitializeResult> {
    const result = await this.#connection.sendRequest(InitializeRequest.type, {
      processId: null,
      rootUri: null,
      capabilities: {},
      workspaceFolders: null,
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

  async close(uri: string): Promise<void> {
    await this.#connection.sendNotification(DidCloseTextDocumentNotification.type, { textDocument: { uri } });
  }

  /** The diagnostics of one version of a document; null stands for the closed one. */
  async diagnosticsOf(uri: string, version: number | null): Promise<readonly Diagnostic[]> {
    const wanted = (): PublishDiagnosticsParams | undefined =>
      this.published.findLast((one) => one.uri === uri && (one.version ?? null) === version);
    await this.until(() => wanted() !== undefined);
    return wanted()?.diagnostics ?? [];
  }

  /** Waits until something that the server told makes `condition` true. */
  async until(condition: () => boolean): Promise<void> {
    while (!condition()) await new Promise<void>((resolve) => this.#waiting.add(resolve));
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
