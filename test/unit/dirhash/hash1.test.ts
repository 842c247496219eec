import { Buffer } from 'node:buffer';
import { blobId, hash1, hashGoMod, sha256Hex } from '../../../server/src/dirhash/index.ts';
import { describe, expect, test } from '../../kit.ts';

const named = (name: string) => ({ name, sha256: sha256Hex(Buffer.from(name)) });

describe('hash1', () => {
  test('equals published hashes of go.mod files', () => {
    expect(hashGoMod(new Uint8Array())).toBe('h1:G7mAYYxgmS0lVkHyy2hEOLQCFB0DlQFTMLWggykrydY=');
    expect(hashGoMod(Buffer.from('module github.com/rsc/vgotest1\n'))).toBe(
      'h1:Cikz7B+nPkZt/jV9utQtgwwldwX1OWdKqIsrVQcO47c=',
    );
  });

  test('is the SHA-256 of lines like those of sha256sum', () => {
    const lines = `${sha256Hex(Buffer.from('a'))}  a\n${sha256Hex(Buffer.from('b'))}  b\n`;
    const expected = Buffer.from(sha256Hex(Buffer.from(lines)), 'hex').toString('base64');
    expect(hash1([named('a'), named('b')])).toBe(`h1:${expected}`);
    expect(hash1([named('b'), named('a')])).toBe(`h1:${expected}`);
  });

  test('sorts names by UTF-8 bytes, not by UTF-16 units', () => {
    // U+FF5E comes before U+1F642 in UTF-8 and behind its surrogates in UTF-16.
    const lines = ['\uff5e', '\u{1f642}'].map((name) => `${named(name).sha256}  ${name}\n`).join('');
    const expected = Buffer.from(sha256Hex(Buffer.from(lines)), 'hex').toString('base64');
    expect(hash1([named('\u{1f642}'), named('\uff5e')])).toBe(`h1:${expected}`);
  });

  test('agrees with a bytewise sort on names of all kinds', () => {
    const names = [
      'a',
      'a/b',
      'a.b',
      'a-b',
      'B',
      'ä',
      '世',
      '\ue000',
      '\uffff',
      '\u{10000}',
      '\u{10ffff}',
      'a\u{10000}',
      'a\uffff',
    ];
    const sorted = [...names].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
    const lines = sorted.map((name) => `${named(name).sha256}  ${name}\n`).join('');
    expect(hash1(names.map(named))).toBe(
      `h1:${Buffer.from(sha256Hex(Buffer.from(lines)), 'hex').toString('base64')}`,
    );
  });

  test('refuses names with a line feed', () => {
    expect(() => hash1([named('a\nb')])).toThrow(RangeError);
  });
});

describe('blobId', () => {
  test('equals the ids that git gives', () => {
    expect(blobId(new Uint8Array(), 'sha1')).toBe('e69de29bb2d1d6434b8b29ae775ad8c2e48c5391');
    expect(blobId(Buffer.from('hello\n'), 'sha1')).toBe('ce013625030ba8dba906f756967f9e9ca394464a');
    expect(blobId(Buffer.from('hello\n'), 'sha256')).toBe(
      '2cf8d83d9ee29543b34a87727421fdecb7e3f3a183d337639025de576db9ebb4',
    );
  });
});
