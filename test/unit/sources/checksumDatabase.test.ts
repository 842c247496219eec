import { createHash } from 'node:crypto';
import type { DatabaseAnswer } from '../../../server/src/sources/index.ts';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '../../kit.ts';
import { type DatabaseFault, MODULES, startWorld, type World } from '../../world/index.ts';
import { until } from '../world/ask.ts';
import { emptyStore, NOW, startRun, told } from './databaseInWorld.ts';

const FEW = MODULES.filter(({ name }) =>
  ['boltdb-genuine', 'boltdb-attack', 'capitals', 'pseudo-version', 'private'].includes(name),
);
const GENUINE = { path: 'github.com/boltdb/bolt', version: 'v1.3.1' };
const CAPITALS = { path: 'github.com/TamsinOakes/GlyphKit', version: 'v1.0.1-RC2' };
const FILLER = { path: 'example.test/filler/n5', version: 'v1.0.0' };

let world: World;

beforeAll(async () => {
  world = await startWorld({ modules: FEW });
});
afterAll(() => world.stop());
afterEach(() => world.database.clearFaults());

/** Paths that the database was asked for while `work` was done. */
async function asked(work: () => Promise<unknown>): Promise<readonly string[]> {
  const before = world.requests.length;
  await work();
  return world.requests.slice(before).map(({ server, path }) => `${server} ${path}`);
}

/** `h1:` as the database says it, read from the body of a lookup. */
function recordedH1(module: { readonly path: string; readonly version: string }): string | undefined {
  const line = `${module.path} ${module.version} `;
  return world.database
    .lookupOf(module)
    ?.split('\n')
    .find((text) => text.startsWith(line))
    ?.slice(line.length);
}

describe('a record', () => {
  test.each([GENUINE, CAPITALS, FILLER])('of $path is proven', async (module) => {
    const run = startRun(world);
    const answer = await run.lookup(module);
    expect(answer).toMatchObject({ kind: 'proven', h1: recordedH1(module), treeSize: world.database.size });
    expect(run.database.name).toBe(world.database.name);
    expect(run.database.heads).toEqual([{ size: world.database.size, seenAt: NOW }]);
    expect(run.warnings).toEqual([]);
  });

  test('is asked for once, by this run and by the next', async () => {
    const store = emptyStore();
    const first = startRun(world, { store });
    const requests = await asked(() => Promise.all([first.lookup(GENUINE), first.lookup(GENUINE)]));
    expect(requests.filter((path) => path.includes('/lookup/'))).toHaveLength(1);
    const next = startRun(world, { store });
    expect(await asked(() => first.lookup(GENUINE))).toEqual([]);
    let answer: DatabaseAnswer | null = null;
    expect(
      await asked(async () => {
        answer = await next.lookup(GENUINE, false);
      }),
    ).toEqual([]);
    expect(answer).toMatchObject({ kind: 'proven' });
    expect(await next.lookup(CAPITALS, false)).toMatchObject({ kind: 'unanswered', reason: 'offline' });
  });

  test('that says otherwise than the mirror is proven all the same', async () => {
    const own = await startWorld({ modules: FEW });
    try {
      const other = `h1:${createHash('sha256').update('other').digest('base64')}`;
      own.database.record(GENUINE, other, other);
      expect(await startRun(own).lookup(GENUINE)).toMatchObject({
        kind: 'proven',
        h1: other,
        goModH1: other,
      });
    } finally {
      await own.stop();
    }
  });

  test('of another module is none', async () => {
    const own = await startWorld({ modules: FEW });
    try {
      own.database.answerWith(GENUINE, CAPITALS);
      own.database.forget(FILLER);
      const run = startRun(own);
      expect(told(await run.lookup(GENUINE))).toBe('rejected no-line');
      expect(told(await run.lookup(CAPITALS))).toBe('proven');
      const answer = await run.lookup(FILLER);
      expect(answer).toMatchObject({ kind: 'unlogged' });
      expect(JSON.stringify(answer)).toContain('status 404: not found: ');
    } finally {
      await own.stop();
    }
  });
});

/** An answer whose signature is still base64, and another one. */
function withOtherSignature(bytes: Uint8Array): string {
  const text = Buffer.from(bytes).toString();
  const at = text.length - 20;
  return `${text.slice(0, at)}${text[at] === 'A' ? 'B' : 'A'}${text.slice(at + 1)}`;
}

