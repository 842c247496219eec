import { fingerprintOf, type Likeness, likenessOf } from '../../../server/src/likeness/index.ts';
import { describe, expect, test } from '../../kit.ts';
import { COPY, changed, LOADER, moduleOf, ORIGINAL, TIDEWATCH } from './tidewatch.ts';

const target = fingerprintOf(moduleOf(ORIGINAL, TIDEWATCH));
const renamed = changed(TIDEWATCH, (text) => text.replaceAll(ORIGINAL, COPY));

function compare(files: Readonly<Record<string, string>>, path = COPY): Likeness {
  return likenessOf(fingerprintOf(moduleOf(path, files)), target);
}

describe('copies', () => {
  test('a copy whose module path was replaced everywhere is the same, file by file', () => {
    const found = compare(renamed);
    expect(found).toMatchObject({ share: 1, covered: 1, isNearCopy: true, isComparable: true, reason: null });
    expect(found).toMatchObject({ same: 6, changed: [], added: [], missing: [] });
  });

  test('a README that was left as it was is the same, and so are imports of the original', () => {
    const found = compare({ ...TIDEWATCH, 'go.mod': renamed['go.mod'] as string });
    expect(found).toMatchObject({ share: 1, covered: 1, same: 6, changed: [], added: [], missing: [] });
  });

  test.each<[string, (text: string, path: string) => string]>([
    [
      'comments and licence headers',
      (text) => `// Licensed anew.\n\n${text.replaceAll(/^\/\/ .*$/gm, '// Other words.')}`,
    ],
    ['blanks and line ends', (text) => text.replaceAll('\t', '    ').replaceAll('\n', '\r\n')],
    [
      'commas that gofmt adds',
      (text) => text.replaceAll('High: level.Metres > 2.5}', 'High: level.Metres > 2.5,\n}'),
    ],
    ['the order of imports', (text) => text.replace('"errors"\n\t"fmt"', '"fmt"\n\t"errors"')],
    [
      'the name of a package and of those who use it',
      (text) =>
        text
          .replaceAll(/package gauge$/gm, 'package meter')
          .replaceAll(/(?<!\/)gauge\./g, 'meter.')
          .replaceAll('/gauge"', '/meter"'),
    ],
  ])('a change of %s leaves the code what it was', (_, change) => {
    const found = compare(
      changed(renamed, (text, path) => (path.endsWith('.go') ? change(text, path) : text)),
    );
    expect(found.share).toBe(1);
    expect(found.covered).toBe(1);
    expect(found.isNearCopy).toBe(true);
  });

  test('files that were moved and renamed are found by what they say', () => {
    const moved = changed(
      renamed,
      (text) => text.replaceAll('/gauge"', '/internal/gauge"'),
      (path) => path.replace('gauge/gauge.go', 'internal/gauge/reader.go'),
    );
    const found = compare(moved);
    expect(found).toMatchObject({ share: 1, covered: 1, added: [], missing: [] });
    // Their importers name another folder.
    expect(found.changed).toEqual(['tide.go', 'tide_test.go']);
  });

  test('a file that was moved and changed is held against the one that it was made from', () => {
    const moved = changed(
      renamed,
      (text) => text.replace('return best', 'best.Hour++\n\treturn best'),
      (path) => path.replace(/^tide\.go$/, 'flood.go'),
    );
    const found = compare(moved);
    expect(found.changed).toEqual(['flood.go']);
    expect(found.counterparts).toEqual(new Map([['flood.go', 'tide.go']]));
    expect(found.share).toBeGreaterThan(0.9);
  });
});

describe('what differs', () => {
  test('a loader in a file of its own is the one file that is added', () => {
    const found = compare({ ...renamed, 'zz.go': LOADER });
    expect(found).toMatchObject({ same: 6, changed: [], added: ['zz.go'], missing: [], isNearCopy: true });
    expect(found.share).toBeLessThan(1);
    expect(found.covered).toBe(1);
  });

  test('a function more in a file changes that file by that function alone', () => {
    const found = compare({
      ...renamed,
      'tide.go': `${renamed['tide.go']}\nfunc init() { println(len(ErrDry.Error())) }\n`,
    });
    expect(found.changed).toEqual(['tide.go']);
    expect(found.share).toBeGreaterThan(0.9);
    expect(found.share).toBeLessThan(1);
  });

  test.each([
    ['one token', (text: string) => text.replace('tide.Metres > best', 'tide.Metres < best')],
    ['a string', (text: string) => text.replace('all gauges are dry', 'all gauges are wet')],
    ['an import', (text: string) => text.replace('"sort"', 'sort "sort/v2"')],
    ['a directive', (text: string) => `//go:build windows\n\n${text}`],
  ])('%s is enough to make a file differ', (_, change) => {
    const found = compare({ ...renamed, 'tide.go': change(renamed['tide.go'] as string) });
    expect(found.changed).toEqual(['tide.go']);
  });

  test('an address in code is where something is fetched from, though it holds the module path', () => {
    const code = (path: string): string => `package a\n\nconst from = "https://${path}/levels"\n`;
    const of = (path: string) => fingerprintOf(moduleOf(path, { 'a.go': code(path) }));
    expect(likenessOf(of(COPY), of(ORIGINAL)).changed).toEqual(['a.go']);
  });

  test('the same content built for another system differs', () => {
    const { 'tide.go': tide, ...rest } = renamed;
    expect(compare({ ...rest, 'tide_windows.go': tide as string }).changed).toEqual(['tide_windows.go']);
  });

  test('a test that became code that is built differs', () => {
    const { 'tide_test.go': text, ...rest } = renamed;
    expect(compare({ ...rest, 'tide_check.go': text as string }).changed).toEqual(['tide_check.go']);
  });

  test('what was left out is missing', () => {
    const { 'gauge/gauge.go': _, ...rest } = renamed;
    const found = compare(rest);
    expect(found.missing).toEqual(['gauge/gauge.go']);
    expect(found.covered).toBeLessThan(0.8);
  });
});
