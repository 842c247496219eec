/**
 * Makes `server/data/malicious-modules.txt`, the feed that ships, from the
 * table `server/data/malicious-modules.tsv`.
 *
 *     node scripts/malicious-modules.mjs DATE [OUT]
 *
 * The table is UTF-8, tab-separated, with a header row; `server/data/README.md`
 * says what its columns hold. DATE, `YYYY-MM-DD`, is when its sources were read
 * last; OUT replaces the usual target. A row that lacks something ends the script, and nothing is written.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fail, isMain, ROOT } from './tools.mjs';

const TABLE = join(ROOT, 'server/data/malicious-modules.tsv');
const TARGET = join(ROOT, 'server/data/malicious-modules.txt');

/** In the order in which a line of the feed has them. */
const COLUMNS = ['module path', 'versions', 'ids', 'imitates', 'kind', 'date', 'source', 'confidence'];

if (isMain(import.meta.url)) {
  const [date = '', output = TARGET, ...more] = process.argv.slice(2);
  if (!/^\d{4}-\d\d-\d\d$/.test(date) || more.length > 0)
    fail('usage: node scripts/malicious-modules.mjs YYYY-MM-DD [OUT]');
  else {
    const text = feedTextOf(readFileSync(TABLE, 'utf8'), date);
    writeFileSync(output, text);
    process.stderr.write(`${text.split('\n').length - 2} lines written\n`);
  }
}

/** The text of the feed of a table. Throws for a row that is none. */
function feedTextOf(table, date) {
  const [header = '', ...rows] = table.split('\n').filter((row) => row !== '');
  const names = header.split('\t');
  const places = COLUMNS.map((name) => names.indexOf(name));
  if (places.includes(-1)) throw new Error(`the table needs the columns ${COLUMNS.join(', ')}`);
  const lines = rows.map((row, index) => {
    const fields = row.split('\t');
    const wanted = places.map((place) => fields[place] ?? '');
    if (fields.length !== names.length || wanted.includes(''))
      throw new Error(`row ${index + 2} lacks a field`);
    return wanted.join('\t');
  });
  // By UTF-16 units, which for ASCII is the order of bytes that the feed has.
  return `${[`modproof-feed/1\t${date}\t${lines.length}`, ...lines.sort()].join('\n')}\n`;
}
