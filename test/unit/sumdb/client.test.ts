import { describe, expect, test } from '../../kit.ts';
import { FakeDatabase, GO_MOD_H1, H1, LOOKUP, MODULE, RECORD } from './fakeDatabase.ts';
import { SyntheticLog } from './syntheticLog.ts';

const NEVER = new AbortController().signal;
const ONLINE = { signal: NEVER, remote: true };
const OFFLINE = { signal: NEVER, remote: false };

function databaseOf(size: number, record: number, looked: readonly number[] = []): FakeDatabase {
  return new FakeDatabase(new SyntheticLog('a', new Map([[record, RECORD]]), looked), size, record);
}

/** A database whose files and head a client has kept after one lookup. */
async function visited(size: number, record: number, looked: readonly number[] = []): Promise<FakeDatabase> {
  const database = databaseOf(size, record, looked);
  expect((await database.client().lookup(MODULE, ONLINE)).kind).toBe('proven');
  database.asked.length = 0;
  return database;
}

describe('an honest answer', () => {
  test.each([
    [1, 0],
    [2, 1],
    [255, 3],
    [256, 255],
    [257, 256],
    [1000, 5],
    [2 ** 20, 7],
    [65536, 65535],
    [65537, 65536],
    [40_123_457, 40_000_000],
    [40_123_456, 12_345],
    [2 ** 31 + 5, 2 ** 31 + 3],
    [2 ** 45 + 12_345_678_901, 2 ** 45 + 77],
    [2 ** 53 - 1, 2 ** 53 - 2],
  ])('is proven in a tree of %i records, record %i', async (size, record) => {
    const database = databaseOf(size, record);
    expect(await database.client().lookup(MODULE, ONLINE)).toEqual({
      kind: 'proven',
      record,
      h1: H1,
      goModH1: GO_MOD_H1,
      lines: RECORD.trimEnd().split('\n'),
      treeSize: size,
    });
    expect(database.seenHeads).toEqual([size]);
    expect(Buffer.from(database.head ?? []).toString()).toBe(database.note());
    expect(Buffer.from(database.kept.get(LOOKUP) ?? []).toString()).toBe(database.answer());
  });

  test.each([
    [1000, 5, 3],
    [40_123_457, 40_000_000, 6],
    [2 ** 20, 7, 3],
  ])('in a tree of %i records, record %i, needs %i tiles, and all are kept', async (size, record, tiles) => {
    const database = await visited(size, record);
    const kept = [...database.kept.keys()].filter((path) => path.startsWith('/tile/'));
    expect(kept).toHaveLength(tiles);
    for (const path of kept) expect(database.kept.get(path)).toEqual(database.log.tile(path, size));
  });

  test('costs no request the next time, online and offline', async () => {
    const database = await visited(40_123_457, 40_000_000);
    expect((await database.client().lookup(MODULE, ONLINE)).kind).toBe('proven');
    expect((await database.client().lookup(MODULE, OFFLINE)).kind).toBe('proven');
    expect(database.asked).toEqual([]);
  });

  test('is proven from the first hashes of a full tile where the partial one is gone', async () => {
    const database = databaseOf(1000, 5, [900]);
    const note = database.answer();
    database.size = 70_000;
    database.serve(LOOKUP, note);
    database.served.set('/tile/8/0/003.p/232', { kind: 'not-found', detail: 'gone' });
    database.served.set('/tile/8/1/000.p/3', { kind: 'failed', reason: 'refused', detail: 'forbidden' });
    expect(await database.client().lookup(MODULE, ONLINE)).toMatchObject({ kind: 'proven', treeSize: 1000 });
    expect(database.asked).toContain('/tile/8/0/003');
    expect(database.kept.get('/tile/8/0/003.p/232')).toHaveLength(232 * 32);
    expect(database.kept.has('/tile/8/0/003')).toBe(false);
  });
});

