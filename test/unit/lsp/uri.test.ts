import { pathOfUri, uriOfPath } from '../../../server/src/lsp/uri.ts';
import { describe, expect, test } from '../../kit.ts';

describe('a path and its URI', () => {
  test.each([
    ['/home/gopher/go.mod', 'file:///home/gopher/go.mod'],
    ['/home/a b/ä#?.go', 'file:///home/a%20b/%C3%A4%23%3F.go'],
  ])('are the same thing: %s', (path, uri) => {
    expect(uriOfPath(path)).toBe(uri);
    expect(pathOfUri(uri)).toBe(path);
  });

  test.each(['untitled:go.mod', 'vscode-vfs://github/a/go.mod', 'nonsense', '', '%'])(
    '%s is no file',
    (uri) => {
      expect(pathOfUri(uri)).toBeNull();
    },
  );

  test('what is a URI already stays one', () => {
    expect(uriOfPath('vscode-vfs://github/a/go.mod')).toBe('vscode-vfs://github/a/go.mod');
  });
});
