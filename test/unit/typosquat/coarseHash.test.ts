import { readFileSync } from 'node:fs';
import { coarseHash } from '../../../server/src/typosquat/coarseHash.ts';
import { coarseKey, repositoryKey } from '../../../server/src/typosquat/fold.ts';
import { parseKnownModules } from '../../../server/src/typosquat/index.ts';
import { hashText } from '../../../server/src/typosquat/keyTable.ts';
import { describe, expect, test } from '../../kit.ts';

const slow = (name: string): number => hashText(coarseKey(repositoryKey(name)));

/** A random text over few letters, so that all that is folded comes up often. */
function randomName(random: () => number): string {
  const alphabet = [
    'rn',
    'vv',
    'cl',
    'c1',
    '1',
    '0',
    'i',
    'l',
    's',
    'ss',
    '-',
    '_',
    '.',
    '~',
    'go',
    'golang',
    'git',
    'a',
    'c',
    'r',
    'v',
    '/',
  ];
  let name = '';
  for (let parts = Math.floor(random() * 7); parts >= 0; parts--)
    name += alphabet[Math.floor(random() * alphabet.length)];
  return name;
}

describe('the coarse hash', () => {
  test('is that of the coarse key, for every element of every known path', () => {
    const { modules } = parseKnownModules(readFileSync('server/data/known-modules.txt', 'utf8'));
    const elements = new Set(modules.flatMap(({ path }) => path.toLowerCase().split('/')));
    expect(elements.size).toBeGreaterThan(5000);
    expect([...elements].filter((element) => coarseHash(element) !== slow(element))).toEqual([]);
  });

  test('is that of the coarse key, for a hundred thousand names in which much is folded', () => {
    let state = 12345;
    const random = (): number => {
      state = (Math.imul(state, 1664525) + 1013904223) | 0;
      return (state >>> 8) / 2 ** 24;
    };
    const names = new Set(Array.from({ length: 100_000 }, () => randomName(random)));
    expect([...names].filter((name) => coarseHash(name) !== slow(name))).toEqual([]);
  });

  test.each([
    '',
    'go',
    'go-go',
    'golang',
    '-',
    'go-',
    'gogo',
    'golangs',
    'class',
    'glass',
    'ass',
    'rrn',
    'vvv',
    'cc1',
    'r-n',
  ])('of %j too', (name) => {
    expect(coarseHash(name)).toBe(slow(name));
  });
});
