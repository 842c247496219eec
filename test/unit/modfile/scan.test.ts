import { goVersionOf, isDirectoryPath, modulePath, parseModFile } from '../../../server/src/modfile/index.ts';
import { describe, expect, test } from '../../kit.ts';

describe('modulePath', () => {
  test.each([
    ['module a.b/c', 'a.b/c'],
    ['\0 garbage (\n module\ta.b/c // why\n', 'a.b/c'],
    ['module "a.b/c"', 'a.b/c'],
    ['module `a.b/c`', 'a.b/c'],
    ['module "a.b/c\nmodule d', ''],
    ['module\nmodule a.b/c', 'a.b/c'],
    ['modulea.b/c', ''],
    ['module (\n\ta.b/c\n)', '('],
    ['// module a.b/c', ''],
    ['', ''],
  ])('%j names %j', (text, path) => {
    expect(modulePath(text)).toBe(path);
  });
});

describe('goVersionOf', () => {
  test.each([
    ['module a.b/c\ngo 1.24.1\n', '1.24.1'],
    ['go 1.24rc1\nfoo bar\n', '1.24rc1'],
    ['go v1.21.x\n', '1.21'],
    ['module a.b/c\n', null],
    ['go 1.24\nrequire x\n', null],
    ['go 1.24\n"', null],
    ['', null],
  ])('%j is for %j', (text, version) => {
    expect(goVersionOf(text)).toBe(version);
  });
});

describe('options', () => {
  test('a backslash in a directory is allowed on Windows alone', () => {
    const text = 'replace a.b/c => ..\\c\n';
    expect(parseModFile(text).problems).toHaveLength(1);
    expect(parseModFile(text, { windows: true })).toMatchObject({
      problems: [],
      file: { replace: [{ newPath: '..\\c', newVersion: null }] },
    });
  });

  test('the lax reading passes over what only a main module has', () => {
    const text =
      'module a.b/c\nreplace nonsense\nfoo (\n\tbar\n)\nretract soon, maybe\nrequire a.b/d v1.0.0\n';
    expect(parseModFile(text).problems).toHaveLength(3);
    expect(parseModFile(text, { lax: true })).toMatchObject({
      problems: [],
      file: { module: { path: 'a.b/c' }, require: [{ path: 'a.b/d' }] },
    });
  });
});

test('directories are told from module paths in the spelling of any system', () => {
  for (const path of ['.', '..', './a', '../a', '/a', '.\\a', '..\\a', '\\a', 'C:\\a', 'c:a']) {
    expect([path, isDirectoryPath(path)]).toEqual([path, true]);
  }
  for (const path of ['', 'a', '.a', '...', '..a', 'a/./b', '1:/a', 'example.com/a']) {
    expect([path, isDirectoryPath(path)]).toEqual([path, false]);
  }
});
