import { readGoSettings } from '../../../server/src/adapters/index.ts';
import { readGoMod, waysTo } from '../../../server/src/audit/index.ts';
import { Ways } from '../../../server/src/lsp/ways.ts';
import { FileError, type Files } from '../../../server/src/ports/index.ts';
import { describe, expect, test } from '../../kit.ts';

const settings = () => readGoSettings({ GOENV: 'off', GOMODCACHE: '/cache' }, 'linux');

/** A module cache of go.mod files: what each requires, by `path@version`. */
function cacheOf(requires: Readonly<Record<string, readonly string[] | Error>>) {
  const read: string[] = [];
  const files: Pick<Files, 'read'> = {
    read: (path) => {
      const [, module = '', version = ''] =
        /^\/cache\/cache\/download\/(.*)\/@v\/(.*)\.mod$/.exec(path) ?? [];
      const key = `${module}@${version}`;
      read.push(key);
      const found = requires[key] ?? new FileError('not-found', `${path} is not there.`);
      if (found instanceof Error) return Promise.reject(found);
      const lines = found.map((one) => `require ${one.replace('@', ' ')}\n`).join('');
      return Promise.resolve(new TextEncoder().encode(`module ${module}\n\n${lines}`));
    },
  };
  return { files: files as Files, read };
}

const goMod = (direct: readonly string[], indirect: readonly string[] = [], path = '/app/go.mod') =>
  readGoMod(
    path,
    '/app',
    `module app\n\n${direct.map((one) => `require ${one}\n`).join('')}${indirect
      .map((one) => `require ${one} // indirect\n`)
      .join('')}`,
    null,
  );

const log = { debug: () => undefined, warn: () => undefined };

describe('the ways to a module', () => {
  const find = async (
    paths: readonly string[],
    file: ReturnType<typeof goMod>,
    requires: Parameters<typeof cacheOf>[0],
  ) => {
    const cache = cacheOf(requires);
    const services = { files: cache.files, settings: await settings(), log };
    const ways = await waysTo(new Set(paths), file, services, new AbortController().signal);
    const written = [...ways].map(([path, way]) => [path, way.map((one) => `${one.path}@${one.version}`)]);
    return { ways: Object.fromEntries(written) as Record<string, readonly string[]>, read: cache.read };
  };

  test('are the shortest ones, from a direct requirement on', async () => {
    const { ways } = await find(['x.test/end'], goMod(['x.test/a v1.0.0', 'x.test/b v1.0.0']), {
      'x.test/a@v1.0.0': ['x.test/c@v1.0.0'],
      'x.test/c@v1.0.0': ['x.test/end@v1.0.0'],
      'x.test/b@v1.0.0': ['x.test/end@v1.1.0'],
    });
    expect(ways).toEqual({ 'x.test/end': ['x.test/b@v1.0.0', 'x.test/end@v1.1.0'] });
  });

  test('do not begin at an indirect requirement, and are left out where none is known', async () => {
    const requires = { 'x.test/i@v1.0.0': ['x.test/end@v1.0.0'], 'x.test/a@v1.0.0': [] };
    const { ways, read } = await find(
      ['x.test/end'],
      goMod(['x.test/a v1.0.0'], ['x.test/i v1.0.0']),
      requires,
    );
    expect(ways).toEqual({});
    expect(read).toEqual(['x.test/a@v1.0.0']);
  });

  test('end although modules require each other, and what cannot be read leads nowhere', async () => {
    const { ways, read } = await find(['x.test/end'], goMod(['x.test/a v1.0.0', 'x.test/closed v1.0.0']), {
      'x.test/a@v1.0.0': ['x.test/b@v1.0.0', 'x.test/a@v1.0.0'],
      'x.test/b@v1.0.0': ['x.test/a@v1.0.0'],
      'x.test/closed@v1.0.0': new FileError('not-permitted', 'closed'),
    });
    expect(ways).toEqual({});
    expect(new Set(read).size).toBe(read.length);
  });

  test('are looked for in two thousand files at most', async () => {
    const many = Array.from({ length: 3000 }, (_, at) => `x.test/m${at} v1.0.0`);
    const { read, ways } = await find(['x.test/end'], goMod(many), {
      'x.test/m2999@v1.0.0': ['x.test/end@v1.0.0'],
    });
    expect(read).toHaveLength(2000);
    expect(ways).toEqual({});
  });

  test('are not looked for where nothing is wanted', async () => {
    expect((await find([], goMod(['x.test/a v1.0.0']), {})).read).toEqual([]);
  });
});

describe('ways that are remembered', () => {
  const REQUIRES = { 'x.test/a@v1.0.0': ['x.test/end@v1.0.0'], 'x.test/b@v1.0.0': ['x.test/end@v1.0.0'] };

  /** Waits for as many tellings as are wanted. */
  function waysIn(requires: Parameters<typeof cacheOf>[0]) {
    const cache = cacheOf(requires);
    let told: () => void = () => undefined;
    let next = new Promise<void>((resolve) => {
      told = resolve;
    });
    const ways = new Ways({ files: cache.files, settings, log: () => undefined }, () => told());
    const changed = async (): Promise<void> => {
      await next;
      next = new Promise((resolve) => {
        told = resolve;
      });
    };
    return { ways, changed, read: cache.read };
  }

  test('are null at first, told when they are known, and looked for once', async () => {
    const { ways, changed, read } = waysIn(REQUIRES);
    const file = goMod(['x.test/a v1.0.0'], ['x.test/end v1.0.0']);
    expect(ways.to('x.test/end', file)).toBeNull();
    expect(ways.to('x.test/end', file)).toBeNull();
    await changed();
    expect(ways.to('x.test/end', file)?.map(({ path }) => path)).toEqual(['x.test/a', 'x.test/end']);
    expect(read).toEqual(['x.test/a@v1.0.0']);
  });

  test('are looked for anew when other modules are required directly', async () => {
    const { ways, changed } = waysIn(REQUIRES);
    ways.to('x.test/end', goMod(['x.test/a v1.0.0']));
    await changed();
    expect(ways.to('x.test/end', goMod(['x.test/b v1.0.0']))).toBeNull();
    await changed();
    expect(ways.to('x.test/end', goMod(['x.test/b v1.0.0']))?.[0]?.path).toBe('x.test/b');
  });

  test('of two files are each their own', async () => {
    const { ways, changed } = waysIn(REQUIRES);
    const [one, other] = [goMod(['x.test/a v1.0.0']), goMod(['x.test/b v1.0.0'], [], '/b/go.mod')];
    ways.to('x.test/end', one);
    await changed();
    ways.to('x.test/end', other);
    await changed();
    expect(ways.to('x.test/end', one)?.[0]?.path).toBe('x.test/a');
    expect(ways.to('x.test/end', other)?.[0]?.path).toBe('x.test/b');
  });
});
