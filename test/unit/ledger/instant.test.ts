import { formatInstant, parseInstant } from '../../../server/src/ledger/instant.ts';
import { expect, test } from '../../kit.ts';

test('every day from 1970 to 2110, and the last of 9999, is written and read back', () => {
  const wrong: number[] = [];
  for (let seconds = 0; seconds < 4_420_000_000; seconds += 86_399) {
    if (parseInstant(formatInstant(seconds) ?? '') !== seconds) wrong.push(seconds);
  }
  expect(wrong).toEqual([]);
  expect(parseInstant(formatInstant(253_402_300_799) ?? '')).toBe(253_402_300_799);
});

test('a text is a time only if it is written in that form', () => {
  let times = 0;
  for (let month = 0; month <= 13; month++) {
    for (let day = 0; day <= 32; day++) {
      for (const year of [1969, 1970, 1999, 2000, 2023, 2024, 2100]) {
        const text = `${year}-${`${month}`.padStart(2, '0')}-${`${day}`.padStart(2, '0')}T23:59:59Z`;
        const seconds = parseInstant(text);
        if (seconds !== null) expect(formatInstant(seconds)).toBe(text);
        if (seconds !== null) times++;
      }
    }
  }
  expect(times).toBe(365 * 6 + 2);
});
