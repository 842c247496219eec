import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseKnownModules } from '../../../server/src/typosquat/index.ts';
import { MaliciousModules, parseFeed } from '../../../server/src/vulndb/index.ts';
import { describe, expect, test } from '../../kit.ts';

const at = (path: string): string => fileURLToPath(new URL(`../../../${path}`, import.meta.url));
const text = readFileSync(at('server/data/malicious-modules.txt'), 'utf8');
const table = readFileSync(at('server/data/malicious-modules.tsv'), 'utf8');
const read = parseFeed(text);
if (read.kind === 'refused') throw new Error(`line ${read.line + 1}: ${read.reason}`);
const { feed } = read;
const listed = new MaliciousModules(feed);

describe('the feed that ships', () => {
  test('is made from the table, and from nothing else', () => {
    const folder = mkdtempSync(join(tmpdir(), 'modproof-feed-'));
    const made = join(folder, 'feed.txt');
    const { status } = spawnSync(process.execPath, [at('scripts/malicious-modules.mjs'), feed.date, made]);
    expect(status).toBe(0);
    expect(readFileSync(made, 'utf8')).toBe(text);
    rmSync(folder, { recursive: true });
  });

  test('holds every row of the table and is small', () => {
    const paths = table
      .trimEnd()
      .split('\n')
      .slice(1)
      .map((row) => row.split('\t')[0] ?? '');
    expect(paths.length).toBeGreaterThan(100);
    expect(new Set(feed.advisories.map(({ path }) => path))).toEqual(new Set(paths));
    expect(statSync(at('server/data/malicious-modules.txt')).size).toBeLessThan(300_000);
  });

  test('finds each module at a version that it names, and by no other letter case', () => {
    for (const { path, versions } of feed.advisories) {
      const [range] = versions;
      if (range?.kind === 'commit') {
        const pseudo = `v0.0.0-20200101000000-${range.commit}`;
        expect(listed.about(path, pseudo)).toHaveLength(1);
        expect(listed.about(path, 'v0.0.0-20200101000000-000000000000')).toEqual([]);
        continue;
      }
      const version = range?.kind === 'one' ? range.version : 'v1.2.3';
      expect(listed.about(path, version)).toHaveLength(1);
      expect(listed.about(path.toUpperCase(), version)).toEqual([]);
    }
  });

  test('names no module as a whole that many projects require', () => {
    const { modules } = parseKnownModules(readFileSync(at('server/data/known-modules.txt'), 'utf8'));
    const known = new Set(modules.map(({ path }) => path));
    const whole = feed.advisories.filter(({ versions }) => versions.some(({ kind }) => kind === 'all'));
    expect(whole.filter(({ path }) => known.has(path))).toEqual([]);
  });

  test('names no module that many projects require at a version that is not known to be bad', () => {
    const { modules } = parseKnownModules(readFileSync(at('server/data/known-modules.txt'), 'utf8'));
    expect(modules.filter(({ path }) => listed.about(path, 'v1.0.0').length > 0)).toEqual([]);
  });

  test('sends nobody to a module that it names itself', () => {
    const targets = feed.advisories.flatMap(({ imitates }) => imitates ?? []);
    expect(targets.flatMap((path) => listed.about(path, 'v1.0.0'))).toEqual([]);
  });
});
