import {
  compareVendored,
  parseModulesText,
  placeFiles,
  withLineFeeds,
  type ZipContents,
} from '../../../server/src/vendored/index.ts';
import { describe, expect, test } from '../../kit.ts';

/** The hash of a text is the text: nothing here hangs on what a hash is. */
function zipOf(files: Readonly<Record<string, string>>): ZipContents {
  return {
    paths: Object.keys(files),
    textOf: (path) => files[path] ?? null,
    sha256Of: (path) => files[path] ?? null,
    sha256OfLinesOf: (path) => (files[path]?.includes('\r\n') ? files[path].replaceAll('\r\n', '\n') : null),
  };
}

const vendored = (files: Readonly<Record<string, string>>) =>
  new Map(Object.entries(files).map(([path, sha256]) => [path, { sha256, sha256OfLines: null }]));

describe('vendor/modules.txt', () => {
  test('is read as the go command reads it', () => {
    const text = [
      '# a.example/m v1.2.3',
      '## explicit; go 1.20',
      'a.example/m',
      'a.example/m/sub  ',
      '# b.example/m v1.0.0 => c.example/m v2.0.0',
      'b.example/m',
      '# d.example/m v1.0.0 => ./d',
      '# e.example/m => ./e',
      '# broken',
      '# f.example/m nonsense',
      'f.example/m',
      '# g.example/m v1.0.0 => x y z',
      '',
    ].join('\r\n');
    const { modules, isWorkspace, isCut } = parseModulesText(text);
    expect([isWorkspace, isCut]).toEqual([false, false]);
    expect(modules).toEqual([
      {
        path: 'a.example/m',
        version: 'v1.2.3',
        replacement: null,
        packages: ['a.example/m', 'a.example/m/sub'],
      },
      {
        path: 'b.example/m',
        version: 'v1.0.0',
        replacement: { path: 'c.example/m', version: 'v2.0.0' },
        packages: ['b.example/m'],
      },
      { path: 'd.example/m', version: 'v1.0.0', replacement: { path: './d', version: null }, packages: [] },
      { path: 'e.example/m', version: '', replacement: { path: './e', version: null }, packages: [] },
      { path: 'g.example/m', version: 'v1.0.0', replacement: null, packages: [] },
    ]);
  });

  test('is that of a workspace where its first line says so, and no other one', () => {
    const isWorkspace = (text: string): boolean => parseModulesText(text).isWorkspace;
    expect(isWorkspace('## workspace\n')).toBe(true);
    expect(isWorkspace('## later; workspace \r\n')).toBe(true);
    expect(isWorkspace('# a.example/m v1.0.0\n## workspace\n')).toBe(false);
    expect(isWorkspace('\n## workspace\n')).toBe(false);
    expect(isWorkspace('##workspace\n')).toBe(false);
  });

  test('gives a module no package that is not below its path', () => {
    const text =
      '# a.example/m v1.0.0\nb.example/x\na.example/mx\na.example/m/../x\na.example/m/x y\n../../x\n';
    expect(parseModulesText(text).modules[0]?.packages).toEqual([]);
  });

  test('of any size takes no long time, and is cut where it has too many lines', () => {
    expect(parseModulesText('# a.example/m v1.0.0\n'.repeat(600_000)).isCut).toBe(true);
    expect(parseModulesText('#'.repeat(2_000_000)).modules).toEqual([]);
    expect(parseModulesText(`# ${' '.repeat(1_000_000)}x`).modules).toEqual([]);
  });
});

describe('a vendored file belongs to', () => {
  const outer = {
    path: 'a.example/m',
    version: 'v1.0.0',
    replacement: null,
    packages: ['a.example/m/in/deep'],
  };
  const inner = {
    path: 'a.example/m/in',
    version: 'v1.0.0',
    replacement: null,
    packages: ['a.example/m/in/x'],
  };
  const idle = { path: 'b.example/m', version: 'v1.0.0', replacement: null, packages: [] };
  const ownerOf = (path: string): string | null => {
    const { byModule, strays } = placeFiles([outer, inner, idle], new Map([[path, 1]]));
    if (strays.length > 0) return null;
    return [...byModule].find(([, files]) => files.size > 0)?.[0].path ?? '';
  };

  test.each([
    ['a.example/m/in/deep/f.go', outer.path],
    ['a.example/m/in/deep/data/f.txt', outer.path],
    ['a.example/m/in/x/f.go', inner.path],
    ['a.example/m/in/LICENSE', inner.path],
    ['a.example/m/LICENSE', outer.path],
    ['a.example/mx/f.go', null],
    ['b.example/m/f.go', null],
    ['a.example/f.go', null],
    ['f.go', null],
  ])('%s: %s', (path, owner) => {
    expect(ownerOf(path)).toBe(owner);
  });
});

