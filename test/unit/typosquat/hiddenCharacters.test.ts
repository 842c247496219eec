import {
  hiddenCharacters,
  MAX_HIDDEN_CHARACTERS,
  nonAsciiCharacters,
} from '../../../server/src/typosquat/index.ts';
import { describe, expect, test } from '../../kit.ts';

describe('hiddenCharacters', () => {
  test.each([
    ['bidirectional', '\u202e', 'RIGHT-TO-LEFT OVERRIDE'],
    ['bidirectional', '\u2066', 'LEFT-TO-RIGHT ISOLATE'],
    ['bidirectional', '\u200f', 'RIGHT-TO-LEFT MARK'],
    ['bidirectional', '\u061c', 'ARABIC LETTER MARK'],
    ['invisible', '\u200b', 'ZERO WIDTH SPACE'],
    ['invisible', '\u200d', 'ZERO WIDTH JOINER'],
    ['invisible', '\u00ad', 'SOFT HYPHEN'],
    ['invisible', '\u2060', 'WORD JOINER'],
    ['invisible', '\u3164', 'invisible character'],
    ['invisible', '\u{e0041}', 'invisible character'],
    ['variation-selector', '\ufe0f', 'variation selector'],
    ['variation-selector', '\u{e0100}', 'variation selector'],
    ['byte-order-mark', '\ufeff', 'BYTE ORDER MARK'],
    ['line-separator', '\u2028', 'LINE SEPARATOR'],
    ['control', '\u0000', 'control character'],
    ['control', '\u001b', 'control character'],
    ['control', '\u0085', 'control character'],
  ])('%s %j', (kind, character, name) => {
    const text = `// \u{1f600} word ${character}word`;
    const span = { start: 11, end: 11 + character.length };
    expect(hiddenCharacters(text)).toEqual([{ span, codePoint: character.codePointAt(0), kind, name }]);
  });

  test.each([
    ['plain text', 'module example.com/m\r\n\n\tgo 1.25 // indirect\n'],
    ['a byte order mark at the start', '\ufeffmodule m'],
    [
      'German, Russian, Chinese, Japanese',
      '// \u00fcber \u043f\u0440\u0438\u0432\u0435\u0442 \u6f22\u5b57 \u30c6\u30b9\u30c8',
    ],
    ['Hebrew and Arabic without controls', '// \u05e9\u05dc\u05d5\u05dd \u0645\u0631\u062d\u0628\u0627'],
    ['combining accents', '// e\u0301'],
    ['Persian with its non-joiner', '// \u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645'],
    ['Hindi with a joiner', '// \u0915\u094d\u200d\u0937'],
    ['an emoji with a selector', '// \u26a0\ufe0f \u2764\ufe0f'],
    ['a family of emoji', '// \u{1f468}\u200d\u{1f469}\u200d\u{1f467}'],
    ['an emoji with selector and joiner', '// \u2764\ufe0f\u200d\u{1f525}'],
    ['a keycap', '// 1\ufe0f\u20e3'],
    ['a variant of an ideograph', '// \u845b\u{e0100}'],
    ['no-break and ideographic space', '// a\u00a0b\u3000c'],
  ])('nothing in %s', (_, text) => {
    expect(hiddenCharacters(text)).toEqual([]);
  });

  test.each([
    ['a run of selectors, which can carry a message', '\u26a0\ufe0f\ufe0e\ufe01', 2],
    ['a non-joiner between Latin letters', 'a\u200cb', 1],
    ['a joiner at the end of the text', '\u0645\u200d', 1],
    ['a joiner between an emoji and a letter', '\u{1f468}\u200da', 1],
    ['a selector behind a letter of ASCII', 'a\ufe0f', 1],
    ['a byte order mark behind another', '\ufeff\ufeff', 1],
  ])('%s', (_, text, count) => {
    expect(hiddenCharacters(text)).toHaveLength(count);
  });

  test('what is found is bounded', () => {
    expect(hiddenCharacters('\u202e'.repeat(1_000_000))).toHaveLength(MAX_HIDDEN_CHARACTERS);
  });
});

describe('nonAsciiCharacters', () => {
  test('everything that is not printable ASCII, moved by the offset', () => {
    expect(nonAsciiCharacters('ex\u0430mple/\u{1f600}x', 100)).toEqual([
      {
        span: { start: 102, end: 103 },
        codePoint: 0x430,
        kind: 'non-ascii',
        name: 'character that is not ASCII',
      },
      {
        span: { start: 108, end: 110 },
        codePoint: 0x1f600,
        kind: 'non-ascii',
        name: 'character that is not ASCII',
      },
    ]);
  });

  test('names hidden characters as hidden', () => {
    const kinds = nonAsciiCharacters('\ufeffa\u202eb\u200dc\u26a0\ufe0f d\u007f').map((found) => found.kind);
    expect(kinds).toEqual([
      'byte-order-mark',
      'bidirectional',
      'invisible',
      'non-ascii',
      'variation-selector',
      'control',
      'control',
    ]);
  });

  test('nothing in a module path', () => {
    expect(nonAsciiCharacters('example.com/A-b_c.d~e/v2')).toEqual([]);
  });
});