describe('tiles', () => {
  test.each([
    [1000, 5],
    [40_123_457, 40_000_000],
    [2 ** 20, 7],
    [40_123_456, 12_345],
  ])(
    'each single one of a tree of %i records, record %i, has to be right, in every part',
    async (size, record) => {
      const honest = await visited(size, record);
      const paths = [...honest.kept.keys()].filter((path) => path.startsWith('/tile/'));
      expect(paths.length).toBeGreaterThanOrEqual(3);
      for (const path of paths) {
        const right = honest.kept.get(path) ?? new Uint8Array();
        const offsets = new Set([0, 31, 32, Math.floor(right.length / 2), right.length - 1]);
        for (const offset of offsets) {
          const database = new FakeDatabase(honest.log, size, record, honest.signer);
          database.serve(path, flipped(right, offset));
          const result = await database.client().lookup(MODULE, ONLINE);
          expect(result, `${path} at ${offset}`).toMatchObject({ kind: 'rejected', problem: 'tile' });
          expect([...database.kept.keys()]).not.toContain(LOOKUP);
          expect(database.kept.has(path)).toBe(false);
        }
      }
    },
  );

  test.each(['shorter', 'longer', 'empty'])('%s than they have to be are refused', async (how) => {
    const honest = await visited(40_123_457, 40_000_000);
    for (const path of [...honest.kept.keys()].filter((one) => one.startsWith('/tile/'))) {
      const right = Buffer.from(honest.kept.get(path) ?? []);
      const wrong = {
        shorter: right.subarray(32),
        longer: Buffer.concat([right, right]),
        empty: Buffer.of(),
      }[how];
      const database = new FakeDatabase(honest.log, honest.size, honest.record, honest.signer);
      database.serve(path, wrong ?? right);
      database.served.set(
        path.replace(/\.p\/\d+$/, ''),
        database.served.get(path) ?? { kind: 'found', bodyBytes: right },
      );
      expect(await database.client().lookup(MODULE, ONLINE)).toMatchObject({
        kind: 'rejected',
        problem: 'tile',
      });
    }
  });

  test('that are kept and wrong are asked for anew, one by one, and replaced', async () => {
    const honest = await visited(40_123_457, 40_000_000);
    for (const path of [...honest.kept.keys()].filter((one) => one.startsWith('/tile/'))) {
      const right = honest.kept.get(path) ?? new Uint8Array();
      for (const wrong of [flipped(right, right.length - 1), right.subarray(1), new Uint8Array()]) {
        honest.kept.set(path, wrong);
        honest.asked.length = 0;
        expect(await honest.client().lookup(MODULE, OFFLINE)).toMatchObject({
          kind: 'unanswered',
          reason: 'offline',
        });
        expect(honest.asked).toEqual([]);
        expect(await honest.client().lookup(MODULE, ONLINE)).toMatchObject({ kind: 'proven' });
        expect(honest.asked).toContain(path);
        expect(honest.asked).not.toContain(LOOKUP);
        expect(honest.kept.get(path)).toEqual(right);
      }
    }
  });

  test('that were wrong are asked for again by the next question', async () => {
    const honest = await visited(40_123_457, 40_000_000);
    for (const path of [...honest.kept.keys()].filter((one) => one.startsWith('/tile/'))) {
      const database = new FakeDatabase(honest.log, honest.size, honest.record, honest.signer);
      const client = database.client();
      database.serve(path, flipped(honest.kept.get(path) ?? new Uint8Array(), 0));
      expect(await client.lookup(MODULE, ONLINE)).toMatchObject({ kind: 'rejected', problem: 'tile' });
      database.served.clear();
      expect(await client.lookup(MODULE, ONLINE)).toMatchObject({ kind: 'proven' });
    }
  });

  test('that the database has not got are no accusation', async () => {
    const database = databaseOf(1000, 5);
    database.served.set('/tile/8/0/000', { kind: 'not-found', detail: 'gone' });
    expect(await database.client().lookup(MODULE, ONLINE)).toMatchObject({
      kind: 'unanswered',
      reason: 'tile-not-found',
    });
  });
});

