import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  advanceSwap,
  installSwap,
  prepareSwap,
  readSwap,
  sortSwapFiles,
} from '../../../../server/src/adapters/store/swap.ts';
import { afterEach, beforeEach, expect, test } from '../../../kit.ts';
import { decode, encode } from './wholeValue.ts';

let folder: string;
let place: string;
let first: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'modproof-swap-test-'));
  place = join(folder, 'place');
  first = await prepareSwap(join(folder, 'prepared'), encode('one'));
  expect(await installSwap(join(folder, 'prepared'), place, first)).toBe(true);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const current = async (): Promise<string> => {
  const state = await readSwap(place, 1000);
  return state === 'absent' ? 'absent' : decode(state.fileBytes);
};
const sealed = async (text: string): Promise<string> => {
  const path = join(folder, text);
  await writeFile(path, text);
  return path;
};

test('whoever comes late, however late, finds the name gone', async () => {
  for (const text of ['two', 'three', 'four', 'five']) {
    const state = await readSwap(place, 1000);
    expect(await advanceSwap(place, (state !== 'absent' && state.id) || '', await sealed(text))).toBe(true);
    expect(await advanceSwap(place, first, await sealed('late'))).toBe(false);
    expect(await current()).toBe(text);
  }
  expect(await readdir(folder)).toEqual(['place']);
  expect(await readdir(place)).toHaveLength(2);
});

test('a value that is not whole in its place is not pointed to', async () => {
  expect(await advanceSwap(place, first, join(folder, 'not there'))).toBe(false);
  expect(await current()).toBe('one');
});

test('a process that is gone between the two steps leaves the old value, and a leftover', async () => {
  const leftover = '11111111-0000-4000-8000-000000000000';
  await writeFile(join(place, leftover), 'two');
  expect(await current()).toBe('one');
  expect(sortSwapFiles(await readdir(place))).toEqual({ current: first, leftovers: [leftover] });
  expect(await advanceSwap(place, first, await sealed('three'))).toBe(true);
  expect(await current()).toBe('three');
});

test('a process that is gone before it removes the old value leaves the new one current', async () => {
  const before = await readFile(join(place, first));
  expect(await advanceSwap(place, first, await sealed('two'))).toBe(true);
  await writeFile(join(place, first), before);
  expect(await current()).toBe('two');
  expect(sortSwapFiles(await readdir(place)).leftovers).toEqual([first]);
});

test('a folder takes no place that is taken, by a file or by a folder', async () => {
  const prepared = join(folder, 'prepared');
  const id = await prepareSwap(prepared, encode('two'));
  expect(await installSwap(prepared, place, id)).toBe(false);
  await writeFile(join(folder, 'file'), 'plain');
  expect(await installSwap(prepared, join(folder, 'file'), id)).toBe(false);
  expect(await readFile(join(folder, 'file'), 'utf8')).toBe('plain');
  expect(await current()).toBe('one');
  await expect(installSwap(prepared, join(folder, 'no', 'shelf'), id)).rejects.toThrow('ENOENT');
});

test('what is not there is absent', async () => {
  await rm(place, { recursive: true });
  expect(await current()).toBe('absent');
  expect(await advanceSwap(place, first, await sealed('two'))).toBe(false);
  expect(await readdir(folder)).toEqual([]);
});
