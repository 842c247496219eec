import type { Socket } from 'node:net';
import { listen } from './loopback.ts';
import type { GoImport } from './modules/description.ts';
import type { RequestRecord } from './requests.ts';

/** The user's HTTP proxy: it answers `?go-get=1` for the world's hosts and lets nothing through. */
export interface Discovery {
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Starts the HTTP proxy. Plain http requests for a prefix in `imports`, or for
 * anything below one, are answered with its `go-import` page, the longest
 * prefix first; all others get 404. CONNECT is refused at once, so that https
 * never leaves the machine.
 */
export async function startDiscovery(
  imports: readonly GoImport[],
  record: RequestRecord,
): Promise<Discovery> {
  const longestFirst = [...imports].sort((a, b) => b.prefix.length - a.prefix.length);
  const loopback = await listen('discovery', record, (request, response) => {
    const found = longestFirst.find((entry) => isBelow(wantedPath(request.url ?? ''), entry.prefix));
    response.writeHead(found === undefined ? 404 : 200, { 'content-type': 'text/html; charset=utf-8' });
    response.end(found === undefined ? '<html><body>Not found</body></html>\n' : page(found));
  });
  loopback.server.on('connect', (request, socket: Socket) => {
    record.arrived('discovery', 'CONNECT', request.url).status = 403;
    socket.on('error', () => {});
    socket.end('HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\nconnection: close\r\n\r\n');
  });
  return { url: loopback.url, close: loopback.close };
}

/** `go.example.test/kit` of an absolute-form request target; '' of any other. */
function wantedPath(target: string): string {
  if (!target.startsWith('http://')) {
    return '';
  }
  const { host, pathname } = new URL(target);
  return `${host}${pathname}`;
}

function isBelow(path: string, prefix: string): boolean {
  return path === prefix || path.startsWith(`${prefix}/`);
}

function page({ prefix, repositoryUrl, subdirectory }: GoImport): string {
  const fields = [prefix, 'git', repositoryUrl, ...(subdirectory === undefined ? [] : [subdirectory])];
  return `<!DOCTYPE html>
<html>
<head>
<meta charset="utf-8">
<meta name="go-import" content="${fields.join(' ')}">
</head>
<body>go get ${prefix}</body>
</html>
`;
}
