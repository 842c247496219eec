import { PassThrough } from 'node:stream';
import {
  type Connection,
  createConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { type LanguageServices, serve } from '../../server/src/lsp/index.ts';
import { type Introduction, TestLanguageClient } from './languageClient.ts';

/** A server and an editor in this process, with a stream each way. */
export interface LanguageSession {
  readonly client: TestLanguageClient;
  /** What the editor's messages are written into. */
  readonly toServer: PassThrough;
}

const open: { readonly client: TestLanguageClient; readonly connection: Connection }[] = [];

/** Starts both; the editor has not introduced itself yet. */
export function connect(services: LanguageServices): LanguageSession {
  const toServer = new PassThrough();
  const toClient = new PassThrough();
  // With readers, and not with bare streams: for those the library ends the process when the stream ends.
  const connection = createConnection(new StreamMessageReader(toServer), new StreamMessageWriter(toClient));
  serve(connection, services);
  const client = TestLanguageClient.overStreams(toClient, toServer);
  open.push({ client, connection });
  return { client, toServer };
}

/** Starts both, introduced to each other. */
export async function start(
  services: LanguageServices,
  introduction: Introduction = {},
): Promise<LanguageSession> {
  const session = connect(services);
  await session.client.initialize(introduction);
  return session;
}

/** Ends all that were started, as an editor that closes does. */
export async function endSessions(): Promise<void> {
  for (const { client, connection } of open.splice(0)) {
    await client.shutdown().catch(() => undefined);
    client.dispose();
    connection.dispose();
  }
}
