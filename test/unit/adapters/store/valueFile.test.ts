import { mkdirSync, mkdtempSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readValueFile, readValueFileAtOnce } from '../../../../server/src/adapters/store/valueFile.ts';
import { afterAll, describe, expect, test } from '../../../kit.ts';

const folder = mkdtempSync(join(tmpdir(), 'modproof-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const MAX = 1 << 20;
const place = (name: string, bytes: number): string => {
  const path = join(folder, name);
  writeFileSync(path, new Uint8Array(bytes).fill(7));
  return path;
};

describe('a value file', () => {
  test.each([
    ['empty', 0],
    ['small', 3000],
    ['not quite large', 256 << 10],
    ['too large', MAX + 1],
  ])('is the same read at once and by turns: %s', async (name, bytes) => {
    const path = place(name, bytes);
    const found = readValueFileAtOnce(path, MAX);
    expect(found).toEqual(await readValueFile(path, MAX));
    if (bytes > MAX) expect(found).toBe('unreadable');
    else expect(found).toHaveLength(bytes);
  });

  test('that is large is left to be read by turns', () => {
    expect(readValueFileAtOnce(place('large', (256 << 10) + 1), MAX)).toBe('large');
  });

  test('that is not there, or is a folder, is told apart', async () => {
    mkdirSync(join(folder, 'folder'));
    for (const [name, expected] of [
      ['none', 'absent'],
      ['folder', 'folder'],
      [join('small', 'below'), 'absent'],
    ] as const) {
      expect(readValueFileAtOnce(join(folder, name), MAX), name).toBe(expected);
      expect(await readValueFile(join(folder, name), MAX), name).toBe(expected);
    }
  });

  test('that was not used for days is used now', () => {
    const path = place('old', 10);
    utimesSync(path, 1, 1);
    readValueFileAtOnce(path, MAX);
    expect(Date.now() - statSync(path).mtimeMs).toBeLessThan(60_000);
  });
});
