import { fieldSpans, fields, trimSpace } from '../../../server/src/text/index.ts';
import { describe, expect, test } from '../../kit.ts';

describe('white space as Go has it', () => {
  test('U+0085 and U+3000 are white space, U+FEFF and U+200B are not', () => {
    expect(trimSpace(' \t\n\v\f\r\u0085\u00a0\u1680\u2000\u200a\u2028\u2029\u202f\u205f\u3000x\u3000')).toBe(
      'x',
    );
    expect(trimSpace('\ufeffx\u200b')).toBe('\ufeffx\u200b');
    expect(trimSpace('\u180ex')).toBe('\u180ex');
    expect(trimSpace(' \n')).toBe('');
  });

  test('fields are what is between runs of it', () => {
    expect(fields('  a\u0085b \t c')).toEqual(['a', 'b', 'c']);
    expect(fields(' \n')).toEqual([]);
  });

  test('field spans stay between the given offsets', () => {
    expect([...fieldSpans('ab cd ef', 1, 7)]).toEqual([
      { start: 1, end: 2 },
      { start: 3, end: 5 },
      { start: 6, end: 7 },
    ]);
  });
});