describe('a lookup', () => {
  test('that is not there is unlogged', async () => {
    const database = databaseOf(1000, 5);
    database.served.set(LOOKUP, { kind: 'not-found', detail: 'not found: unknown revision' });
    expect(await database.client().lookup(MODULE, ONLINE)).toEqual({
      kind: 'unlogged',
      detail: 'not found: unknown revision',
    });
  });

  test('that fails passes the reason on', async () => {
    const database = databaseOf(1000, 5);
    database.served.set(LOOKUP, { kind: 'failed', reason: 'timeout', detail: 'no answer' });
    expect(await database.client().lookup(MODULE, ONLINE)).toEqual({
      kind: 'unanswered',
      reason: 'timeout',
      detail: 'no answer',
    });
  });

  test('of what no database can have asks nobody', async () => {
    const database = databaseOf(1000, 5);
    for (const module of [
      { path: 'no host', version: 'v1.0.0' },
      { path: 'example.com/a', version: 'v1.0.0/../x' },
      { path: 'example.com/a', version: '' },
    ]) {
      expect(await database.client().lookup(module, ONLINE)).toMatchObject({ reason: 'invalid-module' });
    }
    expect(database.asked).toEqual([]);
  });

  test('with every single byte of the answer changed proves nothing', async () => {
    const honest = await visited(1000, 5);
    const right = Buffer.from(honest.answer());
    // The lowest bit of the last digit of the signature stands for nothing.
    const last = right.length - '?=\n'.length;
    for (let offset = 0; offset < right.length; offset++) {
      if (offset === last) continue;
      const database = new FakeDatabase(honest.log, 1000, 5, honest.signer);
      database.serve(LOOKUP, flipped(right, offset));
      const result = await database.client().lookup(MODULE, ONLINE);
      expect(result.kind, `byte ${offset}`).toBe('rejected');
      expect(database.kept.size).toBe(0);
    }
  });

  test('that ends anywhere before its end proves nothing', async () => {
    const honest = await visited(1000, 5);
    const right = Buffer.from(honest.answer());
    for (let length = 0; length < right.length; length++) {
      const database = new FakeDatabase(honest.log, 1000, 5, honest.signer);
      database.serve(LOOKUP, right.subarray(0, length));
      expect((await database.client().lookup(MODULE, ONLINE)).kind, `${length} bytes`).toBe('rejected');
    }
  });

  test('with the number of another record proves nothing', async () => {
    for (const number of ['6', '999', '1000', '99999999', '-5', '+5', '05', '5.0', '', '9007199254740993']) {
      const database = databaseOf(1000, 5);
      database.serve(LOOKUP, database.answer().replace(/^5/, number));
      expect((await database.client().lookup(MODULE, ONLINE)).kind, number).toBe('rejected');
    }
  });

  test('signed by another key of the same name proves nothing', async () => {
    const database = databaseOf(1000, 5);
    const impostor = databaseOf(1000, 5);
    database.serve(LOOKUP, impostor.answer());
    expect(await database.client().lookup(MODULE, ONLINE)).toMatchObject({
      kind: 'rejected',
      problem: 'signature',
    });
  });

  test('that is kept and wrong is asked for anew, and ignored offline', async () => {
    const database = await visited(1000, 5);
    const right = database.kept.get(LOOKUP) ?? new Uint8Array();
    for (const offset of [0, 30, 150, 260, right.length - 10]) {
      database.kept.set(LOOKUP, flipped(right, offset));
      expect(await database.client().lookup(MODULE, OFFLINE)).toMatchObject({ reason: 'offline' });
      database.asked.length = 0;
      expect(await database.client().lookup(MODULE, ONLINE)).toMatchObject({ kind: 'proven' });
      expect(database.asked).toEqual([LOOKUP]);
      expect(database.kept.get(LOOKUP)).toEqual(right);
    }
  });
});

describe('many lookups at once', () => {
  test('ask for each path once', async () => {
    const database = databaseOf(40_123_457, 40_000_000);
    const client = database.client();
    const results = await Promise.all(Array.from({ length: 300 }, () => client.lookup(MODULE, ONLINE)));
    expect(new Set(results.map(({ kind }) => kind))).toEqual(new Set(['proven']));
    expect(database.asked).toHaveLength(new Set(database.asked).size);
    expect(database.asked).toHaveLength(7);
  });

  test('who aborts leaves alone; the others get their answer', async () => {
    const database = databaseOf(1000, 5);
    const client = database.client();
    const controller = new AbortController();
    const first = client.lookup(MODULE, { signal: controller.signal, remote: true });
    const second = client.lookup(MODULE, ONLINE);
    controller.abort();
    expect(await first).toMatchObject({ kind: 'unanswered', reason: 'aborted' });
    expect(await second).toMatchObject({ kind: 'proven' });
  });

  test('with heads of all ages end on one timeline, and the newest is kept', async () => {
    const modules = Array.from({ length: 200 }, (_, i) => ({ path: `example.com/m${i}`, version: 'v1.0.0' }));
    const size = 70_000;
    const texts = new Map(
      modules.map(({ path }, i) => [i * 7, `${path} v1.0.0 ${H1}\n${path} v1.0.0/go.mod ${GO_MOD_H1}\n`]),
    );
    const sizes = modules.map((_, i) => 1400 + ((i * 7919) % (size - 1400)));
    const log = new SyntheticLog('b', texts, [...sizes, ...sizes.map((one) => one - 1)]);
    const database = new FakeDatabase(log, size, 0);
    for (const [i, { path }] of modules.entries()) {
      const answer = `${i * 7}\n${log.text(i * 7)}\n${database.note(sizes[i])}`;
      database.serve(`/lookup/${path}@v1.0.0`, answer);
    }
    const client = database.client();
    const results = await Promise.all(modules.map((module) => client.lookup(module, ONLINE)));
    expect(results.map(({ kind }) => kind)).toEqual(modules.map(() => 'proven'));
    expect(Buffer.from(database.head ?? []).toString()).toBe(database.note(Math.max(...sizes)));
    expect(new Set(database.seenHeads)).toEqual(new Set(sizes));
  });
});

/** The bytes with one bit changed. */
function flipped(bytes: Uint8Array, offset: number): Uint8Array {
  const changed = Uint8Array.from(bytes);
  changed[offset] = (changed[offset] ?? 0) ^ 1;
  return changed;
}
