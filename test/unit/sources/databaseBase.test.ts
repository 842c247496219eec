import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Http, HttpError, type HttpRequest } from '../../../server/src/ports/index.ts';
import { afterAll, beforeAll, describe, expect, test } from '../../kit.ts';
import { MODULES, startWorld, type World } from '../../world/index.ts';
import { startRun, told } from './databaseInWorld.ts';

const KEY = 'sum.golang.org';
const MODULE = { path: 'example.test/Upper', version: 'v1.0.0' };
const LOOKUP = '/lookup/example.test/%21upper@v1.0.0';

/** A network in which each host says in one way whether it supports the database, and knows no module. */
function network(supported: Readonly<Record<string, number | HttpError['code']>>): {
  http: Http;
  asked: string[];
} {
  const asked: string[] = [];
  const http: Http = {
    async get({ url }: HttpRequest) {
      asked.push(url.href);
      const answer = url.pathname.endsWith('/supported') ? (supported[url.host] ?? 'unreachable') : 404;
      if (typeof answer === 'string') throw new HttpError(answer, `${url.host}: ${answer}`);
      return { status: answer, url, headers: new Map(), bodyBytes: new Uint8Array() };
    },
  };
  return { http, asked };
}

function supportedAt(...hosts: readonly string[]): string[] {
  return hosts.map((host) => `https://${host}/sumdb/sum.golang.org/supported`);
}

const DIRECT = `https://sum.golang.org${LOOKUP}`;
const through = (host: string) => `https://${host}/sumdb/sum.golang.org${LOOKUP}`;

describe('the database is asked where the go command would ask it', () => {
  test.each([
    ['https://a.test', { 'a.test': 200 }, [...supportedAt('a.test'), through('a.test')], 'unlogged'],
    ['https://a.test', { 'a.test': 404 }, [...supportedAt('a.test'), DIRECT], 'unlogged'],
    [
      'https://a.test,https://b.test',
      { 'a.test': 410, 'b.test': 200 },
      [...supportedAt('a.test', 'b.test'), through('b.test')],
      'unlogged',
    ],
    [
      'https://a.test,https://b.test',
      { 'a.test': 404, 'b.test': 404 },
      [...supportedAt('a.test', 'b.test'), DIRECT],
      'unlogged',
    ],
    [
      'https://a.test,https://b.test',
      { 'a.test': 500, 'b.test': 200 },
      supportedAt('a.test'),
      'unanswered database-error',
    ],
    [
      'https://a.test|https://b.test',
      { 'a.test': 'timeout', 'b.test': 200 },
      [...supportedAt('a.test', 'b.test'), through('b.test')],
      'unlogged',
    ],
    [
      'https://a.test|https://b.test',
      { 'a.test': 500, 'b.test': 404 },
      supportedAt('a.test', 'b.test'),
      'unanswered database-error',
    ],
    ['https://a.test|off', { 'a.test': 'timeout' }, supportedAt('a.test'), 'unanswered database-unreachable'],
    ['https://a.test|direct', { 'a.test': 'timeout' }, [...supportedAt('a.test'), DIRECT], 'unlogged'],
    [
      'https://a.test,direct',
      { 'a.test': 'unreachable' },
      supportedAt('a.test'),
      'unanswered database-unreachable',
    ],
    ['https://a.test,direct', { 'a.test': 404 }, [...supportedAt('a.test'), DIRECT], 'unlogged'],
    ['https://a.test,off', { 'a.test': 404 }, [...supportedAt('a.test'), DIRECT], 'unlogged'],
    ['direct,https://a.test', {}, [DIRECT], 'unlogged'],
    ['off', {}, [DIRECT], 'unlogged'],
    ['nonsense', {}, [], 'unanswered no-mirror'],
  ] as const)('GOPROXY=%s with %j', async (GOPROXY, supported, urls, expected) => {
    const { http, asked } = network(supported);
    const run = startRun({ env: {} }, { env: { GOPROXY, GOSUMDB: KEY }, http });
    expect(told(await run.lookup(MODULE))).toBe(expected);
    expect(asked).toEqual(urls);
  });

  test.each([
    [`${KEY} https://sums.test`, `https://sums.test${LOOKUP}`],
    [`${KEY} https://me:secret@sums.test/base/`, `https://me:secret@sums.test/base${LOOKUP}`],
    ['sum.golang.google.cn', `https://sum.golang.google.cn${LOOKUP}`],
  ])('an address in GOSUMDB is asked, and no mirror: %s', async (GOSUMDB, url) => {
    const { http, asked } = network({ 'a.test': 200 });
    const run = startRun({ env: {} }, { env: { GOPROXY: 'https://a.test', GOSUMDB }, http });
    const answer = await run.lookup(MODULE);
    expect(answer.kind).toBe('unlogged');
    expect(asked).toEqual([url]);
    expect(JSON.stringify(answer)).not.toContain('secret');
  });

  test('that is found out once, and only when something is asked', async () => {
    const { http, asked } = network({ 'a.test': 200 });
    const run = startRun({ env: {} }, { env: { GOPROXY: 'https://a.test', GOSUMDB: KEY }, http });
    expect(told(await run.lookup(MODULE, false))).toBe('unanswered offline');
    expect(asked).toEqual([]);
    const other = { ...MODULE, version: 'v1.0.1' };
    await Promise.all([run.lookup(MODULE), run.lookup(other)]);
    expect(asked.filter((url) => url.endsWith('/supported'))).toHaveLength(1);
    expect(asked).toHaveLength(3);
  });

  test('who leaves while that is found out is no answer for those who stay', async () => {
    const leaving = new AbortController();
    let supported = 0;
    let arrived = (): void => undefined;
    const waiting = new Promise<void>((resolve) => {
      arrived = resolve;
    });
    const http: Http = {
      get: ({ url, signal }) => {
        const bodyBytes = new Uint8Array();
        const status = url.pathname.endsWith('/supported') ? 200 : 404;
        if (status === 404 || supported++ > 0)
          return Promise.resolve({ status, url, headers: new Map(), bodyBytes });
        return new Promise((_, reject) => {
          signal.addEventListener('abort', () => reject(new HttpError('aborted', 'aborted')));
          arrived();
        });
      },
    };
    const run = startRun({ env: {} }, { env: { GOPROXY: 'https://a.test', GOSUMDB: KEY }, http });
    const left = run.database.lookup(MODULE, { remote: true, signal: leaving.signal });
    const stayed = run.lookup({ ...MODULE, version: 'v1.0.1' });
    await waiting;
    leaving.abort();
    expect(told(await left)).toBe('unanswered aborted');
    expect(told(await stayed)).toBe('unlogged');
    expect(told(await run.lookup(MODULE))).toBe('unlogged');
  });
});

