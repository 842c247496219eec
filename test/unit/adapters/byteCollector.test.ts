import { ByteCollector } from '../../../server/src/adapters/byteCollector.ts';
import { describe, expect, test } from '../../kit.ts';

const MIB = 1 << 20;

/** Pieces of odd sizes whose bytes tell where they belong. */
function pieces(total: number): Uint8Array[] {
  const all = Uint8Array.from({ length: total }, (_, index) => (index * 31) % 251);
  const cut: Uint8Array[] = [];
  for (let at = 0, size = 1; at < total; at += size, size = (size * 7 + 3) % 300_007)
    cut.push(all.subarray(at, at + size));
  return cut;
}

describe.each([0, 1, 1000, 3 * MIB])('%i bytes', (total) => {
  test.each([0, total, total - 1, total + 1, 2 * MIB, 4 * MIB, 1e12, Number.NaN])(
    'declared as %d',
    (declared) => {
      const collector = new ByteCollector(declared);
      const expected = Buffer.concat(pieces(total));
      for (const piece of pieces(total)) collector.add(piece);
      expect(Buffer.compare(collector.take(), expected)).toBe(0);
    },
  );
});

test('a declared body is not held twice', () => {
  const collector = new ByteCollector(8 * MIB);
  const piece = new Uint8Array(MIB).fill(7);
  for (let count = 0; count < 8; count++) collector.add(piece);
  const taken = collector.take();
  expect(taken.length).toBe(8 * MIB);
  expect(collector.take().buffer).toBe(taken.buffer);
});
