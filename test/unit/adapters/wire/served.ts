import { execFileSync, spawn } from 'node:child_process';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { type Loopback, startLoopback } from '../../../fake/loopback.ts';
import { answerCgi } from '../../../world/cgi.ts';

/** What a test does with a request before git sees it: true when it was answered. */
export type Intercept = (
  request: IncomingMessage,
  response: ServerResponse,
  environment: Record<string, string>,
) => boolean;

let backend: string | null = null;

/** Serves every repository below `root` by `git http-backend`, at `<url>/<name of its folder>`. */
export function serve(root: string, intercept: Intercept = () => false): Promise<Loopback> {
  const name = process.platform === 'win32' ? 'git-http-backend.exe' : 'git-http-backend';
  backend ??= join(execFileSync('git', ['--exec-path']).toString().trim(), name);
  const program = backend;
  return startLoopback((request, response) => {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    const { headers } = request;
    const environment: Record<string, string> = {
      PATH: process.env.PATH ?? '',
      HOME: root,
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_PROJECT_ROOT: root,
      GIT_HTTP_EXPORT_ALL: '1',
      PATH_INFO: decodeURIComponent(url.pathname),
      QUERY_STRING: url.search.slice(1),
      REQUEST_METHOD: request.method ?? 'GET',
      CONTENT_TYPE: headers['content-type'] ?? '',
      ...(headers['content-length'] === undefined ? {} : { CONTENT_LENGTH: headers['content-length'] }),
      HTTP_CONTENT_ENCODING: headers['content-encoding'] ?? '',
      GIT_PROTOCOL: String(headers['git-protocol'] ?? ''),
      REMOTE_ADDR: '127.0.0.1',
    };
    if (intercept(request, response, environment)) return;
    answerCgi(spawn(program, [], { env: environment, stdio: ['pipe', 'pipe', 'ignore'] }), request, response);
  });
}
