import { documentKindOf } from '../../../server/src/lsp/documentKind.ts';
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
    ['file:///home/gopher/m/go.sum', 'go.sum'],
    ['file:///home/gopher/m/go.work.sum', 'go.sum'],
    ['file:///home/gopher/go.mod/main.go', 'go'],
    ['file:///home/gopher/main.go?file=/go.mod', 'go'],
    ['file:///home/gopher/main.go#/go.mod', 'go'],
    ['file:///home/gopher/.modproof.json', 'policy'],
  ])('%s', (uri, kind) => {
    expect(documentKindOf(uri)).toBe(kind);
  });

  test.each([
    'file:///home/gopher/m/go.mod.orig',
    'file:///home/gopher/m/gopls.mod',
    'file:///home/gopher/m/GO.MOD',
    'file:///home/gopher%2Fgo.mod',
    'file:///home/gopher/%E0%A4%A',
    'file:///home/gopher/go.mod/',
    'file:///home/gopher/x.modproof.json',
    'file:///home/gopher/main.gox',
    '',
  ])('%s is none', (uri) => {
    expect(documentKindOf(uri)).toBeNull();
  });
});
