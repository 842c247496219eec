import { posix } from 'node:path';
import { type AuditFile, readGoMod } from '../../../server/src/audit/index.ts';
import { Wanting } from '../../../server/src/lsp/wanting.ts';
import { describe, expect, test } from '../../kit.ts';

/** Wanting of files that the test has, by path. */
function desk(): { wanting: Wanting; files: Map<string, AuditFile>; calls: string[] } {
  const files = new Map<string, AuditFile>();
  const calls: string[] = [];
  const wanting = new Wanting({
    modules: { at: (path: string) => files.get(path) ?? null, all: [] } as never,
    analyst: { questionsOf: (file: AuditFile) => new Map([[file.text, {}]]) } as never,
    learning: {
      want: (owner, questions, isAsked) => {
        const keys = [...questions.keys()].map((key) => `${key}${isAsked(key) ? ' asked' : ''}`);
        calls.push(`${owner}: ${keys}`);
      },
      release: (owner) => void calls.push(`${owner} released`),
    },
    saved: { of: ({ text }) => text, areWorkspacesKnown: true },
    path: posix,
    networkFor: () => 'on',
  });
  return { wanting, files, calls };
}

const file = (path: string, text: string): AuditFile => readGoMod(path, posix.dirname(path), text, null);

describe('a file that is not open and was looked up', () => {
  test('is looked up anew when it has changed, and released when it is gone', () => {
    const { wanting, files, calls } = desk();
    files.set('/a/go.mod', file('/a/go.mod', 'one'));
    wanting.lookUp([...files.values()]);
    wanting.want([]);
    expect(calls).toEqual(['/a/go.mod: one']);
    files.set('/a/go.mod', file('/a/go.mod', 'two'));
    wanting.want([]);
    expect(calls.slice(1)).toEqual(['/a/go.mod: two']);
    files.delete('/a/go.mod');
    wanting.want([]);
    wanting.want([]);
    expect(calls.slice(2)).toEqual(['/a/go.mod released']);
  });

  test('is released when it is none of those that are looked up', () => {
    const { wanting, files, calls } = desk();
    files.set('/a/go.mod', file('/a/go.mod', 'one'));
    wanting.lookUp([...files.values()]);
    wanting.lookUp([]);
    expect(calls).toEqual(['/a/go.mod: one', '/a/go.mod released']);
  });

  test('and is open now is wanted as such, and not released', () => {
    const { wanting, files, calls } = desk();
    const one = file('/a/go.mod', 'one');
    files.set(one.path, one);
    wanting.lookUp([one]);
    wanting.want([one]);
    wanting.lookUp([]);
    expect(calls).toEqual(['/a/go.mod: one', '/a/go.mod: one asked']);
  });
});
