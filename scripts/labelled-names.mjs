/**
 * Makes the labelled sets of the benchmark of names, `test/bench/names/labelled`.
 *
 *     node scripts/labelled-names.mjs MALICIOUS.tsv CONFUSABLE.tsv DATE [FOLDER]
 *
 * Both tables are UTF-8, tab-separated, with a header row; columns are found
 * by name, others are passed over:
 *
 *   MALICIOUS    `module path`, `impersonated module`, `kind`, `advisory ids`, `source`, `confidence`
 *   CONFUSABLE   `family A`, `family B`, `relation`
 *
 * Left out is a documented module of kind "compromised release": its name is
 * the right one. DATE is when the tables were made: `YYYY-MM` or `YYYY-MM-DD`.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fail, ROOT } from './tools.mjs';

const [malicious, confusable, date, folder = join(ROOT, 'test/bench/names/labelled')] = process.argv.slice(2);
if (malicious === undefined || confusable === undefined || !/^\d{4}-\d\d(-\d\d)?$/.test(date ?? ''))
  fail('usage: node scripts/labelled-names.mjs MALICIOUS.tsv CONFUSABLE.tsv DATE [FOLDER]');

mkdirSync(folder, { recursive: true });
write('malicious.txt', [
  '# Go modules that are publicly documented as malicious or as squats. Made by scripts/labelled-names.mjs.',
  `# date: ${date}`,
  '# source: advisories, issues and write-ups, named in the last column; nothing but facts is taken from them.',
  '# columns, separated by tabs: module path, module it imitates or copies ("-" where none is known), kind, source',
  ...rowsOf(malicious)
    .filter((row) => row('kind') !== 'compromised release')
    .map((row) =>
      [row('module path'), row('impersonated module').replace(/\?$/, ''), row('kind'), sourceOf(row)].join(
        '\t',
      ),
    ),
]);
write('confusable.txt', [
  '# Pairs of honest Go modules that look like squats of each other. Made by scripts/labelled-names.mjs.',
  `# date: ${date}`,
  '# source: computed from the paths of the modules in server/data/known-modules.txt, and from what is known of renames, forks and vanity paths.',
  '# columns, separated by tabs: one module, the other, how they are alike or related',
  ...rowsOf(confusable).map((row) =>
    [row('family A'), row('family B'), row('relation').split(';')[0]].join('\t'),
  ),
]);

/** The rows of a table, each as a function from a column's name to its field. */
function rowsOf(file) {
  const [header = '', ...lines] = readFileSync(file, 'utf8').split(/\r?\n/);
  const columns = header.split('\t');
  return lines
    .filter((line) => line !== '')
    .map((line) => {
      const fields = line.split('\t');
      return (name) => {
        const at = columns.indexOf(name);
        if (at < 0) fail(`${file}: no column "${name}"`);
        return fields[at] ?? '';
      };
    });
}

/** The shortest way to name where a documented module is described: advisory, issue, title, or how sure it is. */
function sourceOf(row) {
  const ids = row('advisory ids').match(/\b(?:GO|MAL|GHSA|CVE)-[\w-]+/g);
  if (ids !== null) return ids.join(' ');
  const [, repository, number] =
    /([\w.-]+\/[\w.-]+) issue (\d+)/.exec(`${row('advisory ids')} ${row('source')}`) ?? [];
  if (repository !== undefined) return `${repository}#${number}`;
  return /"([^"]+)"/.exec(row('source'))?.[1] ?? row('confidence').split(',')[0];
}

function write(name, lines) {
  writeFileSync(join(folder, name), `${lines.join('\n')}\n`);
  process.stderr.write(`${name}: ${lines.filter((line) => !line.startsWith('#')).length} rows\n`);
}
