import { Session } from '../../../server/src/lsp/session.ts';
import { describe, expect, test } from '../../kit.ts';

describe('a session', () => {
  test('holds the newest version of each open go.mod and go.work', () => {
    const session = new Session();
    expect(session.put('file:///a/go.mod', 1, 'module a\n')).toBe(true);
    expect(session.put('file:///go.work', 4, 'use ./a\n')).toBe(true);
    expect(session.put('file:///a/go.mod', 2, 'module b\n')).toBe(true);
    expect(session.get('file:///a/go.mod')).toEqual({
      uri: 'file:///a/go.mod',
      kind: 'go.mod',
      version: 2,
      text: 'module b\n',
    });
    expect(session.get('file:///go.work')).toMatchObject({ kind: 'go.work', version: 4 });
  });

  test('does not keep other files', () => {
    const session = new Session();
    expect(session.put('file:///a/main.go', 1, 'package a\n')).toBe(false);
    expect(session.get('file:///a/main.go')).toBeNull();
    expect(session.close('file:///a/main.go')).toBe(false);
  });

  test('forgets what is closed, and that alone', () => {
    const session = new Session();
    session.put('file:///a/go.mod', 1, '');
    session.put('file:///b/go.mod', 1, '');
    expect(session.close('file:///a/go.mod')).toBe(true);
    expect(session.close('file:///a/go.mod')).toBe(false);
    expect(session.get('file:///a/go.mod')).toBeNull();
    expect(session.get('file:///b/go.mod')).not.toBeNull();
  });
});
