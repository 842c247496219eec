import JSZip from 'jszip';
import { UndiciHttp } from '../../../server/src/adapters/index.ts';
import { downloadFeed, type FeedDownload, Patience } from '../../../server/src/sources/index.ts';
import { type Loopback, startLoopback } from '../../fake/loopback.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '../../kit.ts';
import { advisoryOf } from '../audit/feeds.ts';

interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array | string;
}

const NOW = Date.UTC(2030, 5, 1, 12);
const entry = (id: string, more: Readonly<Record<string, unknown>> = {}) => ({
  schema_version: '1.7.0',
  id,
  modified: '2030-05-20T01:02:03Z',
  affected: [
    {
      package: { ecosystem: 'Go', name: `bad.example/${id.toLowerCase()}` },
      ranges: [{ type: 'SEMVER', events: [{ introduced: '0' }] }],
    },
  ],
  ...more,
});
const zipOf = async (files: Readonly<Record<string, unknown>>): Promise<Uint8Array> => {
  const zip = new JSZip();
  for (const [name, value] of Object.entries(files))
    zip.file(name, typeof value === 'string' ? value : JSON.stringify(value));
  return zip.generateAsync({ type: 'uint8array', compression: 'DEFLATE' });
};

let server: Loopback;
let http: UndiciHttp;
let answers: Record<string, Answer> = {};
let osv: Uint8Array;
let go: Uint8Array;

beforeAll(async () => {
  http = new UndiciHttp({ environment: {}, userAgent: 'modproof/0.0.0-test' });
  server = await startLoopback((request, response) => {
    const { status = 200, headers = {}, body = '' } = answers[request.url ?? ''] ?? { status: 404 };
    response.writeHead(status, headers);
    response.end(body);
  });
  osv = await zipOf({
    'MAL-2030-1.json': entry('MAL-2030-1'),
    'GHSA-aaaa-bbbb-cccc.json': entry('GHSA-aaaa-bbbb-cccc'),
    'MAL-2030-2.json': entry('MAL-2030-2', { withdrawn: '2030-05-20T00:00:00Z' }),
  });
  go = await zipOf({
    'index/db.json': { modified: '2030-05-25T00:00:00Z' },
    'ID/GO-2030-1.json': entry('GO-2030-1', { modified: '2030-05-25T00:00:00Z' }),
    'ID/GO-2030-2.json': entry('GO-2030-2'),
  });
});
afterAll(async () => {
  await server.close();
  await http.close();
});
beforeEach(() => {
  answers = { '/all.zip': { body: osv }, '/vulndb.zip': { body: go } };
});

const download = (
  paths = ['/all.zip', '/vulndb.zip'],
  shipped = [advisoryOf('bad.example/go-2030-2', '*', { ids: ['GO-2030-2'] })],
): Promise<FeedDownload> =>
  downloadFeed(
    paths.map((path) => ({ address: new URL(path, server.url), namedBy: 'user' as const })),
    { advisories: shipped },
    { http, patience: new Patience(0.05) },
    NOW,
    AbortSignal.timeout(60_000),
  );
const failure = async (): Promise<string> => {
  const result = await download();
  if (result.kind !== 'failed') throw new Error('it should have failed');
  return result.detail;
};

