import { QuickDisk } from '../../../server/src/adapters/quickDisk.ts';
import { expect, test } from '../../kit.ts';

/** A disk whose answers take so many milliseconds, one after the other. */
function diskWith(milliseconds: readonly number[]): QuickDisk {
  let now = 0;
  const disk = new QuickDisk(() => now);
  for (const took of milliseconds) {
    disk.atOnce(() => {
      now += took;
    });
  }
  return disk;
}

test('a disk is quick until several answers were slow', () => {
  expect(diskWith([]).isQuick).toBe(true);
  expect(diskWith([0, 1, 9, 1, 9]).isQuick).toBe(true);
  expect(diskWith([9, 9, 9]).isQuick).toBe(false);
});

test('a few slow answers among very many do not make a disk slow', () => {
  const quick = Array.from({ length: 400 }, () => 0.1);
  expect(diskWith([...quick, 9, 9, 9]).isQuick).toBe(true);
  expect(diskWith([...quick, ...Array.from({ length: 12 }, () => 9)]).isQuick).toBe(false);
});

test('what failed is an answer as well, and fails as before', () => {
  let now = 0;
  const disk = new QuickDisk(() => now);
  for (let time = 0; time < 3; time++) {
    expect(() =>
      disk.atOnce(() => {
        now += 9;
        throw new Error('no such disk');
      }),
    ).toThrow('no such disk');
  }
  expect(disk.isQuick).toBe(false);
});
