import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { UndiciHttp } from '../../../server/src/adapters/index.ts';
import type { HttpError, HttpRequest } from '../../../server/src/ports/index.ts';
import { type Loopback, startLoopback } from '../../fake/loopback.ts';
import { afterEach, expect, test } from '../../kit.ts';

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(closers.splice(0).map((close) => close()));
});

async function server(answer: Parameters<typeof startLoopback>[0]): Promise<Loopback> {
  const loopback = await startLoopback(answer);
  closers.push(loopback.close);
  return loopback;
}

function client(environment: Record<string, string> = {}): UndiciHttp {
  const http = new UndiciHttp({ environment, userAgent: 'modproof/test' });
  closers.push(() => http.close());
  return http;
}

function ask(url: string, more: Partial<HttpRequest> = {}): HttpRequest {
  return { url: new URL(url), namedBy: 'user', maxBytes: 1000, signal: AbortSignal.timeout(10_000), ...more };
}

async function codeOf(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => 'no error',
    (error: HttpError) => error.code,
  );
}

test('gives status, headers and body of any answer', async () => {
  const { url, requests } = await server((_, response) => {
    response.writeHead(404, { 'X-Reason': 'none' }).end('not here');
  });
  const answer = await client().get(ask(`${url}/a/b?c`));
  expect(answer.status).toBe(404);
  expect(answer.headers.get('x-reason')).toBe('none');
  expect(new TextDecoder().decode(answer.bodyBytes)).toBe('not here');
  expect(requests[0]?.headers['user-agent']).toBe('modproof/test');
});

test('refuses a body that is declared too long before reading it', async () => {
  const { url } = await server((_, response) => {
    response.writeHead(200, { 'content-length': String(2 ** 40) });
    response.write('x');
  });
  expect(await codeOf(client().get(ask(url)))).toBe('too-large');
});

test('refuses a body that turns out too long while reading it', async () => {
  let sent = 0;
  const { url } = await server((_, response) => {
    const more = (): void => {
      if (response.destroyed || sent > 50_000_000) return;
      sent += 10_000;
      response.write('x'.repeat(10_000), () => setImmediate(more));
    };
    more();
  });
  expect(await codeOf(client().get(ask(url)))).toBe('too-large');
  expect(sent).toBeLessThan(20_000_000);
});

test('a body of exactly the limit is read', async () => {
  const { url } = await server((_, response) => response.end('y'.repeat(1000)));
  expect((await client().get(ask(url))).bodyBytes.length).toBe(1000);
});

test('a body that ends before its declared length is no answer', async () => {
  const { url } = await server((_, response) => {
    response.writeHead(200, { 'content-length': '100' });
    response.write('short', () => response.destroy());
  });
  expect(['unreachable', 'malformed']).toContain(await codeOf(client().get(ask(url))));
});

test('a server that does not answer in time, one that is not there, one that does not speak HTTP', async () => {
  const silent = await server(() => undefined);
  expect(await codeOf(client().get(ask(silent.url, { signal: AbortSignal.timeout(200) })))).toBe('timeout');
  const gone = await startLoopback(() => undefined);
  await gone.close();
  expect(await codeOf(client().get(ask(gone.url)))).toBe('unreachable');
  const rude = await server((request) => request.socket.end('SSH-2.0-OpenSSH\r\n'));
  expect(await codeOf(client().get(ask(rude.url)))).toBe('malformed');
});

test('a cancelled request is told apart from a slow server', async () => {
  const { url } = await server(() => undefined);
  const cancel = new AbortController();
  const asked = client().get(ask(url, { signal: cancel.signal }));
  cancel.abort();
  expect(await codeOf(asked)).toBe('aborted');
});

test('follows redirects and says where the answer comes from', async () => {
  const { url, asked } = await server((request, response) => {
    if (request.url === '/old') response.writeHead(301, { location: '/new' }).end();
    else response.end('here');
  });
  const answer = await client().get(ask(`${url}/old`));
  expect(answer.url.href).toBe(`${url}/new`);
  expect(asked).toEqual(['/old', '/new']);
});

