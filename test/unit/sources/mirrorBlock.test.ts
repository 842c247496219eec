import { NodeFiles, UndiciHttp } from '../../../server/src/adapters/index.ts';
import { mirrorAnswer } from '../../../server/src/audit/checks/mirrorAnswer.ts';
import { resolveGoSettings } from '../../../server/src/goenv/index.ts';
import { ModuleProxy, Patience, undeterminedBy } from '../../../server/src/sources/index.ts';
import { type Loopback, startLoopback } from '../../fake/loopback.ts';
import { afterAll, beforeAll, describe, expect, test } from '../../kit.ts';
import { observed } from '../audit/facts.ts';

const MODULE = { path: 'some.example/Owner/name', version: 'v1.0.0' };
const BLOCK = 'SECURITY ERROR\nThis mirror considers this module to be malicious\nand does not serve it.\n';
const GATEWAY = `<!DOCTYPE html><html><body>${BLOCK}</body></html>`;

let server: Loopback;
let http: UndiciHttp;
let answer: { readonly status: number; readonly body: string } | 'silence';

beforeAll(async () => {
  http = new UndiciHttp({ environment: {}, userAgent: 'modproof/0.0.0-test' });
  server = await startLoopback((_, response) => {
    if (answer === 'silence') return;
    response.writeHead(answer.status, { 'content-type': 'text/plain' });
    response.end(answer.body);
  });
});
afterAll(async () => {
  await server.close();
  await http.close();
});

/** What comes of an answer: the finding that it gives, or the reason of what could not be determined. */
async function said(given: typeof answer, goproxy: string, path = MODULE.path): Promise<string> {
  answer = given;
  const settings = resolveGoSettings({
    environment: { GOPROXY: goproxy, GOPRIVATE: 'private.example/*' },
    userFile: new Map(),
    gorootFile: new Map(),
    platform: 'linux',
  });
  const proxy = new ModuleProxy(
    http,
    new NodeFiles(),
    settings,
    new Patience(given === 'silence' ? 0.002 : 1),
  );
  const got = await proxy.ask({ ...MODULE, path }, 'zip', AbortSignal.timeout(30_000));
  if (got.kind === 'found') return 'served';
  const content = undeterminedBy(got);
  const [finding] = observed(mirrorAnswer, { content });
  return finding?.code ?? content.reason;
}

describe('what a mirror answers', () => {
  test.each<[string, typeof answer, string]>([
    ['403 with a text that calls the module malicious', { status: 403, body: BLOCK }, 'feed/mirror-block'],
    ['403 with that text in other letters', { status: 403, body: BLOCK.toUpperCase() }, 'feed/mirror-block'],
    ['a bare 403', { status: 403, body: '' }, 'mirror-forbids'],
    ['403 in few words', { status: 403, body: 'Forbidden' }, 'mirror-forbids'],
    ['403 with a page of a gateway that has that text', { status: 403, body: GATEWAY }, 'mirror-forbids'],
    ['401 with that text', { status: 401, body: BLOCK }, 'mirror-forbids'],
    ['451 with that text', { status: 451, body: BLOCK }, 'mirror-forbids'],
    ['404 with that text', { status: 404, body: BLOCK }, 'version/unknown'],
    ['410 with that text', { status: 410, body: BLOCK }, 'version/unknown'],
    ['a bare 404', { status: 404, body: '' }, 'version/unknown'],
    ['a bare 410', { status: 410, body: '' }, 'version/unknown'],
    ['429 with that text', { status: 429, body: BLOCK }, 'mirror-rate-limit'],
    ['500 with that text', { status: 500, body: BLOCK }, 'mirror-error'],
    ['502 with that text', { status: 502, body: BLOCK }, 'mirror-error'],
    ['503 with that text', { status: 503, body: BLOCK }, 'mirror-error'],
    ['400 with that text', { status: 400, body: BLOCK }, 'mirror-error'],
    ['200 with that text', { status: 200, body: BLOCK }, 'served'],
    ['silence', 'silence', 'mirror-unreachable'],
  ])('%s', async (_, given, expected) => {
    expect(await said(given, server.url)).toBe(expected);
    // A mirror of one's own lies below a path and wants a login.
    expect(await said(given, `${server.url.replace('//', '//name:word@')}/goproxy/`)).toBe(expected);
  });

  test('to whom nobody listens: a mirror behind a comma is not asked after a block, one behind a bar is', async () => {
    const other = await startLoopback((_, response) => void response.writeHead(404).end());
    const block = { status: 403, body: BLOCK };
    expect(await said(block, `${server.url},${other.url}`)).toBe('feed/mirror-block');
    expect(other.asked).toEqual([]);
    // What the other one lacks takes nothing back.
    expect(await said(block, `${server.url}|${other.url}`)).toBe('feed/mirror-block');
    expect(other.asked).toHaveLength(1);
    await other.close();
  });

  test('about a private module is nothing, for it is not asked', async () => {
    const before = server.asked.length;
    expect(await said({ status: 403, body: BLOCK }, server.url, 'private.example/a')).toBe('no-mirror');
    expect(server.asked.length).toBe(before);
  });
});