describe('a download of the list', () => {
  test('asks for each database once, for all of it, and for nothing else', async () => {
    const before = server.asked.length;
    const result = await download();
    expect(server.asked.slice(before)).toEqual(['/all.zip', '/vulndb.zip']);
    expect(result).toMatchObject({ kind: 'feed', unread: [] });
  });

  test('holds what is malicious, what was withdrawn, and the day of the one that is older', async () => {
    const result = await download();
    if (result.kind !== 'feed') throw new Error(result.detail);
    expect(result.feed.date).toBe('2030-05-20');
    expect(result.feed.advisories.map(({ ids }) => ids[0])).toEqual(['MAL-2030-1', 'GO-2030-2']);
    expect(result.feed.withdrawn).toEqual(['MAL-2030-2']);
  });

  test('tells an entry of malware that cannot be read, and passes over any other', async () => {
    answers['/all.zip'] = {
      body: await zipOf({
        'MAL-2030-1.json': entry('MAL-2030-1'),
        'MAL-2030-3.json': entry('MAL-2030-3', { modified: 'today' }),
        'GHSA-aaaa-bbbb-cccc.json': entry('GHSA-aaaa-bbbb-cccc', { modified: 'today' }),
        'README.md': 'no entry',
      }),
    };
    expect(await download()).toMatchObject({
      kind: 'feed',
      unread: ['MAL-2030-3: it does not say when it was changed'],
    });
  });

  test('of no source at all fails', async () => {
    expect(await download([])).toMatchObject({ kind: 'failed' });
  });

  test.each<[string, Answer, RegExp]>([
    [
      'a web page',
      { body: '<!doctype html><title>Sign in</title>' },
      /answered with a web page in place of a zip/,
    ],
    ['nothing', { body: '' }, /answered with nothing in place of a zip/],
    ['something else', { body: '{"error": 1}' }, /answered with something else in place of a zip/],
    ['not found', { status: 404 }, /answered with status 404/],
    ['an error', { status: 500 }, /answered with status 500/],
    [
      'a limit in seconds',
      { status: 429, headers: { 'retry-after': '90' } },
      /limits how often.*again in 90 s\./,
    ],
    ['a limit in minutes', { status: 429, headers: { 'retry-after': '601' } }, /again in 11 minutes\./],
    [
      'a limit with a date',
      { status: 429, headers: { 'retry-after': 'Sat, 01 Jun 2030 15:00:00 GMT' } },
      /again in 3 hours\./,
    ],
    ['a limit without a time', { status: 429 }, /limits how often.*again later\./],
    ['a limit of years', { status: 429, headers: { 'retry-after': '999999999' } }, /again later\./],
    ['a limit in words', { status: 429, headers: { 'retry-after': 'soon' } }, /again later\./],
    [
      'a limit in the past',
      { status: 429, headers: { 'retry-after': 'Sat, 01 Jun 2029 15:00:00 GMT' } },
      /again later\./,
    ],
    ['a pause', { status: 503, headers: { 'retry-after': '30' } }, /limits how often.*again in 30 s\./],
    ['an end of the service', { status: 503 }, /answered with status 503/],
    [
      'a declared gigabyte',
      { headers: { 'content-length': String(2 ** 30) }, body: 'PK' },
      /could not be read/,
    ],
  ])('that meets %s fails, is not tried again, and names the host', async (_, answer, words) => {
    answers['/all.zip'] = answer;
    const before = server.asked.filter((path) => path === '/all.zip').length;
    const detail = await failure();
    expect(detail).toMatch(words);
    expect(detail).toContain('127.0.0.1');
    const asked = server.asked.filter((path) => path === '/all.zip').length - before;
    // A connection that breaks off within an answer is the one thing that is met once more.
    expect(asked).toBeLessThanOrEqual(answer.headers?.['content-length'] === undefined ? 1 : 2);
  });

  test('that is led elsewhere takes nothing from there', async () => {
    const other = await startLoopback((_, response) => void response.end(osv));
    answers['/all.zip'] = { status: 302, headers: { location: `${other.url}/all.zip` } };
    expect(await failure()).toMatch(/leads elsewhere, to 127\.0\.0\.1:\d+, from where nothing is taken/);
    await other.close();
  });

  test.each<[string, (zip: Uint8Array) => Uint8Array | Promise<Uint8Array>, RegExp]>([
    ['cut short', (zip) => zip.slice(0, -10), /is not used: it is no zip that can be read/],
    ['cut to its half', (zip) => zip.slice(0, zip.length / 2), /no zip that can be read/],
    [
      'with a byte changed',
      (zip) => zip.map((byte, at) => (at === 60 ? byte ^ 0xff : byte)),
      /MAL-2030-1\.json is/,
    ],
    ['of other things', () => zipOf({ 'a.txt': 'a', 'b.json': {} }), /no entry about a Go module/],
    [
      'of another ecosystem',
      () =>
        zipOf({
          'MAL-2030-1.json': {
            ...entry('MAL-2030-1'),
            affected: [{ package: { ecosystem: 'npm', name: 'x' } }],
          },
        }),
      /no entry about a Go module/,
    ],
    [
      'with an entry that is no JSON',
      () => zipOf({ 'MAL-2030-1.json': '{"id": ' }),
      /MAL-2030-1\.json is not JSON/,
    ],
    [
      'with an entry nested without end',
      () => zipOf({ 'MAL-2030-1.json': '['.repeat(20_000) }),
      /is not JSON/,
    ],
    [
      'that is packed too tightly',
      () => zipOf({ 'MAL-2030-1.json': ' '.repeat(7 << 20) }),
      /no zip that can be read.*more than/,
    ],
    ['empty', () => zipOf({}), /no entry about a Go module/],
  ])('that is a zip %s is refused as a whole, with the place', async (_, change, words) => {
    answers['/all.zip'] = { body: await change(osv) };
    expect(await failure()).toMatch(words);
  });

  test('that is silent fails after a while', async () => {
    const silent = await startLoopback(() => undefined);
    const result = await downloadFeed(
      [{ address: new URL(silent.url), namedBy: 'user' }],
      { advisories: [] },
      { http, patience: new Patience(0.001) },
      NOW,
      AbortSignal.timeout(60_000),
    );
    expect(result).toMatchObject({ kind: 'failed', detail: expect.stringContaining('could not be read') });
    await silent.close();
  });

  test('that is cancelled rejects', async () => {
    const stopped = new AbortController();
    stopped.abort(new Error('enough'));
    await expect(
      downloadFeed(
        [{ address: new URL(server.url), namedBy: 'user' }],
        { advisories: [] },
        { http, patience: new Patience(1) },
        NOW,
        stopped.signal,
      ),
    ).rejects.toThrow('enough');
  });
});
