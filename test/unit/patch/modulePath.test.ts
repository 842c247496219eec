import { replaceModulePath } from '../../../server/src/patch/index.ts';
import { describe, expect, test } from '../../kit.ts';

function replaced(text: string, keepUrls = true): readonly [string, number] {
  const { bytes, places } = replaceModulePath(
    new TextEncoder().encode(text),
    'github.com/boltdb-go/bolt',
    'github.com/boltdb/bolt',
    keepUrls,
  );
  return [new TextDecoder().decode(bytes), places];
}

describe('replaceModulePath', () => {
  test.each([
    ['import "github.com/boltdb-go/bolt/cmd"', 'import "github.com/boltdb/bolt/cmd"', 1],
    ['module github.com/boltdb-go/bolt\n', 'module github.com/boltdb/bolt\n', 1],
    ['äöü github.com/boltdb-go/bolt. äöü', 'äöü github.com/boltdb/bolt. äöü', 1],
    [
      'github.com/boltdb-go/bolt github.com/boltdb-go/bolt',
      'github.com/boltdb/bolt github.com/boltdb/bolt',
      2,
    ],
    ['"github.com/boltdb-go/bolts"', '"github.com/boltdb-go/bolts"', 0],
    ['"github.com/boltdb-go/bolt.v2"', '"github.com/boltdb-go/bolt.v2"', 0],
    ['"www.github.com/boltdb-go/bolt"', '"www.github.com/boltdb-go/bolt"', 0],
    ['"github.com/boltdb-go"', '"github.com/boltdb-go"', 0],
  ])('%s', (before, after, places) => {
    expect(replaced(before)).toEqual([after, places]);
  });

  test('an address in code stays, because it matters where it leads; in prose it is the name of the module', () => {
    const url = 'https://github.com/boltdb-go/bolt/releases/x';
    expect(replaced(url)).toEqual([url, 0]);
    expect(replaced(url, false)).toEqual(['https://github.com/boltdb/bolt/releases/x', 1]);
  });

  test('bytes that are no UTF-8 stay as they are', () => {
    const head = new TextEncoder().encode('github.com/a/b ');
    const { bytes } = replaceModulePath(new Uint8Array([...head, 0xff, 0x81]), 'github.com/a/b', 'c', true);
    expect([...bytes]).toEqual([0x63, 0x20, 0xff, 0x81]);
  });
});
