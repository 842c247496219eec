import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '../../kit.ts';
import { requirement } from '../../requirement.ts';
import { MODULES, startWorld, type World } from '../../world/index.ts';
import { emptyStore, startRun, told } from './databaseInWorld.ts';

const go = requirement('go');
const GENUINE = { path: 'github.com/boltdb/bolt', version: 'v1.3.1' };
const CAPITALS = { path: 'github.com/TamsinOakes/GlyphKit', version: 'v1.0.1-RC2' };
const LOOKUPS = [
  '/lookup/github.com/boltdb/bolt@v1.3.1',
  '/lookup/github.com/!tamsin!oakes/!glyph!kit@v1.0.1-!r!c2',
];

let world: World;
let goPath: string;

beforeAll(async () => {
  const modules = MODULES.filter(({ kind, cached }) => kind === 'honest' && cached !== null);
  world = await startWorld({ modules });
});
afterAll(() => world.stop());
beforeEach(async () => {
  goPath = await mkdtemp(join(world.directory, 'gopath-'));
});

function moduleCache(): string {
  return join(goPath, 'pkg', 'mod');
}

function fileOf(path: string): string {
  return join(moduleCache(), 'cache', 'download', 'sumdb', world.database.name, ...path.split('/'));
}

async function place(path: string, content: string | Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
}

async function placeHead(content: string): Promise<void> {
  await place(join(goPath, 'pkg', 'sumdb', world.database.name, 'latest'), content);
}

/** Paths of all tiles of the tree of today. */
function tilePaths(): readonly string[] {
  const paths: string[] = [];
  for (let level = 0, count = world.database.size; count > 0; level++, count = Math.floor(count / 256)) {
    for (let start = 0; start < count; start += 256) {
      const width = Math.min(256, count - start);
      const name = `/tile/8/${level}/${String(start / 256).padStart(3, '0')}`;
      paths.push(width === 256 ? name : `${name}.p/${width}`);
    }
  }
  return paths;
}

/** Lays out what the go command would have kept. */
async function fill(): Promise<void> {
  for (const path of [...tilePaths(), ...LOOKUPS]) await place(fileOf(path), world.database.contentOf(path)!);
  await placeHead(world.database.latest());
}

async function flipBit(path: string, at: number): Promise<void> {
  const bytes = await readFile(path);
  bytes.writeUInt8(bytes.readUInt8(at < 0 ? bytes.length + at : at) ^ 1, at < 0 ? bytes.length + at : at);
  await writeFile(path, bytes);
}

/** What a lookup says, and how many requests it took. */
async function look(
  run: ReturnType<typeof startRun>,
  module: { readonly path: string; readonly version: string },
  remote = true,
): Promise<readonly [string, number]> {
  const before = world.requests.length;
  return [told(await run.lookup(module, remote)), world.requests.length - before];
}

describe('what the go command kept', () => {
  test('proves records without a request', async () => {
    await fill();
    for (const remote of [false, true]) {
      const run = startRun(world, { env: { GOMODCACHE: moduleCache() } });
      expect(await look(run, GENUINE, remote)).toEqual(['proven', 0]);
      expect(await look(run, CAPITALS, remote)).toEqual(['proven', 0]);
      expect(run.database.heads.map(({ size }) => size)).toEqual([world.database.size]);
    }
  });

  test('does so without the head, and where GOMODCACHE is no part of a GOPATH', async () => {
    const other = join(goPath, 'cache');
    for (const path of [...tilePaths(), ...LOOKUPS]) {
      const file = join(other, 'cache', 'download', 'sumdb', world.database.name, ...path.split('/'));
      await place(file, world.database.contentOf(path)!);
    }
    const run = startRun(world, { env: { GOMODCACHE: `${other}/` } });
    expect(await look(run, GENUINE, false)).toEqual(['proven', 0]);
  });

  test('is never believed: wrong files are asked for anew', async () => {
    const [lookup] = LOOKUPS;
    const record = Number.parseInt(world.database.lookupOf(GENUINE)!, 10);
    const tile = `/tile/8/0/${String(Math.floor(record / 256)).padStart(3, '0')}`;
    for (const [path, at] of [
      [lookup!, 3],
      [lookup!, 60],
      [lookup!, -20],
      [tile, (record % 256) * 32],
      [tile, ((record + 1) % 256) * 32],
    ] as const) {
      await fill();
      await flipBit(fileOf(path), at);
      const env = { GOMODCACHE: moduleCache() };
      const store = emptyStore();
      expect(await look(startRun(world, { env, store }), GENUINE, false)).toEqual(['unanswered offline', 0]);
      const [answer, requests] = await look(startRun(world, { env, store }), GENUINE);
      expect([path, at, answer, requests > 0]).toEqual([path, at, 'proven', true]);
      // What was asked for anew is ours, and comes before the go command's.
      expect(await look(startRun(world, { env, store }), GENUINE, false)).toEqual(['proven', 0]);
      // The go command's files are its own: the bad one still stands.
      expect(await readFile(fileOf(path))).not.toEqual(Buffer.from(world.database.contentOf(path)!));
    }
  });

  test('may be empty, cut short or too long', async () => {
    const [lookup] = LOOKUPS;
    const env = { GOMODCACHE: moduleCache() };
    for (const content of [new Uint8Array(), Buffer.from('17\n'), Buffer.alloc(2 << 20, 0x31)]) {
      await fill();
      await place(fileOf(lookup!), content);
      await place(fileOf(tilePaths()[0]!), content);
      await placeHead(Buffer.from(content).toString());
      const run = startRun(world, { env });
      expect(await look(run, GENUINE, false)).toEqual(['unanswered offline', 0]);
      expect((await look(run, GENUINE))[0]).toBe('proven');
    }
  });
});

