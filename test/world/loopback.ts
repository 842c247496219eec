import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import type { RequestRecord, WorldRequest } from './requests.ts';

/** A server on 127.0.0.1 with a free port. */
export interface Loopback {
  /** `http://127.0.0.1:PORT`, without a slash at the end. */
  readonly url: string;
  readonly server: Server;
  /** Ends at once: open connections are cut. */
  close(): Promise<void>;
}

type Answer = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;

/** Starts a server that takes down every request and answers with `answer`. A throw becomes status 500. */
export async function listen(
  name: WorldRequest['server'],
  record: RequestRecord,
  answer: Answer,
): Promise<Loopback> {
  const listener: RequestListener = (request, response) => {
    const entry = record.arrived(name, request.method, request.url);
    const writeHead = response.writeHead.bind(response);
    response.writeHead = ((status: number, ...rest: never[]) => {
      entry.status = status;
      return writeHead(status, ...rest);
    }) as typeof response.writeHead;
    response.on('error', () => {});
    Promise.resolve()
      .then(() => answer(request, response))
      .catch((error: unknown) => {
        if (!response.headersSent) {
          response.writeHead(500, { 'content-type': 'text/plain' });
        }
        response.end(String(error));
      });
  };
  const server = createServer(listener);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    server,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Answers with a short text. */
export function answerText(
  response: ServerResponse,
  status: number,
  text: string,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', ...headers });
  response.end(text);
}
