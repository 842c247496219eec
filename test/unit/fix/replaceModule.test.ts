import { readFileSync } from 'node:fs';
import { replaceModule, type TextFile } from '../../../server/src/fix/index.ts';
import { parseModFile } from '../../../server/src/modfile/index.ts';
import { describe, expect, test } from '../../kit.ts';
import { applyAll } from './edited.ts';

const FROM = { path: 'bad.example/x', version: 'v1.2.0' };
const TO = { path: 'good.example/x/v2', version: 'v2.3.0' };
const HASH = `h1:${'A'.repeat(43)}=`;

const FILES: readonly TextFile[] = [
  {
    path: '/p/go.mod',
    text: 'module m.example/p\n\nrequire (\n\tbad.example/x v1.2.0\n\tbad.example/x/n v1.0.0 // indirect\n)\n',
  },
  { path: '/p/go.sum', text: `bad.example/x v1.2.0 ${HASH}\nbad.example/x/n v1.0.0 ${HASH}\n` },
  { path: '/go.work', text: 'use ./p\nreplace bad.example/x => ../x\n' },
  { path: '/go.work.sum', text: `bad.example/x v1.2.0/go.mod ${HASH}\n` },
  {
    path: '/p/a.go',
    text: 'package p\n\nimport (\n\t"bad.example/x/a"\n\t"bad.example/x/n"\n\t"bad.example/x/w/b"\n)\n',
  },
  { path: '/p/b_test.go', text: 'package p\n' },
  { path: '/p/README.md', text: 'bad.example/x\n' },
];
const OPTIONS = { neighbours: ['bad.example/x/w'], sums: [`good.example/x/v2 v2.3.0 ${HASH}`] };

test('all files of a module change together, and no others', () => {
  const edits = replaceModule(FILES, FROM, TO, OPTIONS);
  expect(edits.map(({ path }) => path)).toEqual([
    '/p/go.mod',
    '/p/go.sum',
    '/go.work',
    '/go.work.sum',
    '/p/a.go',
  ]);
  const after = Object.fromEntries(applyAll(FILES, edits).map(({ path, text }) => [path, text]));
  expect(after).toMatchObject({
    '/p/go.mod':
      'module m.example/p\n\nrequire (\n\tgood.example/x/v2 v2.3.0\n\tbad.example/x/n v1.0.0 // indirect\n)\n',
    '/p/go.sum': `bad.example/x/n v1.0.0 ${HASH}\ngood.example/x/v2 v2.3.0 ${HASH}\n`,
    '/go.work': 'use ./p\nreplace good.example/x/v2 => ../x\n',
    '/go.work.sum': '',
    '/p/a.go':
      'package p\n\nimport (\n\t"good.example/x/v2/a"\n\t"bad.example/x/n"\n\t"bad.example/x/w/b"\n)\n',
  });
});

describe('lines of go.sum', () => {
  const sumsAfter = (goMod: string, isRequiredElsewhere: boolean): string | undefined => {
    const lines = ['v1.1.0', 'v1.1.0/go.mod', 'v1.2.0'].map(
      (version) => `bad.example/x ${version} ${HASH}\n`,
    );
    const files = [
      { path: 'go.mod', text: goMod },
      { path: 'go.sum', text: lines.join('') },
    ];
    const after = applyAll(files, replaceModule(files, FROM, TO, { isRequiredElsewhere }));
    return after[1]?.text.replaceAll(` ${HASH}\n`, '; ');
  };

  test('stay for a version that a replacement still puts in', () => {
    const goMod = 'require bad.example/x v1.2.0\nreplace a.example/b => bad.example/x v1.1.0\n';
    expect(sumsAfter(goMod, false)).toBe('bad.example/x v1.1.0; bad.example/x v1.1.0/go.mod; ');
  });

  test('stay where another module requires it', () => {
    expect(sumsAfter('require bad.example/x v1.2.0\n', false)).toBe('');
    expect(sumsAfter('require bad.example/x v1.2.0\n', true)).toMatch(/v1\.1\.0; .*v1\.2\.0; $/);
  });
});

test('doing it again changes nothing', () => {
  const after = applyAll(FILES, replaceModule(FILES, FROM, TO, OPTIONS));
  expect(replaceModule(after, FROM, TO, OPTIONS)).toEqual([]);
});

test('a module that Go could not name changes nothing anywhere', () => {
  expect(replaceModule(FILES, FROM, { path: 'good.example/x"\n', version: 'v1.0.0' })).toEqual([]);
  expect(replaceModule(FILES, FROM, { path: TO.path, version: 'v1.0.0' })).toEqual([]);
  expect(replaceModule(FILES, FROM, FROM)).toEqual([]);
});

describe('the example, cut off at any place', () => {
  const from = { path: 'github.com/boltdb-go/bolt', version: 'v1.3.1' };
  const to = { path: 'github.com/boltdb/bolt', version: 'v1.3.1' };
  const whole = ['go.mod', 'go.sum', 'main.go'].map((path) => ({
    path,
    text: readFileSync(`test/world/example/${path}`, 'utf8'),
  }));

  test('whole, one line of go.mod goes, two of go.sum, and one import changes', () => {
    const after = applyAll(whole, replaceModule(whole, from, to));
    for (const [index, { text }] of whole.entries()) {
      const lines = new Set(text.split('\n'));
      const changed = after[index]?.text.split('\n').filter((line) => !lines.has(line));
      expect(changed).toEqual(index === 2 ? ['\t"github.com/boltdb/bolt"'] : []);
      expect(after[index]?.text).not.toContain(from.path);
    }
  });

  test.each(whole.map(({ path, text }) => [path, text]))('%s', (path, text) => {
    for (let end = 0; end <= text.length; end++) {
      const files = [{ path, text: text.slice(0, end) }];
      const after = applyAll(files, replaceModule(files, from, to));
      if (path === 'go.mod') {
        const left = parseModFile(after[0]?.text ?? '').file.require.map((one) => one.path);
        expect(left).not.toContain(from.path);
      }
      expect(replaceModule(after, from, to)).toEqual([]);
    }
  });
});

// Anything but linear work would run into the time limit of the test runner.
describe('hostile texts', () => {
  const pieces: readonly (readonly [string, string, string, string])[] = [
    ['blocks', 'go.mod', '', 'exclude (\n\tbad.example/x v1.0.0\n)\n'],
    ['excludes', 'go.mod', 'exclude (\n', '\tbad.example/x v1.0.0\n'],
    ['requirements', 'go.mod', 'require (\n', '\tbad.example/x v1.2.0\n'],
    ['replacements', 'go.mod', 'replace (\n', '\tbad.example/x => ./x\n'],
    ['blank lines', 'go.mod', 'exclude bad.example/x v1.0.0\n', '\n'],
    ['sums', 'go.sum', '', `bad.example/x v1.0.0 ${HASH}\n`],
    ['imports', 'a.go', 'package p\nimport (\n', '\t"bad.example/x/a"\n'],
    ['elements of one import', 'a.go', 'package p\nimport "bad.example/x', '/a'],
    ['quotes', 'a.go', 'package p\nimport ', '"'],
  ];
  test.each(pieces)('of many %s', (_, path, start, piece) => {
    const files = [{ path, text: start + piece.repeat(1_000_000 / piece.length) }];
    const after = applyAll(files, replaceModule(files, FROM, TO));
    expect(after[0]?.text.length).toBeGreaterThanOrEqual(0);
  });
});
