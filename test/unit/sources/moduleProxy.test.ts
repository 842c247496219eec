import { resolveGoSettings } from '../../../server/src/goenv/index.ts';
import {
  FileError,
  type Files,
  type Http,
  HttpError,
  type HttpRequest,
} from '../../../server/src/ports/index.ts';
import { ModuleProxy, Patience } from '../../../server/src/sources/index.ts';
import { describe, expect, test } from '../../kit.ts';

const MODULE = { path: 'example.test/Upper', version: 'v1.0.0' };
const signal = new AbortController().signal;

/** A network in which each host answers in one way, with a record of who was asked. */
function network(answers: Readonly<Record<string, number | HttpError['code']>>): {
  http: Http;
  asked: string[];
} {
  const asked: string[] = [];
  const http: Http = {
    async get({ url }: HttpRequest) {
      asked.push(url.href);
      const answer = answers[url.host] ?? 'unreachable';
      if (typeof answer === 'string') throw new HttpError(answer, `${url.host}: ${answer}`);
      const bodyBytes = new TextEncoder().encode(`body of ${url.host}`);
      return { status: answer, url, headers: new Map(), bodyBytes };
    },
  };
  return { http, asked };
}

const NO_FILES: Files = {
  read: (path) => Promise.reject(new FileError('not-found', path)),
  list: () => Promise.resolve([]),
  kind: () => Promise.resolve(null),
  describe: () => Promise.resolve(null),
  append: (path) => Promise.reject(new FileError('not-permitted', path)),
};

function proxyWith(http: Http, environment: Record<string, string>): ModuleProxy {
  const settings = resolveGoSettings({
    environment,
    userFile: new Map(),
    gorootFile: new Map(),
    platform: 'linux',
  });
  return new ModuleProxy(http, NO_FILES, settings, new Patience(1));
}

describe('the list is followed as the go command follows it', () => {
  test.each([
    ['https://a.test,https://b.test', { 'a.test': 200, 'b.test': 200 }, 'found', ['a.test']],
    ['https://a.test,https://b.test', { 'a.test': 404, 'b.test': 200 }, 'found', ['a.test', 'b.test']],
    ['https://a.test,https://b.test', { 'a.test': 410, 'b.test': 404 }, 'not-found', ['a.test', 'b.test']],
    [
      'https://a.test,https://b.test',
      { 'a.test': 500, 'b.test': 200 },
      'undetermined mirror-error',
      ['a.test'],
    ],
    ['https://a.test|https://b.test', { 'a.test': 500, 'b.test': 200 }, 'found', ['a.test', 'b.test']],
    [
      'https://a.test|https://b.test',
      { 'a.test': 'timeout', 'b.test': 404 },
      'undetermined mirror-unreachable',
      ['a.test', 'b.test'],
    ],
    ['https://a.test,direct,https://b.test', { 'a.test': 404, 'b.test': 200 }, 'not-found', ['a.test']],
    ['https://a.test,off', { 'a.test': 404 }, 'not-found', ['a.test']],
    ['direct', {}, 'undetermined no-mirror', []],
    ['off', {}, 'undetermined no-mirror', []],
    ['https://a.test', { 'a.test': 403 }, 'undetermined mirror-forbids', ['a.test']],
    ['https://a.test', { 'a.test': 429 }, 'undetermined mirror-rate-limit', ['a.test']],
    ['https://a.test', { 'a.test': 'too-large' }, 'undetermined too-large', ['a.test']],
    ['https://a.test', { 'a.test': 'malformed' }, 'undetermined mirror-malformed', ['a.test']],
    ['file:///nowhere', {}, 'not-found', []],
  ] as const)('%s with %j: %s', async (list, answers, expected, hosts) => {
    const { http, asked } = network(answers);
    const answer = await proxyWith(http, { GOPROXY: list }).ask(MODULE, 'zip', signal);
    expect(answer.kind === 'undetermined' ? `${answer.kind} ${answer.reason}` : answer.kind).toBe(expected);
    expect(asked.map((url) => new URL(url).host)).toEqual(hosts);
  });
});

test('capitals are escaped in the request, and credentials stay out of what is shown', async () => {
  const { http, asked } = network({ 'a.test': 200 });
  const answer = await proxyWith(http, { GOPROXY: 'https://me:secret@a.test/base/' }).ask(
    MODULE,
    'zip',
    signal,
  );
  expect(asked).toEqual(['https://me:secret@a.test/base/example.test/%21upper/@v/v1.0.0.zip']);
  expect(answer).toMatchObject({ kind: 'found', mirror: 'https://a.test/base' });
});

test.each([
  { GOPRIVATE: 'example.test' },
  { GONOPROXY: 'example.test/*' },
  { GOPRIVATE: 'example.test', GONOPROXY: 'none' },
])('nobody hears of a private module: %j', async (environment) => {
  const { http, asked } = network({ 'a.test': 200 });
  const proxy = proxyWith(http, { GOPROXY: 'https://a.test', ...environment });
  expect((await proxy.ask(MODULE, 'zip', signal)).kind).toBe('undetermined');
  expect((await proxy.askAbout(MODULE.path, 'list', signal)).kind).toBe('undetermined');
  expect(asked).toEqual([]);
});

test('a mirror that stays silent three times is not asked again, one that answers is', async () => {
  const silent = network({ 'a.test': 'timeout' });
  const proxy = proxyWith(silent.http, { GOPROXY: 'https://a.test' });
  for (let round = 0; round < 5; round++) await proxy.ask(MODULE, 'zip', signal);
  expect(silent.asked.length).toBe(3);
  const answering = network({ 'a.test': 500 });
  const other = proxyWith(answering.http, { GOPROXY: 'https://a.test' });
  for (let round = 0; round < 5; round++) await other.ask(MODULE, 'zip', signal);
  expect(answering.asked.length).toBe(5);
});

test('a path that no mirror can have is asked of none', async () => {
  const { http, asked } = network({ 'a.test': 200 });
  const proxy = proxyWith(http, { GOPROXY: 'https://a.test' });
  expect((await proxy.ask({ path: 'no good', version: 'v1.0.0' }, 'zip', signal)).kind).toBe('not-found');
  expect(asked).toEqual([]);
});