describe('each fault has its name', () => {
  const isLookup = (path: string) => path.startsWith('/lookup/');
  const isTile = (path: string) => path.startsWith('/tile/');
  const faults: readonly (readonly [string, DatabaseFault, (path: string) => boolean, string])[] = [
    ['status 404', { kind: 'status', status: 404 }, isLookup, 'unlogged'],
    ['status 410', { kind: 'status', status: 410 }, isLookup, 'unlogged'],
    [
      'status 404 with a page of somebody who stands before it',
      { kind: 'status', status: 404, text: '\n<!DOCTYPE html><p>No such page.</p>' },
      isLookup,
      'unanswered database-error',
    ],
    ['status 429', { kind: 'status', status: 429 }, isLookup, 'unanswered database-error'],
    ['status 500', { kind: 'status', status: 500 }, isLookup, 'unanswered database-error'],
    ['silence', { kind: 'hangs' }, isLookup, 'unanswered database-unreachable'],
    ['slowness', { kind: 'drips' }, isLookup, 'unanswered database-unreachable'],
    ['a cut connection', { kind: 'cut-short' }, isLookup, 'unanswered database-unreachable'],
    ['no end', { kind: 'endless' }, isLookup, 'unanswered too-large'],
    ['half an answer', { kind: 'truncated' }, isLookup, 'rejected'],
    ['a shorter answer', { kind: 'short' }, isLookup, 'rejected'],
    ['an empty answer', { kind: 'other', body: () => '' }, isLookup, 'rejected record'],
    ['a page', { kind: 'other', body: () => '<!DOCTYPE html><p>Log in.</p>' }, isLookup, 'rejected record'],
    [
      'another hash in the record',
      { kind: 'other', body: (bytes) => Buffer.from(bytes).toString().replace(/ h1:./, ' h1:/') },
      isLookup,
      'rejected proof',
    ],
    ['a changed signature', { kind: 'other', body: withOtherSignature }, isLookup, 'rejected signature'],
    [
      'a line behind the record',
      {
        kind: 'other',
        body: (bytes) => `${Buffer.from(bytes)}${GENUINE.path} ${GENUINE.version} h1:forged=\n`,
      },
      isLookup,
      'rejected',
    ],
    ['no tile', { kind: 'status', status: 404 }, isTile, 'unanswered tile-not-found'],
    ['an error for a tile', { kind: 'status', status: 503 }, isTile, 'unanswered database-error'],
    ['a tile without end', { kind: 'endless' }, isTile, 'unanswered too-large'],
    ['a silent tile', { kind: 'hangs' }, isTile, 'unanswered database-unreachable'],
    ['a short tile', { kind: 'short' }, isTile, 'rejected tile'],
    ['half a tile', { kind: 'truncated' }, isTile, 'rejected tile'],
    ['a changed tile', { kind: 'flipped-bit', at: 0 }, isTile, 'rejected tile'],
    ['a changed end of a tile', { kind: 'flipped-bit', at: -1 }, isTile, 'rejected tile'],
  ];
  test.each(faults)('%s', async (_, fault, touches, expected) => {
    world.database.addFault(fault, touches);
    const store = emptyStore();
    const patience = fault.kind === 'hangs' || fault.kind === 'drips' ? 0.005 : 1;
    const answer = told(await startRun(world, { store, patience }).lookup(GENUINE));
    expect(expected === 'rejected' ? answer.split(' ')[0] : answer).toBe(expected);

    // Nothing of it was kept: without the fault all is well, and every byte is asked for.
    world.database.clearFaults();
    const next = startRun(world, { store });
    expect(told(await next.lookup(GENUINE, false))).toBe('unanswered offline');
    expect(told(await next.lookup(GENUINE))).toBe('proven');
  });

  test('every changed tile is found out, wherever it stands, also in a tree of three levels', async () => {
    const own = await startWorld({ modules: [], database: { fillers: 66_000 } });
    try {
      const path = (request: { readonly path: string }) => request.path;
      expect(told(await startRun(own).lookup(FILLER))).toBe('proven');
      const tiles = own.requests.map(path).filter(isTile);
      expect(new Set(tiles.map((tile) => tile.split('/')[3]))).toEqual(new Set(['0', '1', '2']));
      for (const tile of tiles) {
        for (const at of [0, -1]) {
          own.database.clearFaults();
          own.database.addFault({ kind: 'flipped-bit', at }, (wanted) => wanted === tile);
          expect([tile, told(await startRun(own).lookup(FILLER))]).toEqual([tile, 'rejected tile']);
        }
      }
    } finally {
      await own.stop();
    }
  });

  test('a database that stays silent three times is not asked again', async () => {
    world.database.addFault({ kind: 'hangs' });
    const run = startRun(world, { patience: 0.002 });
    const requests = await asked(async () => {
      for (let round = 0; round < 5; round++) {
        expect(told(await run.lookup(GENUINE))).toBe('unanswered database-unreachable');
      }
    });
    expect(requests).toHaveLength(3);
  });

  test('who leaves gets no answer, and who stays gets one', async () => {
    world.database.addFault({ kind: 'hangs' }, isLookup);
    const run = startRun(world);
    const leaving = new AbortController();
    const before = world.requests.length;
    const left = run.database.lookup(GENUINE, { remote: true, signal: leaving.signal });
    await until(() => world.requests.length > before);
    leaving.abort();
    expect(told(await left)).toBe('unanswered aborted');
    world.database.clearFaults();
    expect(told(await run.lookup(GENUINE))).toBe('proven');
  });
});

