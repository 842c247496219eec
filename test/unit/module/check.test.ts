import { checkFilePath, checkImportPath, checkPath } from '../../../server/src/module/index.ts';
import { describe, expect, test } from '../../kit.ts';

describe('path checks say why', () => {
  test.each([
    ['', 'it is empty'],
    ['-a.b/c', 'it starts with a dash'],
    ['a.b//c', 'it has two slashes in a row'],
    ['a.b/c/', 'it ends with a slash'],
    ['a.b/.c', 'it has an element that starts with a dot'],
    ['a.b/c.', 'it has an element that ends with a dot'],
    ['a.b/Aux.go', 'it has an element that Windows keeps for a device'],
    ['a.b/c d', 'it has a character that is not allowed there'],
    ['ab/c', 'its first element has no dot'],
    ['A.b/c', 'its first element may hold only lower-case letters, digits, dots and dashes'],
    ['a.b/v1', 'its major version suffix is not valid'],
    ['a.b/\ud800', 'it is not valid Unicode'],
  ])('%j: %s', (path, reason) => {
    expect(checkPath(path)).toBe(reason);
  });

  test('the three kinds differ', () => {
    expect([checkPath('a.b/c+d'), checkImportPath('a.b/c+d')]).toEqual([expect.any(String), null]);
    expect([checkImportPath('é.txt'), checkFilePath('é.txt')]).toEqual([expect.any(String), null]);
    expect([checkImportPath('a~1'), checkFilePath('a~1')]).toEqual([expect.any(String), null]);
    expect([checkFilePath('-a'), checkFilePath('a b!'), checkFilePath('a:b')]).toEqual([
      null,
      null,
      expect.any(String),
    ]);
  });

  test('a combining mark is no letter, and a digit beyond ASCII none either', () => {
    expect(checkFilePath('e\u0301')).not.toBeNull();
    expect(checkFilePath('\u0661')).not.toBeNull();
  });
});
