import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server on this machine for one test, with a record of what it was asked. */
export interface Loopback {
  /** `http://127.0.0.1:PORT`. */
  readonly url: string;
  /** Paths in order of arrival. */
  readonly asked: readonly string[];
  /** Requests in order of arrival. */
  readonly requests: readonly IncomingMessage[];
  close(): Promise<void>;
}

/** Starts a server on a free port of 127.0.0.1. Closing it ends open connections. */
export async function startLoopback(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<Loopback> {
  const asked: string[] = [];
  const requests: IncomingMessage[] = [];
  const server: Server = createServer((request, response) => {
    asked.push(request.url ?? '');
    requests.push(request);
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
