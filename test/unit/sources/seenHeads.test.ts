import { MemoryStore } from '../../../server/src/adapters/index.ts';
import { LogDates } from '../../../server/src/age/index.ts';
import type { Store } from '../../../server/src/ports/index.ts';
import { SeenHeads } from '../../../server/src/sources/index.ts';
import { describe, expect, test } from '../../kit.ts';

const DAY = 86_400;
const WITNESS = 'signed tree head seen on this machine';

/** A machine with a store, and a clock that is set by hand, in seconds. */
function machine(store: Store = new MemoryStore(1 << 20)): {
  store: Store;
  heads: SeenHeads;
  noteAt: (seconds: number, size: number) => Promise<void>;
} {
  let now = 0;
  const clock = { now: () => now * 1000 };
  const heads = new SeenHeads(store, clock, 'log.test');
  const noteAt = (seconds: number, size: number): Promise<void> => {
    now = seconds;
    return heads.note(size);
  };
  return { store, heads, noteAt };
}

test('nothing was seen where nothing is stored', async () => {
  expect(await machine().heads.rows()).toEqual([]);
});

test('the first head of a day and the largest are kept, with the time in whole seconds, rounded up', async () => {
  const { heads, noteAt } = machine();
  await noteAt(10 * DAY + 0.5, 100);
  await noteAt(10 * DAY + 500, 200);
  await noteAt(11 * DAY - 1, 300);
  await noteAt(11 * DAY, 400);
  expect(await heads.rows()).toEqual([
    { before: 10 * DAY + 1, size: 100, witness: WITNESS },
    { before: 11 * DAY - 1, size: 300, witness: WITNESS },
    { before: 11 * DAY, size: 400, witness: WITNESS },
  ]);
});

test('a record that came after the first head of a day has a witness on every later run', async () => {
  const { heads, noteAt } = machine();
  await noteAt(10 * DAY, 100);
  await noteAt(10 * DAY + 3600, 105);
  await noteAt(10 * DAY + 7200, 110);
  const dates = new LogDates([], await heads.rows());
  expect(dates.loggedBefore(99)?.before).toBe(10 * DAY);
  expect(dates.loggedBefore(103)?.before).toBe(10 * DAY + 7200);
  expect(dates.loggedBefore(110)).toBeNull();
});

test('a head that is no bigger says nothing new', async () => {
  const { heads, noteAt } = machine();
  await noteAt(10 * DAY, 100);
  await noteAt(12 * DAY, 100);
  await noteAt(13 * DAY, 50);
  expect((await heads.rows()).length).toBe(1);
});

test('while the clock reads earlier than before, nothing is noted', async () => {
  const { heads, noteAt } = machine();
  await noteAt(100 * DAY, 100);
  await noteAt(3 * DAY, 500);
  await noteAt(100 * DAY - 1, 500);
  expect((await heads.rows()).map(({ size }) => size)).toEqual([100]);
  await noteAt(101 * DAY, 500);
  expect((await heads.rows()).map(({ size }) => size)).toEqual([100, 500]);
});

test.each([0, -1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 60])('%d is no size', async (size) => {
  const { heads, noteAt } = machine();
  await noteAt(10 * DAY, size);
  expect(await heads.rows()).toEqual([]);
});

test('the oldest go when there are too many', async () => {
  const { heads, noteAt, store } = machine();
  const lines = Array.from({ length: 4000 }, (_, at) => {
    const date = new Date((at + 1) * DAY * 1000).toISOString().slice(0, 19);
    return `${date}Z ${at + 1} ${WITNESS}\n`;
  });
  await store.write('seen-heads/1 log.test', new TextEncoder().encode(lines.join('')));
  expect((await heads.rows()).length).toBe(4000);
  await noteAt(5000 * DAY, 9000);
  const rows = await heads.rows();
  expect(rows.length).toBe(4000);
  expect(rows[0]?.size).toBe(2);
  expect(rows.at(-1)?.size).toBe(9000);
});

test('each database has its own rows', async () => {
  const { store, noteAt } = machine();
  await noteAt(10 * DAY, 100);
  expect(await new SeenHeads(store, { now: () => 0 }, 'other.test').rows()).toEqual([]);
});

describe('a store that others use, too', () => {
  test('what another process noted meanwhile stays', async () => {
    const inner = new MemoryStore(1 << 20);
    const other = machine(inner);
    let interfere = true;
    const store: Store = {
      read: (key) => inner.read(key),
      write: (key, value) => inner.write(key, value),
      async replace(key, expected, value) {
        if (interfere) {
          interfere = false;
          await other.noteAt(10 * DAY, 100);
        }
        return inner.replace(key, expected, value);
      },
    };
    await machine(store).noteAt(11 * DAY, 200);
    expect((await other.heads.rows()).map(({ size }) => size)).toEqual([100, 200]);
  });

  test('one that refuses everything ends the trying and loses the row alone', async () => {
    let tries = 0;
    const store: Store = {
      read: () => Promise.resolve(null),
      write: () => Promise.resolve(),
      replace: () => {
        tries++;
        return Promise.resolve(false);
      },
    };
    const { heads, noteAt } = machine(store);
    await noteAt(10 * DAY, 100);
    expect(tries).toBe(3);
    expect(await heads.rows()).toEqual([]);
  });

  test('what is damaged is not there, and is written over', async () => {
    const { heads, noteAt, store } = machine();
    await store.write('seen-heads/1 log.test', new Uint8Array([0xff, 0xfe, 0, 10, 13]));
    expect(await heads.rows()).toEqual([]);
    await noteAt(10 * DAY, 100);
    expect((await heads.rows()).length).toBe(1);
  });
});
