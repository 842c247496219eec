import { parseModFile } from '../../../server/src/modfile/index.ts';
import { describe, expect, test } from '../../kit.ts';

const kinds = (text: string) =>
  Array.from(parseModFile(text).file.tokens, ({ kind, start, end }) => [kind, text.slice(start, end)]);

describe('tokens', () => {
  test('are of these kinds', () => {
    expect(kinds('require ( // a\r\n\t"b" c//d\n[,]')).toEqual([
      ['word', 'require'],
      ['blank', ' '],
      ['punctuation', '('],
      ['blank', ' '],
      ['comment', '// a'],
      ['blank', '\r'],
      ['newline', '\n'],
      ['blank', '\t'],
      ['string', '"b"'],
      ['blank', ' '],
      ['word', 'c'],
      ['comment', '//d'],
      ['newline', '\n'],
      ['punctuation', '['],
      ['punctuation', ','],
      ['punctuation', ']'],
    ]);
  });

  test('what cannot be read reaches to the end of its line', () => {
    expect(kinds('a\0b c\n/* d\n"e')).toEqual([
      ['word', 'a'],
      ['invalid', '\0b c'],
      ['newline', '\n'],
      ['invalid', '/* d'],
      ['newline', '\n'],
      ['invalid', '"e'],
    ]);
  });

  test('joined, they are the text, whatever the text is', () => {
    const pieces = [
      'a',
      '"',
      '`',
      '\\',
      '\n',
      '\r',
      ' ',
      '(',
      ')',
      '/',
      '*',
      '\0',
      '\ufeff',
      '😀',
      '\ud800',
      '\udc00',
      '\u0301',
      ',',
    ];
    let state = 12345;
    const next = (below: number) => {
      state = (state * 1103515245 + 12345) % 2 ** 31;
      return Math.floor((state / 2 ** 31) * below);
    };
    for (let round = 0; round < 3000; round++) {
      const text = Array.from({ length: next(40) }, () => pieces[next(pieces.length)]).join('');
      const tokens = [...parseModFile(text).file.tokens];
      expect(tokens.map(({ start, end }) => text.slice(start, end)).join('')).toBe(text);
      expect(tokens.every(({ start, end }) => start < end)).toBe(true);
    }
  });

  test('half a surrogate pair is a character of a word', () => {
    expect(kinds('a\ud800b')).toEqual([['word', 'a\ud800b']]);
  });
});
