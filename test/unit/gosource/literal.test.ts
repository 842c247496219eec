import { integerValue, runeValue, stringValue } from '../../../server/src/gosource/literal.ts';
import { describe, expect, test } from '../../kit.ts';

describe('stringValue', () => {
  test.each([
    ['"a b"', 'a b'],
    ['""', ''],
    ['`a\\n\r\nb`', 'a\\n\nb'],
    ['"\\a\\b\\f\\n\\r\\t\\v\\\\\\""', '\x07\b\f\n\r\t\v\\"'],
    ['"\\x41\\101\\u00e9\\U0001F600"', 'AAé😀'],
    ['"\\xe6\\x97\\xa5"', '日'],
    ['"\\xff"', '\ufffd'],
    ['"\\q\\x4"', '\\q\\x4'],
    ['"not closed', 'not closed'],
    ['"', ''],
    ['`', ''],
  ])('%s', (literal, value) => {
    expect(stringValue(literal)).toBe(value);
  });
});

test.each([
  ["'a'", 0x61],
  ["'😀'", 0x1f600],
  ["'\\''", 0x27],
  ["'\\x41'", 0x41],
  ["''", null],
  ["'\\q'", null],
])('runeValue of %s', (literal, value) => {
  expect(runeValue(literal)).toBe(value);
});

test.each([
  ['10', 10],
  ['1_000', 1000],
  ['0x1F', 31],
  ['0b101', 5],
  ['0o17', 15],
  ['017', 15],
  ['0', 0],
  ['9007199254740993', null],
  ['9'.repeat(100), null],
])('integerValue of %s', (literal, value) => {
  expect(integerValue(literal)).toBe(value);
});
