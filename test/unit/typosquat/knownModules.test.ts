import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkPath } from '../../../server/src/module/index.ts';
import { buildIndex, judgeName, parseKnownModules } from '../../../server/src/typosquat/index.ts';
import { describe, expect, test } from '../../kit.ts';

const file = fileURLToPath(new URL('../../../server/data/known-modules.txt', import.meta.url));
const script = fileURLToPath(new URL('../../../scripts/known-modules.mjs', import.meta.url));

describe('the committed corpus', () => {
  const text = readFileSync(file, 'utf8');
  const corpus = parseKnownModules(text);

  test('is read without a problem, says its date and is small', () => {
    expect(corpus.problems).toEqual([]);
    expect(corpus.date).toMatch(/^20\d\d-\d\d/);
    expect(corpus.modules.length).toBeGreaterThan(5000);
    expect(statSync(file).size).toBeLessThan(600_000);
  });

  test('is sorted and holds each path once', () => {
    const paths = corpus.modules.map((module) => module.path);
    expect(paths).toEqual([...new Set(paths)].sort());
  });

  test('holds module paths alone', () => {
    const bad = corpus.modules.filter(({ path }) => checkPath(path) !== null);
    expect(bad).toEqual([]);
  });

  test('every module in it is known', () => {
    const index = buildIndex(corpus.modules);
    const others = corpus.modules.filter(({ path }) => judgeName(path, index).state !== 'known');
    expect(others).toEqual([]);
  });
});

describe('scripts/known-modules.mjs', () => {
  test('finds columns by name, sorts, and leaves out what is no module path', () => {
    const folder = mkdtempSync(join(tmpdir(), 'known-modules-'));
    try {
      const [table, out] = [join(folder, 'table.tsv'), join(folder, 'out.txt')];
      const rows = [
        'sources\tn_all\tmodule path',
        'two,one\t5\tgithub.com/zoe/b',
        'one\t0\texample.com/a',
        'one\t7\tgithub.com/zoe/b',
        'one\t1\tno-host/a',
        'one\tx\texample.com/b',
        'one\t1\texample.com/b/v1',
      ];
      writeFileSync(table, `${rows.join('\n')}\n`);
      const run = spawnSync(process.execPath, [script, table, '2031-04', out], { encoding: 'utf8' });
      expect(run.stderr).toBe('2 modules written, 3 rows left out\n');
      expect(run.status).toBe(0);
      const text = readFileSync(out, 'utf8');
      expect(text).toContain('# sources: one 3, two 1\n');
      expect(text.endsWith('\nexample.com/a\ngithub.com/zoe/b 7\n')).toBe(true);
      expect(parseKnownModules(text)).toMatchObject({ date: '2031-04', problems: [] });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test('wrong use ends with 2', () => {
    expect(spawnSync(process.execPath, [script, 'x.tsv', 'yesterday']).status).toBe(2);
  });
});