describe('the files of a module', () => {
  const ZIP = { 'a.go': 'package a\n', 'sub/s.go': 'package s\n', LICENSE: 'l', 'data/x': 'x' };

  test('are the same with the bytes of the zip, whatever else the zip holds', () => {
    const files = { 'a.go': ZIP['a.go'], LICENSE: 'l' };
    const same = { changed: [], added: [], missing: [], otherLineEnds: 0 };
    expect(compareVendored(vendored(files), [''], zipOf(ZIP))).toEqual(same);
    expect(compareVendored(vendored({ ...files, 'data/x': 'x' }), [''], zipOf(ZIP))).toEqual(same);
  });

  test('differ by each byte, file and place', () => {
    const { changed, added, missing } = compareVendored(
      vendored({ 'a.go': 'package b\n', 'data/y': 'x', 'sub/a.go': ZIP['a.go'] }),
      ['', 'sub'],
      zipOf(ZIP),
    );
    expect({ changed, added, missing }).toEqual({
      changed: ['a.go'],
      added: ['data/y', 'sub/a.go'],
      missing: ['LICENSE', 'sub/s.go'],
    });
  });

  test('with other ends of lines are the same, but not what is no file', () => {
    const files = new Map([['a.go', { sha256: 'other', sha256OfLines: ZIP['a.go'] }]]);
    expect(compareVendored(files, [], zipOf(ZIP))).toMatchObject({ changed: [], otherLineEnds: 1 });
    const crlf = zipOf({ 'a.go': 'package a\r\n\r\n' });
    expect(compareVendored(vendored({ 'a.go': 'package a\n\n' }), [], crlf)).toMatchObject({
      changed: [],
      otherLineEnds: 1,
    });
    expect(compareVendored(vendored({ 'a.go': 'package b\n\n' }), [], crlf).changed).toEqual(['a.go']);
    const mixed = new Map([['a.go', { sha256: 'package a\n\r\n', sha256OfLines: 'package a\n\n' }]]);
    expect(compareVendored(mixed, [], crlf).changed).toEqual([]);
    const link = new Map([['a.go', { sha256: '', sha256OfLines: null }]]);
    expect(compareVendored(link, [], zipOf(ZIP)).changed).toEqual(['a.go']);
    expect(compareVendored(link, [], crlf).changed).toEqual(['a.go']);
  });

  test.each([
    ['a\r\nb\r\n', 'a\nb\n'],
    ['\r\n', '\n'],
    ['a\rb\r\r\n', 'a\rb\r\n'],
    ['a\n', null],
    ['a\r', null],
    ['', null],
  ])('%j has the line feeds of %j', (text, expected) => {
    const bytes = withLineFeeds(new TextEncoder().encode(text));
    expect(bytes === null ? null : new TextDecoder().decode(bytes)).toBe(expected);
  });

  test('that a constraint may leave out, or that cannot be read, may be missing', () => {
    const may = ['//go:build ignore', '//go:build !ignore', '// +build ignore', '//+build linux ignore'];
    for (const line of may)
      expect(
        compareVendored(new Map(), [''], zipOf({ 'a.go': `${line}\n\npackage a\n` })).missing,
        line,
      ).toEqual([]);
    const must = ['// ignore', '//go:build ignored', '//go:build linux', '/* ignore */'];
    for (const line of must)
      expect(
        compareVendored(new Map(), [''], zipOf({ 'a.go': `${line}\n\npackage a\n` })).missing,
        line,
      ).toEqual(['a.go']);
    const unreadable = { ...zipOf({ 'a.go': '' }), textOf: () => null };
    expect(compareVendored(new Map(), [''], unreadable).missing).toEqual([]);
  });

  test('of hostile sources take no long time', () => {
    const embeds = '//go:embed *a*a*a*a*a*a*b\n'.repeat(2000);
    const files: Record<string, string> = { 'a.go': `package a\nimport _ "embed"\n${embeds}var x string\n` };
    for (let at = 0; at < 300; at++) files[`${'a'.repeat(200)}${at}`] = '';
    const { missing } = compareVendored(new Map(), ['', '', 'x/y/z'], zipOf(files));
    expect(missing).toHaveLength(301);
  });
});
