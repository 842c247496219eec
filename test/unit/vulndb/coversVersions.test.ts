import { coversVersions } from '../../../server/src/vulndb/coversVersions.ts';
import { holdsVersion, parseVersionSet, type VersionSet } from '../../../server/src/vulndb/index.ts';
import { describe, expect, test } from '../../kit.ts';

const set = (text: string): VersionSet => {
  const read = parseVersionSet(text);
  if (read === null) throw new Error(`${text} is no set`);
  return read;
};

describe('a set of versions covers', () => {
  test.each<[string, string]>([
    ['*', '*'],
    ['*', 'v1.0.0,@0123456789ab,..<v2.0.0'],
    ['v1.0.0..', 'v1.0.0'],
    ['v1.0.0..', 'v1.0.0..v9.0.0'],
    ['v1.0.0..', 'v1.5.0..'],
    ['..<v2.0.0', '..v1.9.9'],
    ['..<v2.0.0', '..<v2.0.0'],
    ['v1.0.0..<v1.5.0,v1.5.0..v2.0.0', 'v1.0.0..v2.0.0'],
    // A version of its own fills the hole between two ranges.
    ['v1.0.0..<v1.5.0,v1.5.0,v1.4.0..<v1.5.0,v1.5.0..<v2.0.0', 'v1.1.0..<v2.0.0'],
    ['v1.0.0..<v1.5.0,v1.5.0', 'v1.0.0..v1.5.0'],
    ['v1.5.0..v2.0.0,v1.0.0..v1.6.0', 'v1.0.0..v2.0.0'],
    ['@0123456', '@0123456789ab'],
    ['v1.0.0', 'v1.0.0..v1.0.0'],
    // Nothing is between these.
    ['v9.0.0', 'v1.0.0..<v1.0.0'],
    ['v9.0.0', 'v2.0.0..v1.0.0'],
  ])('with %s that of %s', (wide, narrow) => {
    expect(coversVersions(set(wide), set(narrow))).toBe(true);
  });

  test.each<[string, string]>([
    ['v1.0.0', '*'],
    ['v1.0.0..', '*'],
    ['v1.0.1..', 'v1.0.0'],
    ['v1.0.1..', 'v1.0.0..'],
    ['v1.0.0..v2.0.0', 'v1.0.0..'],
    ['v1.0.0..v2.0.0', '..v2.0.0'],
    ['..<v2.0.0', '..v2.0.0'],
    ['v1.0.0..<v1.5.0,v1.5.1..v2.0.0', 'v1.0.0..v2.0.0'],
    // There are versions between v1.5.0 and v1.5.1, such as v1.5.1-rc1.
    ['v1.0.0..v1.5.0,v1.5.1..v2.0.0', 'v1.0.0..v2.0.0'],
    ['v1.0.0,v2.0.0', 'v1.0.0..v2.0.0'],
    ['@0123456789ab', '@0123456'],
    ['v0.0.0..', '@0123456789ab'],
    ['v1.0.0', 'v1.0.0,v1.0.1'],
  ])('with %s not that of %s', (wide, narrow) => {
    expect(coversVersions(set(wide), set(narrow))).toBe(false);
  });

  test('whatever it holds by the other rule, and misses nothing that is not held', () => {
    const ends = ['v1.0.0', 'v1.1.0-rc1', 'v1.1.0', 'v1.2.0', 'v2.0.0'];
    const ranges = ends.flatMap((from, at) => [
      from,
      `${from}..`,
      `..${from}`,
      `..<${from}`,
      ...ends.slice(at + 1).flatMap((to) => [`${from}..${to}`, `${from}..<${to}`]),
    ]);
    // Two versions of each gap: what holds all of these and the ends holds the gap.
    const probes = [
      'v0.1.0',
      'v0.2.0',
      'v1.0.5',
      'v1.0.6',
      'v1.1.0-rc2',
      'v1.1.0-rc3',
      'v1.1.5',
      'v1.1.6',
    ].concat(['v1.5.0', 'v1.6.0', 'v3.0.0', 'v4.0.0'], ends);
    const narrows = ranges.map((text) => {
      const narrow = set(text);
      return { text, narrow, held: probes.filter((one) => holdsVersion(narrow, one)) };
    });
    const wrong: string[] = [];
    for (const a of ranges) {
      for (const b of ranges) {
        const wide = set(`${a},${b}`);
        const held = new Set(probes.filter((one) => holdsVersion(wide, one)));
        for (const one of narrows) {
          const isCovered = one.held.every((version) => held.has(version));
          if (coversVersions(wide, one.narrow) !== isCovered) wrong.push(`${a},${b} and ${one.text}`);
        }
      }
    }
    expect(wrong).toEqual([]);
  });

  test('nothing where there is too much to compare', () => {
    const many = Array.from({ length: 1500 }, (_, at): VersionSet[number] => ({
      kind: 'one',
      version: `v1.${at}.0`,
    }));
    expect(coversVersions(many, many.slice(0, 10))).toBe(true);
    expect(coversVersions(many, many)).toBe(false);
  });
});
