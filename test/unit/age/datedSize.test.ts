import { formatDatedSize, parseDatedSizes } from '../../../server/src/age/index.ts';
import { describe, expect, test } from '../../kit.ts';

/** Seconds since 1970 of a date of the calendar. */
function at(date: string): number {
  return Date.parse(date) / 1000;
}

test('a day ends where the next one begins, a time is meant as it stands', () => {
  const text =
    '# a remark\n\n2020-02-29 100 somebody at the gate\r\n2020-03-01T12:00:01Z 200 somebody else\n';
  expect(parseDatedSizes(text)).toEqual({
    rows: [
      { size: 100, before: at('2020-03-01T00:00:00Z'), witness: 'somebody at the gate' },
      { size: 200, before: at('2020-03-01T12:00:01Z'), witness: 'somebody else' },
    ],
    problems: [],
  });
});

describe('what is no row is a problem, and no row', () => {
  test.each([
    ['2021-02-29 100 w', 'date'],
    ['2021-02-30T00:00:00Z 100 w', 'date'],
    ['2021-01-01T24:00:00Z 100 w', 'date'],
    ['2021-01-01T10:00:00+01:00 100 w', 'date'],
    ['2021-13-01 100 w', 'date'],
    ['21-01-01 100 w', 'date'],
    ['100 2021-01-01 w', 'date'],
    [' 2021-01-01 100 w', 'date'],
    ['2021-01-01  100 w', 'records'],
    ['2021-01-01 0 w', 'records'],
    ['2021-01-01 -5 w', 'records'],
    ['2021-01-01 007 w', 'records'],
    ['2021-01-01 1e9 w', 'records'],
    ['2021-01-01 9999999999999999 w', 'records'],
    ['2021-01-01 99999999999999999999 w', 'records'],
    ['2021-01-01 100', 'witness'],
    ['2021-01-01 100  ', 'witness'],
  ])('%j', (line, word) => {
    const { rows, problems } = parseDatedSizes(`2020-01-01 1 first\n${line}\n2022-01-01 300 last\n`);
    expect(rows.map(({ witness }) => witness)).toEqual(['first', 'last']);
    expect(problems).toEqual([expect.stringMatching(new RegExp(`^Line 2: .*${word}`))]);
  });
});

test('however long a text is, rows and problems have an end', () => {
  const many = parseDatedSizes('2020-01-01 1 w\n'.repeat(50_000));
  expect(many.rows.length).toBe(36_525);
  expect(many.problems).toEqual(['Line 36526: what follows was not read.']);
  expect(parseDatedSizes('nonsense\n'.repeat(50_000)).problems.length).toBe(21);
});

test('what is written is read as it was', () => {
  const row = { size: 71_909_756, before: at('2026-11-22T21:09:20Z'), witness: 'a head' };
  expect(formatDatedSize(row)).toBe('2026-11-22T21:09:20Z 71909756 a head');
  expect(parseDatedSizes(formatDatedSize(row)).rows).toEqual([row]);
  const odd = { ...row, witness: 'two\nlines' };
  expect(parseDatedSizes(formatDatedSize(odd)).rows).toEqual([{ ...row, witness: 'two lines' }]);
});
