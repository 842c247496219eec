import { uncompressBlock } from '../../../server/src/snappy/index.ts';
import { expect, test } from '../../kit.ts';
import { packBlock } from '../../world/snappyBlock.ts';
import { VECTORS } from './vectors.ts';

test.each(VECTORS)('what the world packs gives its text: $name', ({ text }) => {
  const given = uncompressBlock(packBlock(text), text.length);
  expect(Buffer.from(given as Uint8Array).equals(text)).toBe(true);
});

test('and is packed, where there is something to copy', () => {
  expect(packBlock(Buffer.from('{"line":1},'.repeat(100))).length).toBeLessThan(150);
});
