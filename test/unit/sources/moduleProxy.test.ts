import { type GoSettings, resolveGoSettings } from '../../../server/src/goenv/index.ts';
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

function settingsWith(environment: Record<string, string>): GoSettings {
  return resolveGoSettings({ environment, userFile: new Map(), gorootFile: new Map(), platform: 'linux' });
}

const DEFAULTS = settingsWith({});

function proxyWith(http: Http, environment: Record<string, string>): ModuleProxy {
  return new ModuleProxy(http, NO_FILES, settingsWith(environment), new Patience(1));
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

describe('the public mirror is asked for what it has cached alone', () => {
  const publicMirror = new URL(DEFAULTS.GOPROXY.value.split(',')[0] as string);
  const { host } = publicMirror;

  test.each([
    ['info', 'example.test/%21upper/@v/v1.0.0.info'],
    ['mod', 'example.test/%21upper/@v/v1.0.0.mod'],
    ['zip', 'example.test/%21upper/@v/v1.0.0.zip'],
    ['list', 'example.test/%21upper/@v/list'],
    ['latest', 'example.test/%21upper/@latest'],
  ] as const)('%s', async (file, below) => {
    const { http, asked } = network({ [host]: 200 });
    const proxy = proxyWith(http, {});
    const answer =
      file === 'list' || file === 'latest'
        ? await proxy.askAbout(MODULE.path, file, signal)
        : await proxy.ask(MODULE, file, signal);
    expect(asked).toEqual([`https://${host}/cached-only/${below}`]);
    expect(answer).toMatchObject({ kind: 'found', mirror: `https://${host}` });
  });

  const plain = 'example.test/%21upper/@v/v1.0.0.zip';

  test.each([
    ['by its bare name', host, `https://${host}/cached-only/${plain}`],
    ['in capitals', `https://${host.toUpperCase()}/`, `https://${host}/cached-only/${plain}`],
    ['with more slashes than it needs', `https://${host}//`, `https://${host}/cached-only/${plain}`],
    ['already so', `https://${host}/cached-only`, `https://${host}/cached-only/${plain}`],
    ['with a login', `https://me:secret@${host}`, `https://me:secret@${host}/cached-only/${plain}`],
    ['over plain http it is another', `http://${host}`, `http://${host}/${plain}`],
    ['at another port it is another', `https://${host}:8443`, `https://${host}:8443/${plain}`],
    ['below another name it is another', `https://a.${host}`, `https://a.${host}/${plain}`],
    ['as a path of another', `https://a.test/${host}`, `https://a.test/${host}/${plain}`],
  ])('%s: %s', async (_, list, expected) => {
    const { http, asked } = network({});
    await proxyWith(http, { GOPROXY: list }).ask(MODULE, 'zip', signal);
    expect(asked).toEqual([expected]);
  });

  test.each([
    ['the public mirror', `https://${host}`, { [host]: 404 }, true],
    ['the public mirror, gone', `https://${host}`, { [host]: 410 }, true],
    ['another mirror', 'https://a.test', { 'a.test': 404 }, false],
    ['both', `https://${host},https://a.test`, { [host]: 404, 'a.test': 404 }, true],
    ['both, the other way', `https://a.test,https://${host}`, { [host]: 404, 'a.test': 404 }, true],
    ['a folder', 'file:///nowhere', {}, false],
  ])('what it lacks may exist: %s', async (_, list, answers, cachedOnly) => {
    const { http } = network(answers);
    const answer = await proxyWith(http, { GOPROXY: list }).ask(MODULE, 'zip', signal);
    expect(answer).toMatchObject({ kind: 'not-found', cachedOnly });
  });

  test('a module that no mirror can have does not exist there either', async () => {
    const { http } = network({});
    const answer = await proxyWith(http, {}).ask({ path: 'no good', version: 'v1.0.0' }, 'zip', signal);
    expect(answer).toMatchObject({ kind: 'not-found', cachedOnly: false });
  });

  test('what stands in for it and does not know the question is asked in the plain way, from then on', async () => {
    const asked: string[] = [];
    const http: Http = {
      get: async ({ url }) => {
        asked.push(url.pathname);
        const status = url.pathname.startsWith('/cached-only/')
          ? 400
          : url.pathname.endsWith('.zip')
            ? 200
            : 404;
        return { status, url, headers: new Map(), bodyBytes: new Uint8Array() };
      },
    };
    const proxy = proxyWith(http, {});
    expect((await proxy.ask(MODULE, 'zip', signal)).kind).toBe('found');
    expect(await proxy.ask(MODULE, 'mod', signal)).toMatchObject({ kind: 'not-found', cachedOnly: false });
    const below = '/example.test/%21upper/@v/v1.0.0';
    expect(asked).toEqual([`/cached-only${below}.zip`, `${below}.zip`, `${below}.mod`]);
  });

  test.each([403, 429, 500, 503])(
    'status %i is its answer, and it is not asked otherwise',
    async (status) => {
      const { http, asked } = network({ [host]: status });
      const answer = await proxyWith(http, {}).ask(MODULE, 'zip', signal);
      expect(answer.kind).toBe('undetermined');
      expect(asked).toHaveLength(1);
    },
  );

  test('what another mirror has is found behind it', async () => {
    const { http } = network({ [host]: 404, 'a.test': 200 });
    const proxy = proxyWith(http, { GOPROXY: `https://${host},https://a.test` });
    expect(await proxy.ask(MODULE, 'zip', signal)).toMatchObject({ kind: 'found', mirror: 'https://a.test' });
  });
});
