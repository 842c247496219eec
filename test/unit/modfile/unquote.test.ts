import { unquote } from '../../../server/src/modfile/unquote.ts';
import { describe, expect, test } from '../../kit.ts';

describe('unquote', () => {
  test.each([
    ['"a b"', 'a b'],
    ['`a\\n\r`', 'a\\n'],
    ['"\\a\\b\\f\\n\\r\\t\\v\\\\\\""', '\x07\b\f\n\r\t\v\\"'],
    ['"\\x41\\101\\u00e9\\U0001F600"', 'AAé😀'],
    ['"\\xc3\\xa9\\xff"', 'é\ufffd'],
    ['"é\\x41"', 'éA'],
    ['""', ''],
  ])('%s', (literal, value) => {
    expect(unquote(literal)).toBe(value);
  });

  test.each([
    '"',
    '"a',
    'a"',
    '"a"b"',
    '"a\\n"b"',
    '"a\\"',
    '"\n"',
    '"\\\n"',
    "'a'",
    '"\\\'"',
    '"\\q"',
    '"\\x4"',
    '"\\x4g"',
    '"\\u12"',
    '"\\ud800"',
    '"\\U00110000"',
    '"\\400"',
    '"\\08"',
    '`a`b`',
    '``"',
    '',
  ])('%j is malformed', (literal) => {
    expect(unquote(literal)).toBeNull();
  });
});