describe('in the world', () => {
  const GENUINE = { path: 'github.com/boltdb/bolt', version: 'v1.3.1' };
  const modules = MODULES.filter(({ name }) => name === 'boltdb-genuine');
  let world: World;
  let folder: string;

  beforeAll(async () => {
    world = await startWorld({ modules, databaseThroughMirror: true });
    folder = await mkdtemp(join(world.directory, 'mirror-'));
  });
  afterAll(() => world.stop());

  test('a mirror that supports the database is asked for everything', async () => {
    expect(told(await startRun(world).lookup(GENUINE))).toBe('proven');
    expect(new Set(world.requests.map(({ server }) => server))).toEqual(new Set(['mirror']));
  });

  test('a mirror that is a folder may hold the database as well', async () => {
    const { database } = world;
    const place = async (path: string, content: string | Uint8Array) => {
      await mkdir(dirname(join(folder, 'sumdb', database.name, path)), { recursive: true });
      await writeFile(join(folder, 'sumdb', database.name, path), content);
    };
    const env = { GOPROXY: pathToFileURL(folder).href };
    await place('supported', '');
    expect(told(await startRun(world, { env }).lookup(GENUINE))).toBe('unlogged');
    await place(`lookup/${GENUINE.path}@${GENUINE.version}`, database.lookupOf(GENUINE)!);
    expect(told(await startRun(world, { env }).lookup(GENUINE))).toBe('unanswered tile-not-found');
    await place('lookup/github.com/boltdb/bolt@v1.3.2', Buffer.alloc(2 << 20));
    const other = { ...GENUINE, version: 'v1.3.2' };
    expect(told(await startRun(world, { env }).lookup(other))).toBe('unanswered too-large');
    await rm(join(folder, 'sumdb'), { recursive: true });
  });
});
