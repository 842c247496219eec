import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { LogDates, parseDatedSizes } from '../../../server/src/age/index.ts';
import { readLogDates } from '../../../server/src/main/logDates.ts';
import { describe, expect, test } from '../../kit.ts';

const FOLDER = fileURLToPath(new URL('../../../server/data/', import.meta.url));
const DAY = 86_400;

const [{ database, rows } = { database: '', rows: [] }] = readLogDates(FOLDER);
const lines = readFileSync(`${FOLDER}log-dates.txt`, 'utf8').split('\n');

describe('the table that is shipped', () => {
  test('names the default database and is read without a problem', () => {
    expect(database).toBe('sum.golang.org');
    expect(parseDatedSizes(lines.join('\n')).problems).toEqual([]);
    expect(lines.at(-1)).toBe('');
    expect(rows.length).toBe(lines.filter((line) => /^\d/.test(line)).length);
  });

  test('grows from row to row: a record that came late stands out as a row that does not', () => {
    const wrong = rows.filter(
      ({ before, size }, at) =>
        at > 0 && (before <= (rows[at - 1]?.before ?? 0) || size <= (rows[at - 1]?.size ?? 0)),
    );
    expect(wrong).toEqual([]);
  });

  test('begins in 2019 and leaves no gap of more than five months', () => {
    expect(rows[0]?.before).toBeLessThan(Date.parse('2020-01-01') / 1000);
    const gaps = rows.slice(1).map(({ before }, at) => (before - (rows[at]?.before ?? 0)) / DAY);
    expect(Math.max(...gaps)).toBeLessThan(153);
  });

  test('grows at a pace that changes slowly: a wrong date or size would be a jump', () => {
    const paces: number[] = [];
    let from = rows[0];
    for (const row of rows) {
      // Rows that are near each other tell more about the dates of commits than about the log.
      if (from === undefined || row.before - from.before < 90 * DAY) continue;
      paces.push((row.size - from.size) / (row.before - from.before));
      from = row;
    }
    expect(paces.length).toBeGreaterThan(18);
    const jumps = paces.slice(1).map((pace, at) => pace / (paces[at] ?? pace));
    expect(Math.max(...jumps)).toBeLessThan(5);
    expect(Math.min(...jumps)).toBeGreaterThan(1 / 5);
  });

  test('has for every row a commit or a public thread, and both commits where a person wrote the line', () => {
    const listed =
      /^golang\/[a-z]+ [0-9a-f]{12} lists golang\.org\/x\/\S+@v\S+(, and golang\/[a-z]+ [0-9a-f]{12} a later record)?$/;
    const signed = /^signed tree head(?: in [\w.-]+\/[\w.-]+ issue \d+|, fetched on that day)$/;
    expect(rows.filter(({ witness }) => !listed.test(witness) && !signed.test(witness))).toEqual([]);
    const byHand = rows.filter(
      ({ before, witness }) => listed.test(witness) && before < Date.parse('2022-10-01') / 1000,
    );
    expect(byHand.filter(({ witness }) => !witness.endsWith(' a later record'))).toEqual([]);
  });

  test('dates every record below its end, and none behind it', () => {
    const dates = new LogDates(rows, []);
    const size = rows.at(-1)?.size ?? 0;
    expect(dates.loggedBefore(0)?.before).toBe(rows[0]?.before);
    expect(dates.loggedBefore(size - 1)?.before).toBe(rows.at(-1)?.before);
    expect(dates.loggedBefore(size)).toBeNull();
  });
});
