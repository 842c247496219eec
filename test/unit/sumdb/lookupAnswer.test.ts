import { lookupPath, parseLookupAnswer } from '../../../server/src/sumdb/lookupAnswer.ts';
import { describe, expect, test } from '../../kit.ts';

describe('lookupPath', () => {
  test('escapes path and version', () => {
    expect(lookupPath({ path: 'github.com/Azure/X', version: 'v1.0.0-Beta' })).toBe(
      '/lookup/github.com/!azure/!x@v1.0.0-!beta',
    );
  });

  test.each([
    { path: '', version: 'v1.0.0' },
    { path: 'github.com/../x', version: 'v1.0.0' },
    { path: 'github.com/a', version: 'v1.0.0/go.mod' },
    { path: 'github.com/a', version: 'v1?x' },
  ])('is null for %j', (module) => {
    expect(lookupPath(module)).toBeNull();
  });
});

describe('parseLookupAnswer', () => {
  test('takes the parts apart at the first empty line', () => {
    const answer = parseLookupAnswer(Buffer.from('9007199254740991\na b\nc d\n\nnote\n\n— x y\n'));
    if (answer.kind !== 'answer') throw new Error(answer.detail);
    expect(answer.record).toBe(2 ** 53 - 1);
    expect(Buffer.from(answer.textBytes).toString()).toBe('a b\nc d\n');
    expect(Buffer.from(answer.noteBytes).toString()).toBe('note\n\n— x y\n');
  });

  test.each([
    '',
    '\n',
    '5',
    '5\n',
    '5\na',
    '5\na\n',
    '\na\n\n',
    '-1\na\n\n',
    '+1\na\n\n',
    '01\na\n\n',
    '1 \na\n\n',
    '1.0\na\n\n',
    '0x1\na\n\n',
    '1e3\na\n\n',
    '9007199254740992\na\n\n',
    '99999999999999999\na\n\n',
    '5\na\tb\n\n',
    '5\na\r\n\n',
    '5\na\0\n\n',
    `5\n${'a'.repeat(1_000_000)}\n\n`,
  ])('refuses %j', (text) => {
    expect(parseLookupAnswer(Buffer.from(text))).toMatchObject({ kind: 'rejected', problem: 'record' });
  });

  test('refuses invalid UTF-8 in the record', () => {
    const bytes = Buffer.concat([
      Buffer.from('5\na'),
      Buffer.from([0xed, 0xa0, 0x80]),
      Buffer.from('\n\nnote'),
    ]);
    expect(parseLookupAnswer(bytes).kind).toBe('rejected');
  });
});