test('gives up a redirect loop', async () => {
  const { url, asked } = await server((_, response) => response.writeHead(302, { location: '/again' }).end());
  expect(await codeOf(client().get(ask(url)))).toBe('redirect-loop');
  expect(asked.length).toBe(6);
});

test('asks no address inside the network that a stranger named, and speaks no plain http to strangers', async () => {
  const { url, asked } = await server((_, response) => response.end());
  const stranger = { namedBy: 'stranger' } as const;
  expect(await codeOf(client().get(ask(url, stranger)))).toBe('address-not-allowed');
  expect(await codeOf(client().get(ask(url.replace('http:', 'https:'), stranger)))).toBe(
    'address-not-allowed',
  );
  expect(await codeOf(client().get(ask('https://localhost/', stranger)))).toBe('address-not-allowed');
  expect(await codeOf(client().get(ask('https://169.254.169.254/latest/meta-data/', stranger)))).toBe(
    'address-not-allowed',
  );
  expect(await codeOf(client().get(ask('file:///etc/passwd')))).toBe('address-not-allowed');
  expect(asked).toEqual([]);
});

test('credentials of an address go to that server as a header, and not to where it redirects', async () => {
  const other = await server((_, response) => response.end());
  const first = await server((_, response) => response.writeHead(302, { location: `${other.url}/x` }).end());
  await client().get(ask(first.url.replace('//', '//user:p%40ss@')));
  expect(first.requests[0]?.headers.authorization).toBe(
    `Basic ${Buffer.from('user:p@ss').toString('base64')}`,
  );
  expect(other.requests[0]?.headers.authorization).toBeUndefined();
});

test('asks through the proxy of the environment, but this machine never', async () => {
  const proxy = await server((request, response) => response.end(`proxied ${request.url}`));
  const own = await server((_, response) => response.end('direct'));
  const http = client({ HTTP_PROXY: proxy.url });
  const text = async (url: string): Promise<string> =>
    new TextDecoder().decode((await http.get(ask(url))).bodyBytes);
  expect(await text('http://vanity.example.test/x')).toBe('proxied http://vanity.example.test/x');
  expect(await text(own.url)).toBe('direct');
});

test('asks the proxy for a tunnel to an https server', async () => {
  const wanted: string[] = [];
  const proxy = createServer();
  proxy.on('connect', (request, socket) => {
    wanted.push(`${request.method} ${request.url}`);
    socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  closers.push(() => new Promise((resolve) => proxy.close(() => resolve())));
  const http = client({ HTTPS_PROXY: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}` });
  expect(await codeOf(http.get(ask('https://upstream.example.test/x')))).toBe('unreachable');
  expect(wanted).toEqual(['CONNECT upstream.example.test:443']);
});

test('sends headers, and who asks to the first origin alone', async () => {
  const other = await server((_, response) => response.end('there'));
  const first = await server((request, response) => {
    if (request.url === '/away') response.writeHead(302, { location: `${other.url}/x` }).end();
    else if (request.url === '/near') response.writeHead(302, { location: '/end' }).end();
    else response.end('here');
  });
  const headers = { accept: 'application/json', authorization: 'Bearer secret' };
  await client().get(ask(`${first.url}/near`, { headers }));
  expect(first.requests.map(({ headers }) => headers.authorization)).toEqual([
    'Bearer secret',
    'Bearer secret',
  ]);
  await client().get(ask(`${first.url}/away`, { headers }));
  expect(other.requests[0]?.headers).toMatchObject({ accept: 'application/json' });
  expect(other.requests[0]?.headers.authorization).toBeUndefined();
});

test('sends nobody who asks again after a redirect has led away and back', async () => {
  const other: Loopback = await server((_, response) =>
    response.writeHead(302, { location: `${first.url}/end` }).end(),
  );
  const first = await server((request, response) => {
    if (request.url === '/away') response.writeHead(302, { location: `${other.url}/x` }).end();
    else response.end('here');
  });
  await client().get(ask(`${first.url}/away`, { headers: { authorization: 'Bearer secret' } }));
  expect(first.requests.map(({ headers }) => headers.authorization)).toEqual(['Bearer secret', undefined]);
});
