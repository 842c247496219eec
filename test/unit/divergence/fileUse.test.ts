import { fileUse, isBuilt, vendorRule } from '../../../server/src/divergence/index.ts';
import { describe, expect, test } from '../../kit.ts';

describe('fileUse', () => {
  test('tells what is built from what is not', () => {
    const uses = (paths: readonly string[]) => [...new Set(paths.map((path) => fileUse(path)))];
    expect(
      uses([
        'go.mod',
        'a.go',
        'p/q/a.go',
        'a_windows.go',
        'a.s',
        'a.S',
        'x.c',
        'x.h',
        'x.hpp',
        'x.m',
        'x.f90',
        'x.swigcxx',
        'x.syso',
      ]),
    ).toEqual(['build']);
    expect(
      uses([
        'a_test.go',
        'p/a_test.go',
        'testdata/a.go',
        'p/testdata/q/a.go',
        '_p/a.go',
        '.p/a.go',
        'testdata/x.c',
      ]),
    ).toEqual(['test']);
    expect(
      uses(['README.md', 'go.sum', 'p/go.mod', '_a.go', '.a.go', 'x.py', 'go', 'a.go.txt', 'Makefile', '']),
    ).toEqual(['none']);
  });

  test('counts what is embedded', () => {
    const embeds = [
      { directory: '', pattern: 'static' },
      { directory: 'p', pattern: '*.html' },
      { directory: 'q', pattern: 'all:data' },
      { directory: 'r', pattern: '.' },
      { directory: 's', pattern: 'a,b.txt' },
    ];
    for (const path of ['static/x/y.js', 'p/index.html', 'q/data/.hidden', 'r/anything', 's/a,b.txt']) {
      expect([path, isBuilt(path, { embeds })]).toEqual([path, true]);
    }
    for (const path of ['x/static/y.js', 'p/q/index.html', 'q/other', 'index.html', 's/b.txt']) {
      expect([path, isBuilt(path, { embeds })]).toEqual([path, false]);
    }
  });

  test('counts packages below testdata that are imported by name', () => {
    const importedDirectories = new Set(['testdata/x']);
    expect(fileUse('testdata/x/a.go', { importedDirectories })).toBe('build');
    expect(fileUse('testdata/y/a.go', { importedDirectories })).toBe('test');
  });
});

test('vendorRule compares versions as numbers', () => {
  const newer = ['1.24', '1.24.1', '1.24rc1', '1.25', '1.100', '2.0', '10.0'];
  const older = [null, '', '1.23', '1.23.9', '1.3', '1.9', '1.2', '1', 'x', '1.x', '01.24'];
  expect(newer.map(vendorRule)).toEqual(newer.map(() => 'go1.24'));
  expect(older.map(vendorRule)).toEqual(older.map(() => 'before'));
});
