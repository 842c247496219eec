import {
  hashText,
  joinHashes,
  KeyTable,
  mixKey,
  SegmentHash,
} from '../../../server/src/typosquat/keyTable.ts';
import { describe, expect, test } from '../../kit.ts';

describe('SegmentHash', () => {
  const segment = 'grey-whale.example';

  test('every part has the hash of its text', () => {
    const hash = new SegmentHash(segment);
    for (let start = 0; start <= segment.length; start++) {
      for (let end = start; end <= segment.length; end++) {
        expect(hash.part(start, end)).toBe(hashText(segment.slice(start, end)));
      }
    }
  });

  test('two hashes join as their texts do', () => {
    const [first, second] = ['grey-', 'whale'];
    expect(joinHashes(hashText(first), hashText(second), second.length)).toBe(hashText(first + second));
  });

  test('every deletion has the hash of what it leaves', () => {
    const hash = new SegmentHash('something else');
    hash.load(segment);
    expect(hash.length).toBe(segment.length);
    for (let at = 0; at < segment.length; at++) {
      expect(hash.without(at)).toBe(hashText(segment.slice(0, at) + segment.slice(at + 1)));
    }
  });
});

describe('KeyTable', () => {
  test('gives back every value of a key, and nothing for another, however often it grew', () => {
    const table = new KeyTable();
    for (let i = 0; i < 15_000; i++) {
      table.add(mixKey(i, 7, 0), i);
      table.add(mixKey(i, 7, 0), i + 100_000);
      table.add(mixKey(i, 7, 0), i);
    }
    for (let i = 0; i < 15_000; i++) {
      const found = table.collect(mixKey(i, 7, 0), null);
      expect(found?.toSorted((a, b) => a - b)).toEqual([i, i + 100_000]);
      expect(table.collect(mixKey(i, 7, 1), found)).toBe(found);
      expect(found).toHaveLength(2);
      expect(table.collect(mixKey(i, 7, 1), null)).toBeNull();
    }
  });

  test('loses nothing when it makes room', () => {
    const table = new KeyTable();
    for (let i = 0; i < 400; i++) table.add(mixKey(i, 1, 1), i);
    table.makeRoom();
    for (let i = 0; i < 400; i++) expect(table.collect(mixKey(i, 1, 1), null)).toEqual([i]);
  });

  test('keeps the first values of a crowded key, so that no look-up grows with the corpus', () => {
    const table = new KeyTable();
    for (let i = 0; i < 1000; i++) table.add(42, i);
    expect(table.collect(42, null)).toEqual(Array.from({ length: KeyTable.MAX_VALUES }, (_, i) => i));
  });
});
