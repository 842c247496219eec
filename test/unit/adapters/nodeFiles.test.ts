import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NodeFiles, writeOutput } from '../../../server/src/adapters/index.ts';
import { FileError } from '../../../server/src/ports/index.ts';
import { afterEach, beforeEach, expect, test } from '../../kit.ts';

const files = new NodeFiles();
const limits = { maxBytes: 100, signal: new AbortController().signal };
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'modproof-files-test-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const codeOf = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'no error',
    (error: unknown) => (error instanceof FileError ? error.code : String(error)),
  );

test('reads a file up to the limit and no further', async () => {
  await writeFile(join(folder, 'a'), 'x'.repeat(100));
  await writeFile(join(folder, 'b'), 'x'.repeat(101));
  expect((await files.read(join(folder, 'a'), limits)).length).toBe(100);
  expect(await codeOf(files.read(join(folder, 'b'), limits))).toBe('too-large');
});

test('tells apart what is missing, a folder, and what is no regular file', async () => {
  expect(await codeOf(files.read(join(folder, 'none'), limits))).toBe('not-found');
  expect(await codeOf(files.read(folder, limits))).toBe('is-directory');
  expect(await codeOf(files.read('/dev/zero', limits))).toMatch(/unreadable|not-found/);
  expect(await codeOf(files.list(join(folder, 'none'), limits.signal))).toBe('not-found');
});

test.skipIf(process.platform === 'win32')('does not wait for somebody to write into a pipe', async () => {
  const pipe = join(folder, 'pipe');
  execFileSync('mkfifo', [pipe]);
  expect(await codeOf(files.read(pipe, limits))).toBe('unreadable');
});

test('lists names in order, links as neither file nor folder', async () => {
  await mkdir(join(folder, 'sub'));
  await writeFile(join(folder, 'go.mod'), '');
  await symlink(join(folder, 'sub'), join(folder, 'link'));
  expect(await files.list(folder, limits.signal)).toEqual([
    { name: 'go.mod', kind: 'file' },
    { name: 'link', kind: 'other' },
    { name: 'sub', kind: 'directory' },
  ]);
  expect(await files.kind(join(folder, 'go.mod'))).toBe('file');
  expect(await files.kind(join(folder, 'none'))).toBeNull();
});

test('an output that cannot be written is said with its path', async () => {
  await writeOutput(join(folder, 'out'), 'text');
  expect(new TextDecoder().decode(await files.read(join(folder, 'out'), limits))).toBe('text');
  expect(await codeOf(writeOutput(join(folder, 'none', 'out'), 'text'))).toBe('unreadable');
  expect(await codeOf(writeOutput(folder, 'text'))).toBe('is-directory');
  expect((await files.list(folder, limits.signal)).map(({ name }) => name)).toEqual(['out']);
});
