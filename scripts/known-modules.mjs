/**
 * Makes `server/data/known-modules.txt` from a table of module paths.
 *
 *     node scripts/known-modules.mjs FILE.tsv DATE [OUT]
 *
 * FILE.tsv is UTF-8, tab-separated, with a header row. Columns are found by
 * name, in any order; others are passed over:
 *
 *   module path   as a go.mod file spells it, with its major version suffix
 *   n_all         how many distinct known projects require it, directly or not
 *   sources       comma-separated names of the sources that mention it
 *
 * DATE is when the sources were read: `YYYY-MM` or `YYYY-MM-DD`. OUT replaces
 * the usual target. No row is left out for its name; a row whose first column
 * cannot be a module path is left out and counted on standard error.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const [input, date, output = fileURLToPath(new URL('../server/data/known-modules.txt', import.meta.url))] =
  process.argv.slice(2);
if (input === undefined || date === undefined || !/^\d{4}-\d\d(-\d\d)?$/.test(date)) {
  process.stderr.write('usage: node scripts/known-modules.mjs FILE.tsv DATE [OUT]\n');
  process.exit(2);
}

const [header = '', ...rows] = readFileSync(input, 'utf8').split(/\r?\n/);
const columns = header.split('\t');
const column = (name) => {
  const at = columns.indexOf(name);
  if (at < 0) throw new Error(`${input}: no column "${name}"`);
  return at;
};
const [pathAt, weightAt, sourcesAt] = [column('module path'), column('n_all'), column('sources')];

const weights = new Map();
const sources = new Map();
let dropped = 0;
for (const row of rows) {
  if (row === '') continue;
  const fields = row.split('\t');
  const path = fields[pathAt] ?? '';
  const weight = Number(fields[weightAt]);
  if (!looksLikeModulePath(path) || !Number.isSafeInteger(weight) || weight < 0) {
    dropped++;
    continue;
  }
  weights.set(path, Math.max(weight, weights.get(path) ?? 0));
  for (const source of (fields[sourcesAt] ?? '').split(',')) {
    if (source !== '') sources.set(source, (sources.get(source) ?? 0) + 1);
  }
}

const lines = [...weights]
  .sort(([a], [b]) => (a < b ? -1 : 1))
  .map(([path, n]) => (n ? `${path} ${n}` : path));
const head = [
  '# Known Go modules. Made by scripts/known-modules.mjs; do not edit by hand.',
  `# date: ${date}`,
  `# sources: ${[...sources]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, n]) => `${name} ${n}`)
    .join(', ')}`,
  '# licence: module paths and counts are facts about public projects; no text of a source is copied. See README.md.',
  '# columns: module path, number of distinct known projects that require it (left out when 0)',
];
writeFileSync(output, `${[...head, ...lines].join('\n')}\n`);
process.stderr.write(`${lines.length} modules written, ${dropped} rows left out\n`);

/**
 * Tells whether `path` can be a module path that the go command downloads: a
 * host with a dot, plain ASCII, no major version suffix below v2.
 */
function looksLikeModulePath(path) {
  return /^[a-z0-9-]+(\.[a-z0-9-]+)+(\/[A-Za-z0-9._~-]+)*$/.test(path) && !/\/v(0.*|1)$/.test(path);
}
