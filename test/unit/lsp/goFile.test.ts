import { goFileKindOf } from '../../../server/src/lsp/goFile.ts';
import { describe, expect, test } from '../../kit.ts';

describe('a document is known by the file name of its URI', () => {
  test.each([
    ['file:///home/gopher/m/go.mod', 'go.mod'],
    ['file:///home/gopher/m/go.work', 'go.work'],
    ['file:///c%3A/Users/gopher/go.mod', 'go.mod'],
    ['file:///home/go%2Emod', 'go.mod'],
    ['vscode-vfs://github/gopher/m/go.mod', 'go.mod'],
    ['file:///home/gopher/go.mod?version=1', 'go.mod'],
    ['file:///home/gopher/go.mod#L3', 'go.mod'],
    ['untitled:go.mod', 'go.mod'],
  ])('%s', (uri, kind) => {
    expect(goFileKindOf(uri)).toBe(kind);
  });

  test.each([
    'file:///home/gopher/m/go.sum',
    'file:///home/gopher/m/go.mod.orig',
    'file:///home/gopher/m/gopls.mod',
    'file:///home/gopher/m/GO.MOD',
    'file:///home/gopher/go.mod/main.go',
    'file:///home/gopher/main.go?file=/go.mod',
    'file:///home/gopher/main.go#/go.mod',
    'file:///home/gopher%2Fgo.mod',
    'file:///home/gopher/%E0%A4%A',
    'file:///home/gopher/go.mod/',
    'go.mod:main.go',
    '',
  ])('%s is none', (uri) => {
    expect(goFileKindOf(uri)).toBeNull();
  });
});
