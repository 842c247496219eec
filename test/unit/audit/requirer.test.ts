import { posix } from 'node:path';
import { readGoSettings } from '../../../server/src/adapters/index.ts';
import { readGoMod, requirerOf } from '../../../server/src/audit/index.ts';
import { FileError, type Files } from '../../../server/src/ports/index.ts';
import { describe, expect, test } from '../../kit.ts';

const WANTED = 'bad.example/x';

const goMod = (path: string, go: string, ...requirements: readonly string[]): string =>
  `module ${path}\n\ngo ${go}\n\n${requirements.map((one) => `require ${one}\n`).join('')}`;

/** Who requires the module, by the files that are there. */
async function requirer(main: string, others: Readonly<Record<string, string>> = {}): Promise<string | null> {
  const there = new Map(Object.entries(others));
  const files = {
    read: async (path: string): Promise<Uint8Array> => {
      const text = there.get(path.replace('/cache/cache/download/', ''));
      if (text === undefined) throw new FileError('not-found', path);
      return new TextEncoder().encode(text);
    },
  } as unknown as Files;
  const settings = await readGoSettings({ GOENV: 'off', GOMODCACHE: '/cache' }, 'linux');
  const log = { debug: () => undefined, warn: () => undefined };
  const file = readGoMod('/app/go.mod', '/app', main, null);
  return requirerOf(
    WANTED,
    file,
    [],
    null,
    { files, path: posix, settings, log },
    new AbortController().signal,
  );
}

describe('a module that requires another one beside the main module', () => {
  const main = goMod('main.example/m', '1.24', `${WANTED} v1.0.0`, 'a.example/a v1.0.0');
  const a = (go: string, ...requirements: readonly string[]): Record<string, string> => ({
    'a.example/a/@v/v1.0.0.mod': goMod('a.example/a', go, ...requirements),
  });
  const b = { 'b.example/b/@v/v1.0.0.mod': goMod('b.example/b', '1.24', `${WANTED} v1.0.0`) };

  test('is told where its go.mod names it, in whatever version', async () => {
    expect(await requirer(main, a('1.24', `${WANTED} v0.9.0`))).toBe('a.example/a');
    expect(await requirer(main, a('1.24', `${WANTED}/nested v0.9.0`))).toBeNull();
  });

  test('is followed further through go.mod files of before Go 1.17 alone', async () => {
    expect(await requirer(main, { ...a('1.16', 'b.example/b v1.0.0'), ...b })).toBe('b.example/b');
    expect(await requirer(main, { ...a('1.17', 'b.example/b v1.0.0'), ...b })).toBeNull();
    const old = main.replace('go 1.24', 'go 1.16');
    expect(await requirer(old, { ...a('1.17', 'b.example/b v1.0.0'), ...b })).toBe('b.example/b');
  });

  test('is none where its go.mod is not there, or where it requires itself in a circle', async () => {
    expect(await requirer(main)).toBeNull();
    expect(await requirer(main, a('1.16', 'a.example/a v1.0.0'))).toBeNull();
  });

  test('is the one in a folder that replaces it', async () => {
    const replaced = `${main}replace a.example/a => ../a\n`;
    const folder = { '/a/go.mod': goMod('a.example/a', '1.24', `${WANTED} v1.0.0`) };
    expect(await requirer(replaced, { ...a('1.24'), ...folder })).toBe('a.example/a');
  });

  test('is not the module itself, whose requirements go with it', async () => {
    const itself = { [`${WANTED}/@v/v1.0.0.mod`]: goMod(WANTED, '1.16', 'b.example/b v1.0.0') };
    expect(await requirer(main, { ...itself, ...b })).toBeNull();
  });
});
