import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { checkPath } from '../../../server/src/module/index.ts';
import { buildIndex, judgeName, parseKnownModules } from '../../../server/src/typosquat/index.ts';
import { describe, expect, test } from '../../kit.ts';

const file = fileURLToPath(new URL('../../../server/data/known-modules.txt', import.meta.url));
const script = fileURLToPath(new URL('../../../scripts/known-modules.mjs', import.meta.url));

describe('the committed corpus', () => {
  const text = readFileSync(file, 'utf8');
  const corpus = parseKnownModules(text);

  test('is read without a problem, says its date and number, and is small', () => {
    expect(corpus.problems).toEqual([]);
    expect(corpus.date).toMatch(/^20\d\d-\d\d/);
    expect(corpus.modules.length).toBeGreaterThanOrEqual(9000);
    expect(corpus.announced).toBe(corpus.modules.length);
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

/** Two tools need one library each, and a library needs itself for its tests. */
const SOURCES = `Package: golang-ann-tool
Binary: golang-ann-tool-dev, ann-tool
Go-Import-Path: github.com/ann/tool
Build-Depends: debhelper-compat (= 13), golang-ann-tool-dev <!nocheck>

Package: golang-ann-lonely
Binary: golang-ann-lonely-dev
Go-Import-Path: github.com/ann/lonely

Package: golang-no-module
Binary: golang-no-module-dev
Go-Import-Path: no-module

Package: golang-zoe-b
Binary: golang-zoe-b-dev
Go-Import-Path: github.com/zoe/b
Build-Depends: debhelper-compat (= 13),
 golang-any,
 golang-ann-tool-dev (>= 1.2) | golang-other-dev [amd64]

Package: program
Binary: program
Build-Depends-Indep: golang-ann-tool-dev, golang-zoe-b-dev,
\tgolang-ann-tool-dev, golang-no-module-dev
`;

function runScript(...args: readonly string[]) {
  return spawnSync(process.execPath, [script, ...args], { encoding: 'utf8' });
}

function inFolder(use: (folder: string) => void): void {
  const folder = mkdtempSync(join(tmpdir(), 'known-modules-'));
  try {
    use(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe('scripts/known-modules.mjs', () => {
  test('finds columns by name, sorts, and leaves out what is no module path', () => {
    inFolder((folder) => {
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
      const run = runScript(table, '2031-04', out);
      expect(run.stderr).toBe('2 modules written, 3 rows left out\n');
      expect(run.status).toBe(0);
      const text = readFileSync(out, 'utf8');
      expect(text).toContain('# sources: one 3, two 1\n');
      expect(text.endsWith('\nexample.com/a\ngithub.com/zoe/b 7\n')).toBe(true);
      expect(parseKnownModules(text)).toMatchObject({ date: '2031-04', problems: [] });
    });
  });

  test('reads source package indexes of Debian, plain and gzip, and takes the greater weight', () => {
    inFolder((folder) => {
      const [table, one, two, out] = ['table.tsv', 'one', 'two.gz', 'out.txt'].map((name) =>
        join(folder, name),
      );
      writeFileSync(
        table!,
        'module path\tn_all\tsources\ngithub.com/ann/tool\t1\tx\ngithub.com/zoe/b\t9\tx\n',
      );
      writeFileSync(one!, SOURCES);
      // Another suite holds one builder more, and the others again.
      writeFileSync(two!, gzipSync(`${SOURCES}\nPackage: late\nBuild-Depends: golang-zoe-b-dev\n`));
      const run = runScript(table!, '2031-04-09', out!, `--debian=${one}`, `--debian=${two}`);
      expect(run.stderr).toBe('3 modules written, 1 rows left out\n');
      expect(run.status).toBe(0);
      const corpus = parseKnownModules(readFileSync(out!, 'utf8'));
      expect(corpus).toMatchObject({ date: '2031-04-09', announced: 3, problems: [] });
      expect(corpus.modules).toEqual([
        { path: 'github.com/ann/lonely', weight: 0 },
        { path: 'github.com/ann/tool', weight: 2 },
        { path: 'github.com/zoe/b', weight: 9 },
      ]);
      expect(runScript('2031-04', out!, `--debian=${one}`).status).toBe(0);
      expect(readFileSync(out!, 'utf8')).toContain('\ngithub.com/ann/tool 2\ngithub.com/zoe/b 1\n');
    });
  });

  test('says what to do with xz', () => {
    inFolder((folder) => {
      const file = join(folder, 'Sources.xz');
      writeFileSync(file, Buffer.from('fd377a585a0000', 'hex'));
      const run = runScript('2031-04', join(folder, 'out.txt'), `--debian=${file}`);
      expect(run.status).not.toBe(0);
      expect(run.stderr).toContain('Run "xz -dk" on it');
    });
  });

  test.each([[['x.tsv', 'yesterday']], [['2031-04']], [['x.tsv', '2031-04', 'out.txt', '--unknown']]])(
    'wrong use ends with 2: %j',
    (args) => {
      expect(runScript(...args).status).toBe(2);
    },
  );
});
