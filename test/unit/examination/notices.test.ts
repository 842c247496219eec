import { MemoryStore } from '../../../server/src/adapters/index.ts';
import { Notices } from '../../../server/src/examination/notices.ts';
import { Turns } from '../../../server/src/examination/turns.ts';
import { resolveGoSettings } from '../../../server/src/goenv/index.ts';
import { FileError, type Files, type Http, HttpError, type Store } from '../../../server/src/ports/index.ts';
import { ModuleCache, ModuleProxy, Patience } from '../../../server/src/sources/index.ts';
import { describe, expect, test } from '../../kit.ts';

const PATH = 'some.example/a';
const GO_MOD = `module ${PATH}\n\ngo 1.21\n\nretract v1.0.0 // It loses data.\n`;
const HOUR = 3600 * 1000;
const DAY = 24 * HOUR;
const CACHED_MOD = '/cache/cache/download/some.example/a/@v/v1.2.0.mod';

const filesWith = (held: Readonly<Record<string, string>>): Files => ({
  read: async (path) => {
    const text = held[path];
    if (text === undefined) throw new FileError('not-found', path);
    return new TextEncoder().encode(text);
  },
  list: async () => [],
  kind: async () => null,
  describe: async () => null,
  append: (path) => Promise.reject(new FileError('not-permitted', path)),
});

interface World {
  readonly answers?: Readonly<Record<string, string | number>>;
  readonly cached?: Readonly<Record<string, string>>;
  readonly store?: Store;
  readonly now?: number;
  readonly offline?: boolean;
  readonly goprivate?: string;
}

const ANSWERS = {
  '/some.example/a/@v/list': 'v1.0.0\nv1.2.0\nv2.0.0+incompatible\n',
  '/some.example/a/@v/v1.2.0.mod': GO_MOD,
};

function open({
  answers = ANSWERS,
  cached = {},
  store,
  now = 0,
  offline = false,
  goprivate = '',
}: World = {}) {
  const asked: string[] = [];
  const http: Http = {
    async get({ url }) {
      asked.push(url.pathname);
      const answer = answers[url.pathname as keyof typeof answers] ?? 404;
      if (answer === 0) throw new HttpError('timeout', 'silence');
      const [status, text] = typeof answer === 'number' ? [answer, ''] : [200, answer];
      return { status, url, headers: new Map(), bodyBytes: new TextEncoder().encode(text) };
    },
  };
  const settings = resolveGoSettings({
    environment: { GOPROXY: 'https://mirror.example', GOPRIVATE: goprivate },
    userFile: new Map(),
    gorootFile: new Map(),
    platform: 'linux',
  });
  const files = filesWith(cached);
  const log = { debug: () => undefined, warn: () => undefined };
  const notices = new Notices(
    {
      cache: new ModuleCache(files, '/cache', log),
      proxy: offline ? null : new ModuleProxy(http, files, settings, new Patience(1)),
      store: store ?? new MemoryStore(1 << 20),
      clock: { now: () => now },
      proxyList: settings.GOPROXY.value,
      asking: new Turns(4),
    },
    AbortSignal.timeout(30_000),
  );
  return {
    asked,
    stateOf: async (version: string) => (await notices.about({ path: PATH, version })).state,
    notices,
  };
}

describe('what authors say', () => {
  test('is asked once for each module path, however many versions of it are required', async () => {
    const { asked, stateOf } = open();
    expect(await Promise.all(['v1.0.0', 'v1.1.0', 'v1.2.0'].map(stateOf))).toEqual(['given', 'none', 'none']);
    expect(asked).toEqual(['/some.example/a/@v/list', '/some.example/a/@v/v1.2.0.mod']);
  });

  test('is read from the module cache, where that holds the newest go.mod', async () => {
    const { asked, stateOf } = open({ cached: { [CACHED_MOD]: GO_MOD } });
    expect(await stateOf('v1.0.0')).toBe('given');
    expect(asked).toEqual(['/some.example/a/@v/list']);
  });

  test('is kept for a day, also for whoever is offline', async () => {
    const store = new MemoryStore(1 << 20);
    expect(await open({ store }).stateOf('v1.0.0')).toBe('given');
    const later = open({ store, now: DAY - 1 });
    expect(await later.stateOf('v1.0.0')).toBe('given');
    expect(later.asked).toEqual([]);
    expect(await open({ store, now: DAY - 1, offline: true }).stateOf('v1.0.0')).toBe('given');
    const tomorrow = open({ store, now: DAY });
    expect(await tomorrow.stateOf('v1.0.0')).toBe('given');
    expect(tomorrow.asked).toHaveLength(2);
    // A clock that was set back makes nothing fresh for years.
    const back = open({ store, now: -DAY });
    await back.stateOf('v1.0.0');
    expect(back.asked).toHaveLength(2);
  });

  test('is not asked offline, nor about a private module', async () => {
    const offline = open({ offline: true });
    expect(await offline.notices.about({ path: PATH, version: 'v1.0.0' })).toMatchObject({
      state: 'undetermined',
      reason: 'offline',
    });
    const secret = open({ goprivate: 'some.example/*' });
    expect(await secret.stateOf('v1.0.0')).toBe('undetermined');
    expect([...offline.asked, ...secret.asked]).toEqual([]);
  });

  test.each<[string, Readonly<Record<string, string | number>>, string]>([
    ['a refusal', { '/some.example/a/@v/list': 403 }, 'mirror-forbids'],
    ['a limit', { '/some.example/a/@v/list': 429 }, 'mirror-rate-limit'],
    ['an error', { '/some.example/a/@v/list': 500 }, 'mirror-error'],
    ['silence', { '/some.example/a/@v/list': 0 }, 'mirror-unreachable'],
    [
      'a page in its place',
      { ...ANSWERS, '/some.example/a/@v/v1.2.0.mod': '<html>Sign in</html>' },
      'mirror-malformed',
    ],
    // What a mirror takes for the newest version may leave out what was retracted.
    [
      'a newest version without a list',
      { '/some.example/a/@latest': '{"Version":"v1.2.0"}', '/some.example/a/@v/list': 500 },
      'mirror-error',
    ],
  ])(
    'where the mirror has %s could not be determined, and is asked again next time',
    async (_, answers, reason) => {
      const store = new MemoryStore(1 << 20);
      const { notices } = open({ answers, store });
      expect(await notices.about({ path: PATH, version: 'v1.0.0' })).toMatchObject({
        state: 'undetermined',
        reason,
      });
      expect(await open({ store }).stateOf('v1.0.0')).toBe('given');
    },
  );

  test.each<[string, Readonly<Record<string, string | number>>]>([
    ['no such module', {}],
    ['no go.mod behind the list', { '/some.example/a/@v/list': 'v1.2.0\n' }],
    ['an empty list and no newest commit', { '/some.example/a/@v/list': '' }],
  ])(
    'where the mirror has %s could not be determined, and is asked again after an hour',
    async (_, answers) => {
      const store = new MemoryStore(1 << 20);
      const module = { path: PATH, version: 'v1.0.0' };
      const missing = { state: 'undetermined', reason: 'not-at-mirror' };
      expect(await open({ answers, store }).notices.about(module)).toMatchObject(missing);
      const soon = open({ store, now: HOUR - 1 });
      expect(await soon.notices.about(module)).toMatchObject(missing);
      expect(soon.asked).toEqual([]);
      expect(await open({ store, now: HOUR }).stateOf('v1.0.0')).toBe('given');
    },
  );
});
