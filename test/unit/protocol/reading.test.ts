import {
  isDay,
  readAccept,
  readCode,
  readModule,
  readReplace,
  readReportMessage,
} from '../../../server/src/protocol/index.ts';
import { describe, expect, test } from '../../kit.ts';

const MODULE = { module: 'example.test/a', version: 'v1.0.0' };
const ACCEPT = { ...MODULE, uri: 'file:///a/go.mod', code: 'a/b', evidence: 'sha256:00' };
const REPLACE = { ...MODULE, uri: 'file:///a/go.mod', to: 'example.test/b' };

describe('what comes from outside', () => {
  test.each([
    ['a module', readModule, MODULE],
    ['a finding to accept', readAccept, ACCEPT],
    ['a module to replace', readReplace, REPLACE],
  ])('is taken only whole: %s', (_, read, good) => {
    expect(read({ ...good, more: 'left out' })).toEqual(good);
    for (const key of Object.keys(good)) {
      // A finding about a file has no module, and one without evidence has none.
      const mayBeEmpty = read === readAccept && ['module', 'version', 'evidence'].includes(key);
      expect(read({ ...good, [key]: '' }), key).toEqual(mayBeEmpty ? { ...good, [key]: '' } : null);
      for (const bad of [undefined, null, 7, {}, 'x'.repeat(4097)]) {
        expect(read({ ...good, [key]: bad }), `${key}: ${String(bad).slice(0, 9)}`).toBeNull();
      }
    }
    for (const bad of [undefined, null, 'text', 7, []]) expect(read(bad)).toBeNull();
  });

  test.each(['origin/tag-moved', 'a/b', 'squat/near-copy'])('%s is a code', (code) => {
    expect(readCode({ code })).toBe(code);
  });

  test.each(['origin', '../etc', 'a/..', 'a/b/c', 'A/b', 'a/b.md', 'a/b\n', '-a/b', `${'a-'.repeat(2000)}/`])(
    '%j is no code',
    (code) => {
      expect(readCode({ code })).toBeNull();
    },
  );

  test.each([
    { kind: 'open', path: 'go.mod', line: 0, character: 3 },
    { kind: 'difference', ...MODULE },
    { kind: 'page', code: 'a/b' },
    { kind: 'export', format: 'json' },
  ])('a page may post %j', (message) => {
    expect(readReportMessage({ ...message, more: 1 })).toEqual(message);
  });

  test.each([
    { kind: 'open', path: 'go.mod', line: 1.5, character: 0 },
    { kind: 'open', path: 'go.mod', line: 0, character: Number.NaN },
    { kind: 'open', line: 0, character: 0 },
    { kind: 'difference', module: 'example.test/a' },
    { kind: 'page', code: 'a' },
    { kind: 'export' },
    { kind: 'constructor' },
    [],
    null,
  ])('a page may not post %j', (message) => {
    expect(readReportMessage(message)).toBeNull();
  });
});

describe('a day', () => {
  test.each(['2027-03-01', '2028-02-29', '1999-12-31'])('%s is one', (text) => {
    expect(isDay(text)).toBe(true);
  });

  test.each([
    '2027-02-29',
    '2027-13-01',
    '2027-00-10',
    '27-03-01',
    '2027-3-1',
    '2027-03-01T00:00',
    '',
    'never',
  ])('%j is none', (text) => {
    expect(isDay(text)).toBe(false);
  });
});
