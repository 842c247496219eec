import { Session } from '../../../server/src/lsp/session.ts';
import { describe, expect, test } from '../../kit.ts';

describe('a session', () => {
  test('holds the newest version of each document of ours, by URI and by path', () => {
    const session = new Session();
    session.put('file:///a/go.mod', 1, 'module a\n');
    session.put('file:///go.work', 4, 'use ./a\n');
    const document = {
      uri: 'file:///a/go.mod',
      path: '/a/go.mod',
      isFile: true,
      kind: 'go.mod',
      version: 2,
      text: 'module b\n',
    };
    expect(session.put('file:///a/go.mod', 2, 'module b\n')).toEqual(document);
    expect(session.get('file:///a/go.mod')).toEqual(document);
    expect(session.at('/a/go.mod')).toEqual(document);
    expect(session.all.map(({ uri }) => uri)).toEqual(['file:///a/go.mod', 'file:///go.work']);
  });

  test('knows a document of another scheme by its URI alone', () => {
    const session = new Session();
    const uri = 'vscode-vfs://github/a/go.mod';
    expect(session.put(uri, 1, '')).toMatchObject({ path: uri, isFile: false });
    expect(session.at(uri)?.uri).toBe(uri);
  });

  test('does not keep other files', () => {
    const session = new Session();
    expect(session.put('file:///a/notes.txt', 1, '')).toBeNull();
    expect(session.get('file:///a/notes.txt')).toBeNull();
    expect(session.close('file:///a/notes.txt')).toBeNull();
  });

  test('forgets what is closed, and that alone', () => {
    const session = new Session();
    session.put('file:///a/go.mod', 1, '');
    session.put('file:///b/go.mod', 1, '');
    expect(session.close('file:///a/go.mod')?.path).toBe('/a/go.mod');
    expect(session.close('file:///a/go.mod')).toBeNull();
    expect(session.at('/a/go.mod')).toBeNull();
    expect(session.get('file:///b/go.mod')).not.toBeNull();
  });

  test('has a file that is open under two names until both are closed', () => {
    const session = new Session();
    session.put('file:///a/go.mod', 1, 'module a\n');
    session.put('file:///a/go%2Emod', 1, 'module b\n');
    expect(session.at('/a/go.mod')?.text).toBe('module b\n');
    session.close('file:///a/go%2Emod');
    expect(session.at('/a/go.mod')?.text).toBe('module a\n');
    session.close('file:///a/go.mod');
    expect(session.at('/a/go.mod')).toBeNull();
  });
});
