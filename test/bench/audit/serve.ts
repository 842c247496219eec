import { execFileSync, spawn } from 'node:child_process';
import { readFile } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { answerCgi } from '../../world/cgi.ts';
import { serverGitEnvironment } from '../../world/repositories.ts';
import { processorTime } from './processorTime.ts';
import { startSlowServer } from './slowServer.ts';

/** What a server process understands. */
export type ServerOrder =
  | { readonly order: 'distance'; readonly roundTrip: number }
  | { readonly order: 'count' };

/**
 * Serves a folder of bare repositories (`upstream`) or a mirror's files
 * (`mirror`) in a process of its own, until its parent goes away. Says its
 * address first, and its traffic when asked to count.
 */
export async function serve(kind: string, root: string): Promise<void> {
  const answer = kind === 'upstream' ? upstreamAnswer(root) : mirrorAnswer(root);
  const server = await startSlowServer(answer);
  process.on('message', (message: ServerOrder) => {
    if (message.order === 'distance') {
      server.setRoundTrip(message.roundTrip);
      process.send?.({});
    } else {
      process.send?.({ traffic: server.traffic(), processor: processorTime() });
      server.forgetPeak();
    }
  });
  process.on('disconnect', () => process.exit());
  process.send?.({ url: server.url });
}

/** git's own smart HTTP server for every repository below `root` (gitprotocol-http). */
function upstreamAnswer(root: string): (request: IncomingMessage, response: ServerResponse) => void {
  const backend = join(execFileSync('git', ['--exec-path'], { encoding: 'utf8' }).trim(), 'git-http-backend');
  const environment = { ...serverGitEnvironment(), GIT_PROJECT_ROOT: root, GIT_HTTP_EXPORT_ALL: '1' };
  return (request, response) => {
    const { headers } = request;
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    const child = spawn(backend, [], {
      env: {
        ...environment,
        PATH_INFO: decodeURIComponent(url.pathname),
        QUERY_STRING: url.search.slice(1),
        REQUEST_METHOD: request.method ?? 'GET',
        CONTENT_TYPE: headers['content-type'] ?? '',
        ...(headers['content-length'] === undefined ? {} : { CONTENT_LENGTH: headers['content-length'] }),
        HTTP_CONTENT_ENCODING: headers['content-encoding'] ?? '',
        GIT_PROTOCOL: String(headers['git-protocol'] ?? ''),
        REMOTE_ADDR: '127.0.0.1',
      },
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    answerCgi(child, request, response);
  };
}

function mirrorAnswer(root: string): (request: IncomingMessage, response: ServerResponse) => void {
  return (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1');
    readFile(join(root, ...decodeURIComponent(pathname).split('/')), (error, bytes) => {
      if (error !== null) response.writeHead(404, { 'content-length': 0 }).end();
      else response.writeHead(200, { 'content-length': bytes.length }).end(bytes);
    });
  };
}
