/**
 * Makes `server/data/known-modules.txt` from a table of module paths, from
 * Debian's source package indexes, or from both.
 *
 *     node scripts/known-modules.mjs [FILE.tsv] DATE [OUT] [--debian=SOURCES …]
 *
 * FILE.tsv is UTF-8, tab-separated, with a header row. Columns are found by
 * name, in any order; others are passed over:
 *
 *   module path   as a go.mod file spells it, with its major version suffix
 *   n_all         how many distinct known projects require it, directly or not
 *   sources       comma-separated names of the sources that mention it
 *
 * SOURCES is a `Sources` file of Debian, plain or gzip, one for each suite. A
 * module's weight from there is the number of distinct source packages that
 * build with it. Where table and indexes know a module, the greater weight
 * counts: the table may have counted the same projects.
 *
 * DATE is when the sources were read: `YYYY-MM` or `YYYY-MM-DD`. OUT replaces
 * the usual target. No row is left out for its name; a row whose path cannot
 * be a module path is left out and counted on standard error.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { countBuildDependencies, readSources } from './debian-sources.mjs';

const TARGET = fileURLToPath(new URL('../server/data/known-modules.txt', import.meta.url));
const DATE = /^\d{4}-\d\d(-\d\d)?$/;
const DEBIAN = '--debian=';

const given = process.argv.slice(2);
const indexes = given.filter((each) => each.startsWith(DEBIAN)).map((each) => each.slice(DEBIAN.length));
const operands = given.filter((each) => !each.startsWith('--'));
const table = DATE.test(operands[0] ?? '') ? null : operands.shift();
const [date = '', output = TARGET] = operands;
if (given.length !== indexes.length + given.filter((each) => !each.startsWith('--')).length) usage();
if (!DATE.test(date) || table === undefined || (table === null && indexes.length === 0)) usage();

const weights = new Map();
const sources = new Map();
let dropped = 0;
if (table !== null) readTable(table);
if (indexes.length > 0) {
  const counts = countBuildDependencies(indexes.map(readSources));
  for (const [path, weight] of counts) add(path, weight, ['debian-sources']);
}
write();

function readTable(file) {
  const [header = '', ...rows] = readFileSync(file, 'utf8').split(/\r?\n/);
  const columns = header.split('\t');
  const column = (name) => {
    const at = columns.indexOf(name);
    if (at < 0) throw new Error(`${file}: no column "${name}"`);
    return at;
  };
  const [pathAt, weightAt, sourcesAt] = [column('module path'), column('n_all'), column('sources')];
  for (const row of rows) {
    if (row === '') continue;
    const fields = row.split('\t');
    add(fields[pathAt] ?? '', Number(fields[weightAt]), (fields[sourcesAt] ?? '').split(','));
  }
}

/** Takes one module, or counts it as left out. */
function add(path, weight, named) {
  if (!looksLikeModulePath(path) || !Number.isSafeInteger(weight) || weight < 0) {
    dropped++;
    return;
  }
  weights.set(path, Math.max(weight, weights.get(path) ?? 0));
  for (const source of named) if (source !== '') sources.set(source, (sources.get(source) ?? 0) + 1);
}

function write() {
  const byText = ([a], [b]) => (a < b ? -1 : 1);
  const lines = [...weights].sort(byText).map(([path, n]) => (n ? `${path} ${n}` : path));
  const named = [...sources].sort(byText).map(([name, n]) => `${name} ${n}`);
  const head = [
    '# Known Go modules. Made by scripts/known-modules.mjs; do not edit by hand.',
    `# date: ${date}`,
    `# modules: ${lines.length}`,
    `# sources: ${named.join(', ')}`,
    '# licence: module paths and counts are facts about public projects; no text of a source is copied. See README.md.',
    '# columns: module path, number of distinct known projects that require it (left out when 0)',
  ];
  writeFileSync(output, `${[...head, ...lines].join('\n')}\n`);
  process.stderr.write(`${lines.length} modules written, ${dropped} rows left out\n`);
}

function usage() {
  process.stderr.write('usage: node scripts/known-modules.mjs [FILE.tsv] DATE [OUT] [--debian=SOURCES …]\n');
  process.exit(2);
}

/**
 * Tells whether `path` can be a module path that the go command downloads: a
 * host with a dot, plain ASCII, no major version suffix below v2.
 */
function looksLikeModulePath(path) {
  return /^[a-z0-9-]+(\.[a-z0-9-]+)+(\/[A-Za-z0-9._~-]+)*$/.test(path) && !/\/v(0.*|1)$/.test(path);
}
