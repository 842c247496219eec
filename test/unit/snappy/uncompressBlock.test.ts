import { uncompressBlock } from '../../../server/src/snappy/index.ts';
import { describe, expect, test } from '../../kit.ts';
import { VECTORS } from './vectors.ts';

const MIB = 1 << 20;

/** Bytes from numbers and text. */
const block = (...parts: readonly (number | string)[]): Uint8Array =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.from([part]))));

const textOf = (packed: Uint8Array, maxBytes = MIB): string => {
  const given = uncompressBlock(packed, maxBytes);
  return typeof given === 'string' ? given : Buffer.from(given).toString();
};

describe('a block that a real Snappy made', () => {
  test.each(VECTORS)('gives its text: $name', ({ text, block: packed }) => {
    const given = uncompressBlock(Buffer.from(packed, 'base64'), MIB);
    expect(Buffer.from(given as Uint8Array).equals(text)).toBe(true);
  });

  test.each(VECTORS)('is broken wherever it ends early: $name', ({ block: packed }) => {
    const whole = Buffer.from(packed, 'base64');
    for (let length = 0; length < whole.length; length++)
      expect(uncompressBlock(whole.subarray(0, length), MIB)).toBe('broken');
  });

  test.each(VECTORS)('is broken with anything behind it: $name', ({ block: packed }) => {
    const longer = block(...Buffer.from(packed, 'base64'), 0, 'x');
    expect(uncompressBlock(longer, MIB)).toBe('broken');
  });

  test.each(VECTORS)('gives its text within exactly that limit: $name', ({ text, block: packed }) => {
    const bytes = Buffer.from(packed, 'base64');
    expect(typeof uncompressBlock(bytes, text.length)).toBe('object');
    if (text.length > 0) expect(uncompressBlock(bytes, text.length - 1)).toBe('too-large');
  });
});

/* What Decode of github.com/golang/snappy v1.0.0 says of each was seen on 2026-11-26, and is the same. */

describe('each kind of element is read', () => {
  test.each([
    ['a literal with its length in the tag', block(3, 0x08, 'abc'), 'abc'],
    ['with its length in one byte', block(4, 0xf0, 3, 'abcd'), 'abcd'],
    ['in two', block(4, 0xf4, 3, 0, 'abcd'), 'abcd'],
    ['in three', block(4, 0xf8, 3, 0, 0, 'abcd'), 'abcd'],
    ['in four', block(4, 0xfc, 3, 0, 0, 0, 'abcd'), 'abcd'],
    ['a copy with an offset of one byte', block(7, 0x08, 'abc', 0x01, 3), 'abcabca'],
    ['of two bytes', block(5, 0x08, 'abc', 0x06, 3, 0), 'abcab'],
    ['of four bytes', block(5, 0x08, 'abc', 0x07, 3, 0, 0, 0), 'abcab'],
    ['a copy of what it writes itself', block(10, 0x00, 'x', 0x22, 1, 0), 'xxxxxxxxxx'],
    ['a copy of all that was there', block(6, 0x08, 'abc', 0x0a, 3, 0), 'abcabc'],
  ])('%s', (_, packed, text) => {
    expect(textOf(packed)).toBe(text);
  });

  test('with the upper three bits of an offset of one byte', () => {
    const head = 'abcdefgh'.repeat(125);
    // 1000 bytes: the length stands in two bytes. The offset is 3 * 256 + 232.
    const packed = block(0xec, 0x07, 0xf4, 0xe7, 0x03, head, 0x61, 0xe8);
    expect(textOf(packed)).toBe(`${head}abcd`);
  });
});

describe('a block is broken', () => {
  test.each([
    ['that is empty', block()],
    ['that is a text', block('{"mediaType":"x"}')],
    ['whose length has no end', block(0xff, 0xff, 0xff, 0xff, 0xff, 0xff)],
    ['whose length is over 32 bits', block(0x80, 0x80, 0x80, 0x80, 0x10)],
    ['that gives less than it says', block(4, 0x08, 'abc')],
    ['that gives more than it says', block(2, 0x08, 'abc')],
    ['of which a copy gives more than it says', block(5, 0x08, 'abc', 0x01, 3)],
    ['that begins with a copy', block(4, 0x01, 1)],
    ['with a copy from its own end', block(7, 0x08, 'abc', 0x01, 0)],
    ['with a copy from before the beginning', block(7, 0x08, 'abc', 0x01, 4)],
    ['with a copy from two gigabytes before', block(5, 0x08, 'abc', 0x07, 3, 0, 0, 0x80)],
    ['with a literal that goes on behind its end', block(4, 0x0c, 'abc')],
    ['with a literal of two gigabytes', block(4, 0xfc, 0xff, 0xff, 0xff, 0x7f, 'abc')],
    [
      'with a literal whose length, taken for negative, leads back',
      block(4, 0xfc, 0xfa, 0xff, 0xff, 0xff, 'abc'),
    ],
    ['that says it holds more than it could', block(0x80, 0x80, 0x04, 0x08, 'abc')],
  ])('%s', (_, packed) => {
    expect(uncompressBlock(packed, MIB)).toBe('broken');
  });
});

test('a block that was altered gives as many bytes as before, or none', () => {
  let given = 0;
  for (const { text, block: packed } of VECTORS) {
    const bytes = Buffer.from(packed, 'base64');
    for (let at = 0; at < bytes.length; at++) {
      const altered = Buffer.from(bytes);
      altered[at] = (altered[at] ?? 0) ^ 0x41;
      const answer = uncompressBlock(altered, MIB);
      if (answer === 'broken') continue;
      // There is no checksum: another byte in a literal is another text.
      given++;
      expect(answer).toHaveLength(text.length);
    }
  }
  expect(given).toBeGreaterThan(1000);
});

describe('no room is made', () => {
  test.each([
    ['for more than is allowed', block(0x81, 0x80, 0x40, 0x08, 'abc'), 'too-large'],
    ['for four gigabytes', block(0xff, 0xff, 0xff, 0xff, 0x0f, 0x08, 'abc'), 'too-large'],
  ])('%s', (_, packed, fault) => {
    expect(uncompressBlock(packed, MIB)).toBe(fault);
  });

  test('for more than the block could fill, whatever is allowed', () => {
    const { arrayBuffers } = process.memoryUsage();
    expect(uncompressBlock(block(0xff, 0xff, 0xff, 0xff, 0x0f, 0x08, 'abc'), 2 ** 40)).toBe('broken');
    expect(process.memoryUsage().arrayBuffers - arrayBuffers).toBeLessThan(64 * MIB);
  });

  test('and the most that a block can give is given', () => {
    // One literal, and then nothing but the longest copies.
    const copies = Buffer.from(Array.from({ length: 3000 }, (_, at) => [0xfe, 1, 0][at % 3] ?? 0));
    const packed = block(0x81, 0xf4, 0x03, 0x00, 'x', ...copies);
    expect(textOf(packed)).toBe('x'.repeat(64_001));
  });
});
