import { fingerprintOf, likenessOf } from '../../../server/src/likeness/index.ts';
import { expect, test } from '../../kit.ts';
import { moduleOf } from './tidewatch.ts';

// Each would take minutes, all memory or the whole stack if something were
// quadratic, unbounded or recursive.
test.each<[string, () => Record<string, string>]>([
  ['100,000 nested braces', () => ({ 'a.go': `package a\nfunc f() ${'{'.repeat(1e5)}${'}'.repeat(1e5)}\n` })],
  ['one statement of a million tokens', () => ({ 'a.go': `package a\nvar x = 1${' + 1'.repeat(1e6)}\n` })],
  [
    'one declaration of many statements',
    () => ({ 'a.go': `package a\nfunc f() {\n${'x++\n'.repeat(5e5)}}\n` }),
  ],
  ['a literal of five megabytes', () => ({ 'a.go': `package a\nvar x = "${'a'.repeat(5 << 20)}"\n` })],
  ['nothing but the module path', () => ({ 'README.md': 'a.example/b '.repeat(3e5) })],
  [
    '20,000 files',
    () => Object.fromEntries(Array.from({ length: 2e4 }, (_, i) => [`${i}.go`, 'package a\n'])),
  ],
  [
    '20,000 licences',
    () => Object.fromEntries(Array.from({ length: 2e4 }, (_, i) => [`${i}/LICENSE`, `${i}`])),
  ],
  ['a path of 100,000 folders', () => ({ [`${'a/'.repeat(1e5)}a.go`]: 'package a\n' })],
  ['broken text', () => ({ 'a.go': 'package a\nfunc ((((]]]}}} "', 'b.go': '\0\ufeff', 'c.go': '' })],
])('%s are read in time, and are like themselves', (_, files) => {
  const module = moduleOf('a.example/b', files());
  const one = fingerprintOf(module);
  const found = likenessOf(one, fingerprintOf(module));
  expect(found.changed).toEqual([]);
  expect(found.added).toEqual([]);
  expect(found.same).toBe(one.files.length);
});

test('bytes that are no UTF-8 are compared byte by byte', () => {
  const fileOf = (byte: number) => {
    const bytes = new Uint8Array([0x61, byte, 0x62, 0x0a]);
    return { path: 'notes.txt', sizeBytes: 4, read: () => bytes };
  };
  const of = (byte: number) => fingerprintOf({ modulePath: 'a.example/b', files: [fileOf(byte)] });
  expect(likenessOf(of(0xff), of(0xff)).same).toBe(1);
  expect(likenessOf(of(0xff), of(0xfe)).changed).toEqual(['notes.txt']);
});

test('very many equal files under other names are paired in time', () => {
  const of = (folder: string) =>
    fingerprintOf(
      moduleOf(
        'a.example/b',
        Object.fromEntries(Array.from({ length: 2e4 }, (_, i) => [`${folder}/${i}.go`, 'package a\n'])),
      ),
    );
  expect(likenessOf(of('x'), of('y'))).toMatchObject({ same: 2e4, changed: [], added: [], missing: [] });
});
