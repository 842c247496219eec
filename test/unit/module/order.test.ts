import { compareBytewise, compareModuleVersions } from '../../../server/src/module/index.ts';
import { describe, expect, test } from '../../kit.ts';

describe('order', () => {
  test('is that of UTF-8 bytes', () => {
    const ordered = [
      '',
      'A',
      'a',
      'a/b',
      'ab',
      'é',
      '\ue000',
      '\uffee',
      '\u{10000}',
      '😀',
      '😁',
      '\u{10ffff}',
    ];
    const bytes = [...ordered].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
    expect(bytes).toEqual(ordered);
    expect([...ordered].reverse().sort(compareBytewise)).toEqual(ordered);
    expect([compareBytewise('a', 'a'), compareBytewise('a', 'b'), compareBytewise('b', 'a')]).toEqual([
      0, -1, 1,
    ]);
  });

  test('puts the go.mod of a version behind the version', () => {
    const ordered = [
      { path: 'a.b/c', version: 'v1.2.0' },
      { path: 'a.b/c', version: 'v1.2.0/go.mod' },
      { path: 'a.b/c', version: 'v1.10.0/go.mod' },
      { path: 'a.b/c/v2', version: 'v2.0.0' },
      { path: 'a.b/d', version: 'v1.0.0' },
    ];
    expect([...ordered].reverse().sort(compareModuleVersions)).toEqual(ordered);
  });
});
