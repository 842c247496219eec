import { ageDays, type DatedSize, LogDates, provesRetag } from '../../../server/src/age/index.ts';
import { describe, expect, test } from '../../kit.ts';

const DAY = 86_400;

/** A row by day number. */
function row(day: number, size: number, witness = `day ${day}`): DatedSize {
  return { before: day * DAY, size, witness };
}

const TABLE = [row(100, 1000), row(200, 2000), row(300, 4000)];

describe('a record is there by the time of the first tree that holds it', () => {
  test.each([
    [0, 100],
    [999, 100],
    [1000, 200],
    [1999, 200],
    [2000, 300],
    [3999, 300],
    [4000, null],
    [-1, null],
    [0.5, null],
    [Number.NaN, null],
  ])('record %d: day %j', (record, day) => {
    expect(new LogDates(TABLE, []).loggedBefore(record)).toEqual(
      day === null ? null : { before: day * DAY, witness: `day ${day}` },
    );
  });
});

test('nobody is a witness of anything', () => {
  expect(new LogDates([], []).loggedBefore(0)).toBeNull();
  expect(new LogDates([row(9, 10)], [row(10, 11)]).loggedBefore(10)).toBeNull();
});

test('of a database without a table this machine is the one witness', () => {
  const dates = new LogDates([], [row(1, 1000), row(3, 5000)]);
  expect(dates.loggedBefore(999)?.witness).toBe('day 1');
  expect(dates.loggedBefore(1000)?.witness).toBe('day 3');
  expect(dates.loggedBefore(5000)).toBeNull();
});

test('rows in any order, with others that say less, answer as the fewest rows that say the same', () => {
  const rows = [row(300, 4000), row(250, 900), row(100, 1000), row(100, 400), row(310, 4000), row(200, 2000)];
  const dates = new LogDates(rows, []);
  for (const record of [0, 399, 400, 899, 999, 1000, 1999, 2000, 3999, 4000]) {
    expect(dates.loggedBefore(record)).toEqual(new LogDates(TABLE, []).loggedBefore(record));
  }
});

test('of any rows the answer is the earliest among the trees that are big enough', () => {
  // Every row is one of 6 days and 6 sizes, so three rows can stand in every way to each other.
  const rows = Array.from({ length: 36 }, (_, at) => row(at % 6, 1 + Math.floor(at / 6)));
  const records = [0, 1, 2, 3, 4, 5, 6];
  const of = (chosen: readonly DatedSize[], record: number): number => {
    const times = chosen.filter(({ size }) => size >= record + 1).map(({ before }) => before);
    return Math.min(...times);
  };
  const wrong: unknown[] = [];
  for (const a of rows)
    for (const b of rows)
      for (const c of rows) {
        const dates = new LogDates([a, b, c], []);
        for (const record of records) {
          const answer = dates.loggedBefore(record)?.before ?? Number.POSITIVE_INFINITY;
          if (answer !== of([a, b, c], record)) wrong.push({ a, b, c, record, answer });
        }
      }
  expect(wrong).toEqual([]);
});

describe('what this machine saw counts as far as the table makes it plausible', () => {
  // The log grew fastest by 20 records a day; twice that is believed.
  test.each([
    ['behind the table', row(310, 4100), 4050, 310],
    ['between two rows', row(150, 1500), 1400, 150],
    ['more than twice as fast as ever', row(310, 4441), 4050, null],
    ['just twice as fast as ever, with a day for free', row(310, 4440), 4050, 310],
    ['as many as the table has later, at the same time', row(200, 2000), 1500, 200],
    ['more than the table has at that very time', row(200, 2500), 2400, 300],
    ['more than the table has at its very end', row(300, 4015), 4010, null],
    ['more than the table has later', row(250, 4001), 4000, null],
    ['the newest tree on a day before the oldest row', row(1, 3999), 500, 100],
    ['a clock at the beginning of time', row(0, 4500), 4200, null],
  ])('%s', (_, seen, record, day) => {
    const answer = new LogDates(TABLE, [seen]).loggedBefore(record);
    expect(answer?.before ?? null).toBe(day === null ? null : day * DAY);
  });

  test('one wrong row takes nothing from the right ones', () => {
    const dates = new LogDates(TABLE, [row(305, 9000), row(320, 4300)]);
    expect(dates.loggedBefore(4299)).toEqual({ before: 320 * DAY, witness: 'day 320' });
    expect(dates.loggedBefore(4300)).toBeNull();
  });

  test('two rows a moment apart are no measure of growth', () => {
    const burst = [...TABLE, { before: 300 * DAY + 1, size: 5000, witness: 'burst' }];
    expect(new LogDates(burst, [row(301, 90_000)]).loggedBefore(89_999)).toBeNull();
    expect(new LogDates(burst, [row(301, 5050)]).loggedBefore(5049)?.before).toBe(301 * DAY);
  });
});

describe('age in whole days', () => {
  test.each([
    [0, 0, 0],
    [0, DAY - 1, 0],
    [0, DAY, 1],
    [10 * DAY, 70 * DAY + 5, 60],
    [DAY, 0, 0],
  ])('from %d to %d: %d', (before, now, days) => {
    expect(ageDays(before, now)).toBe(days);
  });
});

describe('a commit that is younger than the record of its version', () => {
  test.each([
    ['much earlier', -400 * DAY, false],
    ['at the same time', 0, false],
    ['a day later, as wrong clocks have it', DAY, false],
    ['more than a day later', DAY + 1, true],
  ])('%s', (_, later, expected) => {
    expect(provesRetag(1_600_000_000 + later, 1_600_000_000)).toBe(expected);
  });
});
