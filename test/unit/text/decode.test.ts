import { decodeUtf8 } from '../../../server/src/text/index.ts';
import { describe, expect, test } from '../../kit.ts';

describe('decodeUtf8', () => {
  test('keeps a byte order mark and all of Unicode', () => {
    const text = '\ufeffaé世😀\u{10ffff}\0\ufffd';
    expect(decodeUtf8(new TextEncoder().encode(text))).toBe(text);
  });

  // The number of runes that Go's utf8 package makes of them, one for each byte.
  test.each([
    ['a lone continuation byte', [0x80], '\ufffd'],
    ['a cut sequence', [0xe2, 0x82], '\ufffd\ufffd'],
    ['a cut sequence before a letter', [0xf0, 0x9f, 0x98, 0x41], '\ufffd\ufffd\ufffdA'],
    ['an overlong form', [0xc0, 0x80], '\ufffd\ufffd'],
    ['an overlong form of three bytes', [0xe0, 0x9f, 0xbf], '\ufffd\ufffd\ufffd'],
    ['a surrogate', [0xed, 0xa0, 0x80], '\ufffd\ufffd\ufffd'],
    ['a number beyond Unicode', [0xf4, 0x90, 0x80, 0x80], '\ufffd\ufffd\ufffd\ufffd'],
    ['bytes that never occur', [0xff, 0xfe, 0xf5], '\ufffd\ufffd\ufffd'],
    ['good text around', [0x61, 0xff, 0xc3, 0xa9], 'a\ufffdé'],
    ['a byte order mark behind a bad byte', [0xff, 0xef, 0xbb, 0xbf, 0x61], '\ufffd\ufeffa'],
  ])('%s', (_, bytes, text) => {
    expect(decodeUtf8(Uint8Array.from(bytes))).toBe(text);
  });
});
