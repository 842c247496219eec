import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** What a server has sent and been asked since it started. */
export interface Traffic {
  readonly requests: number;
  /** Requests for a module's zip; 0 at the upstream. */
  readonly zips: number;
  readonly connections: number;
  /** Everything that was written to connections, headers included. */
  readonly sentBytes: number;
  /** Most requests at one time since {@link SlowServer.forgetPeak}. */
  readonly peak: number;
}

/** A server on 127.0.0.1 that answers as if it stood some way off. */
export interface SlowServer {
  readonly url: string;
  /** Milliseconds of one round trip from now on. */
  setRoundTrip(milliseconds: number): void;
  traffic(): Traffic;
  forgetPeak(): void;
}

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/**
 * Starts a server whose distance is modelled so: a new connection costs one
 * round trip before its first request leaves (TCP's handshake; what TLS adds is
 * left out), and the first byte of every answer comes a round trip after its
 * request, plus what the answer takes to make. Connections are kept alive.
 * Bandwidth, slow start and the requests of other clients are not modelled.
 */
export async function startSlowServer(answer: Answer): Promise<SlowServer> {
  let roundTrip = 0;
  let [requests, zips, connections, closedBytes, inside, peak] = [0, 0, 0, 0, 0, 0];
  const connectedAt = new WeakMap<Socket, number>();
  const open = new Set<Socket>();
  const server = createServer((request, response) => {
    requests++;
    if (request.url?.endsWith('.zip')) zips++;
    peak = Math.max(peak, ++inside);
    response.once('close', () => inside--);
    response.on('error', () => {});
    if (roundTrip === 0) {
      answer(request, response);
      return;
    }
    const now = performance.now();
    const left = Math.max(now, (connectedAt.get(request.socket) ?? now) + roundTrip);
    setTimeout(answer, left + roundTrip - now, request, response);
  });
  server.keepAliveTimeout = 60_000;
  server.on('connection', (socket) => {
    connections++;
    connectedAt.set(socket, performance.now());
    open.add(socket);
    socket.once('close', () => {
      open.delete(socket);
      closedBytes += socket.bytesWritten;
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    setRoundTrip: (milliseconds) => {
      roundTrip = milliseconds;
    },
    traffic: () => {
      let sentBytes = closedBytes;
      for (const socket of open) sentBytes += socket.bytesWritten;
      return { requests, zips, connections, sentBytes, peak };
    },
    forgetPeak: () => {
      peak = inside;
    },
  };
}