describe('two histories', () => {
  test('are kept as evidence, and told by every run from then on', async () => {
    const own = await startWorld({ modules: FEW });
    try {
      const store = emptyStore();
      expect(told(await startRun(own, { store }).lookup(GENUINE))).toBe('proven');
      const honestHead = own.database.latest();
      own.database.fork();
      own.database.grow(5);
      const forkedHead = own.database.latest();
      const second = startRun(own, { store });
      const fork = await second.lookup(CAPITALS);
      expect(fork).toMatchObject({ kind: 'fork', heads: [honestHead, forkedHead] });
      expect(await second.lookup(GENUINE)).toEqual(fork);

      own.database.unfork();
      const before = own.requests.length;
      expect(await startRun(own, { store }).lookup(GENUINE, false)).toEqual(fork);
      expect(await startRun(own, { store }).lookup(FILLER)).toEqual(fork);
      expect(own.requests.length).toBe(before);
      expect(told(await startRun(own).lookup(FILLER))).toBe('proven');
    } finally {
      await own.stop();
    }
  });

  test('are of one key: another one is another database, though it has the same name', async () => {
    const own = await startWorld({ modules: FEW });
    try {
      const store = emptyStore();
      await startRun(own, { store }).lookup(GENUINE);
      own.database.fork();
      expect(told(await startRun(own, { store }).lookup(CAPITALS))).toBe('fork');
      const other = startRun(world, { store });
      expect(told(await other.lookup(GENUINE, false))).toBe('unanswered offline');
      expect(told(await other.lookup(GENUINE))).toBe('proven');
      expect(told(await startRun(own, { store }).lookup(GENUINE))).toBe('fork');
    } finally {
      await own.stop();
    }
  });

  test('of one size are two as well', async () => {
    const own = await startWorld({ modules: FEW });
    try {
      const store = emptyStore();
      await startRun(own, { store }).lookup(GENUINE);
      own.database.fork();
      expect(told(await startRun(own, { store }).lookup(CAPITALS))).toBe('fork');
    } finally {
      await own.stop();
    }
  });

  test('are none where the log has only grown, whoever saw which part first', async () => {
    const own = await startWorld({ modules: FEW });
    try {
      const store = emptyStore();
      const [one, two] = [startRun(own, { store }), startRun(own, { store })];
      const sizes = [own.database.size];
      expect(told(await one.lookup(GENUINE))).toBe('proven');
      for (const [round, run] of [two, one, two].entries()) {
        own.database.grow(300);
        sizes.push(own.database.size);
        const fillers = [0, 1, 2].map((n) => ({
          path: `example.test/filler/n${10 * round + n}`,
          version: 'v1.0.0',
        }));
        const answers = await Promise.all(fillers.map((filler) => run.lookup(filler)));
        expect(answers.map(told)).toEqual(['proven', 'proven', 'proven']);
      }
      const last = startRun(own, { store });
      expect(await last.lookup(GENUINE)).toMatchObject({ kind: 'proven' });
      expect(last.database.heads.map(({ size }) => size)).toEqual([sizes[0], sizes.at(-1)]);
      expect(one.database.heads.map(({ size }) => size)).toContain(sizes[2]);
    } finally {
      await own.stop();
    }
  });
});

describe('nobody hears of a module', () => {
  test.each([
    [{}, 'git.corp.example.test/platform/payroll'],
    [{ GOPRIVATE: 'github.com/boltdb' }, GENUINE.path],
    [{ GONOPROXY: 'github.com/boltdb/*' }, GENUINE.path],
    [{ GONOSUMDB: 'github.com' }, GENUINE.path],
    [{ GOPRIVATE: 'github.com', GONOSUMDB: 'none', GONOPROXY: 'none' }, GENUINE.path],
    [{ GOSUMDB: 'off' }, GENUINE.path],
  ])('%j: %s', async (env, path) => {
    const run = startRun(world, { env });
    expect(
      await asked(async () => {
        expect(told(await run.lookup({ path, version: 'v1.3.1' }))).toBe('not-applicable');
      }),
    ).toEqual([]);
    expect(run.database.heads).toEqual([]);
  });

  test.each(['sum.elsewhere.test', 'a b c', 'example.test+00000000+AAAA', 'example.test+033de0ae+Ac4z'])(
    'a GOSUMDB that says nothing is no database: %s',
    async (GOSUMDB) => {
      const run = startRun(world, { env: { GOSUMDB } });
      expect(
        await asked(async () => expect(told(await run.lookup(GENUINE))).toBe('unanswered no-database')),
      ).toEqual([]);
      expect(run.database.name).toBeNull();
    },
  );

  test.each(['no good', '../../etc', 'example.test/../payroll', 'nodots'])(
    'a path that no database can have is asked of none: %s',
    async (path) => {
      const run = startRun(world);
      expect(
        await asked(async () => {
          const answer = await run.lookup({ path, version: 'v1.0.0' });
          expect(told(answer)).toBe('unanswered invalid-module');
        }),
      ).toEqual([]);
    },
  );
});
