import { LineIndex } from '../../../server/src/text/index.ts';
import { describe, expect, test } from '../../kit.ts';

describe('LineIndex', () => {
  const text = 'ab\ncd\r\ne\rf😀g\n';
  const index = new LineIndex(text);

  test('ends lines at LF, CRLF and a lone CR', () => {
    expect([0, 1, 2, 3, 4].map((line) => index.lineAt(line))).toEqual(['ab', 'cd', 'e', 'f😀g', '']);
    expect(index.lineCount).toBe(5);
  });

  test('counts UTF-16 units, and gives back the offset', () => {
    for (let offset = 0; offset <= text.length; offset++) {
      const inLineEnd = text.slice(offset - 1, offset + 1) === '\r\n';
      const position = index.positionAt(offset);
      expect(index.offsetAt(position)).toBe(inLineEnd ? offset - 1 : offset);
    }
    expect(index.positionAt(text.indexOf('g'))).toEqual({ line: 3, character: 3 });
  });

  test('takes what lies outside as the nearest end', () => {
    expect(index.positionAt(-1)).toEqual({ line: 0, character: 0 });
    expect(index.positionAt(1000)).toEqual({ line: 4, character: 0 });
    expect(index.offsetAt({ line: 0, character: 99 })).toBe(2);
    expect(index.offsetAt({ line: 1, character: 99 })).toBe(5);
    expect(index.offsetAt({ line: 99, character: 0 })).toBe(text.length);
    expect(index.offsetAt({ line: -1, character: 5 })).toBe(0);
    expect(index.lineAt(99)).toBe('');
  });

  test('an empty text has one empty line', () => {
    const empty = new LineIndex('');
    expect(empty.lineCount).toBe(1);
    expect(empty.positionAt(0)).toEqual({ line: 0, character: 0 });
    expect(empty.lineAt(0)).toBe('');
  });

  test('makes ranges of spans', () => {
    expect(index.rangeOf({ start: 1, end: 4 })).toEqual({
      start: { line: 0, character: 1 },
      end: { line: 1, character: 1 },
    });
  });
});