describe('the head that the go command has seen', () => {
  /** A store that knows the history that the database shows us. */
  async function honestStore(): Promise<ReturnType<typeof emptyStore>> {
    const store = emptyStore();
    const run = startRun(world, { env: { GOMODCACHE: join(goPath, 'none') }, store });
    expect(told(await run.lookup(GENUINE))).toBe('proven');
    return store;
  }

  /** Does `work` while the database serves another history. */
  async function inFork(work: () => Promise<void>): Promise<void> {
    world.database.fork();
    try {
      await work();
    } finally {
      world.database.unfork();
    }
  }

  test.each([0, 1])('tells of a history that we are not shown: %i records longer', async (longer) => {
    const store = await honestStore();
    let otherHead = '';
    await inFork(async () => {
      world.database.grow(longer);
      otherHead = world.database.latest();
      await fill();
    });
    const run = startRun(world, { env: { GOMODCACHE: moduleCache() }, store });
    const before = world.requests.length;
    const fork = await run.lookup(CAPITALS, false);
    expect(fork).toMatchObject({ kind: 'fork' });
    expect(fork.kind === 'fork' && fork.heads).toContain(otherHead);
    const next = startRun(world, { env: { GOMODCACHE: join(goPath, 'none') }, store });
    expect(await next.lookup(GENUINE)).toEqual(fork);
    expect(world.requests.length).toBe(before);
  });

  test('of a tree that nobody has any more is passed over', async () => {
    const store = await honestStore();
    await inFork(async () => {
      world.database.grow(1);
      await placeHead(world.database.latest());
    });
    const run = startRun(world, { env: { GOMODCACHE: moduleCache() }, store });
    expect(told(await run.lookup(CAPITALS))).toBe('proven');
  });

  test('that another key signed is passed over, with a note in the log', async () => {
    const other = await startWorld({ modules: [], database: { fillers: 3 } });
    await other.stop();
    await placeHead(other.database.latest());
    const run = startRun(world, { env: { GOMODCACHE: moduleCache() } });
    expect(told(await run.lookup(GENUINE))).toBe('proven');
    expect(run.warnings).toEqual([expect.stringContaining('passed over')]);
  });

  test('becomes ours when it is newer', async () => {
    const store = await honestStore();
    const { size } = world.database;
    world.database.grow(10);
    await placeHead(world.database.latest());
    const here = startRun(world, { env: { GOMODCACHE: moduleCache() }, store });
    expect(told(await here.lookup(GENUINE))).toBe('proven');
    const next = startRun(world, { env: { GOMODCACHE: join(goPath, 'none') }, store });
    expect(await look(next, GENUINE, false)).toEqual(['proven', 0]);
    expect(next.database.heads.map((head) => head.size)).toEqual([size, size + 10]);
  });
});

describe('the real go command', () => {
  test.skipIf(go.skip)(
    `fills a module cache that proves everything without a request${go.skip ? ` (${go.reason})` : ''}`,
    async () => {
      const env = { GOPATH: goPath, GOMODCACHE: moduleCache() };
      const download = promisify(execFile);
      const wanted = world.modules.map(({ path, version }) => `${path}@${version}`);
      const half = wanted.length >> 1;
      const options = { env: { ...process.env, ...world.env, ...env }, cwd: world.directory };
      await download('go', ['mod', 'download', ...wanted.slice(0, half)], options);
      world.database.grow(700);
      await download('go', ['mod', 'download', ...wanted.slice(half)], options);

      const run = startRun(world, { env });
      const answers = [];
      for (const module of world.modules) {
        answers.push([module.name, ...(await look(run, module, false))]);
      }
      expect(answers).toEqual(world.modules.map(({ name }) => [name, 'proven', 0]));
      expect(run.warnings).toEqual([]);
    },
  );
});
