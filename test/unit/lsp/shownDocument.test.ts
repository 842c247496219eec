import { URI } from 'vscode-uri';
import { parseShownUri, sideUri } from '../../../server/src/lsp/shownDocument.ts';
import { CONTACTS_URI } from '../../../server/src/protocol/index.ts';
import { describe, expect, test } from '../../kit.ts';

const HOSTILE = 'a/../b?c#d%2e "e"\\{}\u202e';

describe('a document of ours', () => {
  test.each([
    [
      'one side of a file with an odd name',
      sideUri('upstream', 'example.com/m', 'v1.0.0', HOSTILE),
      { kind: 'side', side: 'upstream', module: 'example.com/m', version: 'v1.0.0', path: HOSTILE },
    ],
    [
      'one side of a file',
      sideUri('mirror', 'example.com/m', 'v1.0.0', 'dir/x.go'),
      { kind: 'side', side: 'mirror', module: 'example.com/m', version: 'v1.0.0', path: 'dir/x.go' },
    ],
    ['who would be contacted', CONTACTS_URI, { kind: 'contacts' }],
  ])('is known again by its URI, also as an editor writes it: %s', (_, uri, document) => {
    expect(parseShownUri(uri)).toEqual(document);
    expect(parseShownUri(URI.parse(uri).toString())).toEqual(document);
  });

  test('has the name of its file, by which an editor knows the language', () => {
    expect(URI.parse(sideUri('upstream', 'example.com/m', 'v1', 'dir/x.go')).path).toMatch(/\/dir\/x\.go$/);
  });

  test.each([
    'file:///etc/passwd',
    'modproof:/x',
    'modproof:/x?',
    'modproof:/x?%',
    'modproof:/x?%7B',
    'modproof:/x?null',
    `modproof:/x?${encodeURIComponent('{"kind":"side","side":"other","module":"m","version":"v","path":"p"}')}`,
    `modproof:/x?${encodeURIComponent('{"kind":"module"}')}`,
    `modproof:/x?${encodeURIComponent('{"kind":"difference","module":1,"version":"v"}')}`,
    `other:/x?${encodeURIComponent('{"kind":"module","module":"m"}')}`,
    '',
  ])('is none: %s', (uri) => {
    expect(parseShownUri(uri)).toBeNull();
  });
});
