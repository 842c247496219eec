/**
 * Writes `test/bench/names/labelled/relatives.txt`: honest forks, renamed
 * modules and successors with the module that they come from, both at a version
 * that the mirror has.
 *
 *   node scripts/labelled-relatives.mjs YYYY-MM
 *
 * The pairs are those of `confusable.txt` that are known to be related. The go
 * command is asked for the newest version of each side, with the user's own
 * settings; a pair of which one side cannot be had is left out.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fail, ROOT } from './tools.mjs';

const [date = ''] = process.argv.slice(2);
if (!/^\d{4}-\d\d$/.test(date)) fail('usage: node scripts/labelled-relatives.mjs YYYY-MM');

const folder = join(ROOT, 'test/bench/names/labelled');
const pairs = readFileSync(join(folder, 'confusable.txt'), 'utf8')
  .split('\n')
  .filter((line) => !line.startsWith('#'))
  .map((line) => line.split('\t'))
  .filter(([, , relation = '']) => /known: .*(?:fork|renamed|successor)/.test(relation));

const versions = newestVersions([...new Set(pairs.flatMap((pair) => pair.slice(0, 2)))]);
const rows = pairs
  .filter(([a, b]) => versions.has(a) && versions.has(b))
  .map(([a, b, relation]) =>
    [a, versions.get(a), b, versions.get(b), relation.replace(/.*known: /, '').replace(/;.*/, '')].join('\t'),
  );
const head = [
  '# Honest Go modules that are relatives: forks, renamed modules, successors. Made by scripts/labelled-relatives.mjs.',
  `# date: ${date}`,
  '# source: the pairs of confusable.txt that are known to be related; the newest versions that the mirror had.',
  '# columns, separated by tabs: one module, its version, the other, its version, how they are related',
];
writeFileSync(join(folder, 'relatives.txt'), `${[...head, ...rows].join('\n')}\n`);
console.log(`${rows.length} of ${pairs.length} pairs`);

function newestVersions(paths) {
  const found = new Map();
  for (let at = 0; at < paths.length; at += 20) {
    const asked = paths.slice(at, at + 20).map((path) => `${path}@latest`);
    const env = { ...process.env, GOTOOLCHAIN: 'local', GO111MODULE: 'on', GOWORK: 'off', GOFLAGS: '' };
    const { stdout } = spawnSync('go', ['mod', 'download', '-json', ...asked], {
      cwd: tmpdir(),
      env,
      encoding: 'utf8',
      maxBuffer: 64 << 20,
    });
    for (const text of (stdout ?? '').split(/^\}$/m).filter((each) => each.trim() !== '')) {
      const { Path, Version, Zip } = JSON.parse(`${text}}`);
      if (Zip !== undefined) found.set(Path, Version);
    }
  }
  return found;
}
