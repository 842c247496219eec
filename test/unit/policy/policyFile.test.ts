import { parsePolicy } from '../../../server/src/policy/index.ts';
import { describe, expect, test } from '../../kit.ts';

/** The text that each problem stands on. */
const marked = (text: string): string[] =>
  parsePolicy(text).problems.map(({ span }) => text.slice(span.start, span.end));

test('severities and the meaning of "undetermined", with comments and trailing commas', () => {
  const { policy, problems } = parsePolicy(
    '{ // ours\n "$schema": "x", "severity": { "origin/tag-moved": "error", "checksum/missing": "off", }, "undetermined": "fail", }',
  );
  expect(problems).toEqual([]);
  expect([...policy.severity]).toEqual([
    ['origin/tag-moved', 'error'],
    ['checksum/missing', 'off'],
  ]);
  expect(policy.undetermined).toBe('fail');
});

describe('what cannot be followed is a problem on its token', () => {
  test.each([
    ['{ "gate": {} }', ['"gate"']],
    ['{ "severity": [] }', ['[]']],
    ['{ "severity": { "origin/none": "error" } }', ['"origin/none"']],
    ['{ "severity": { "origin/diverged": "fatal" } }', ['"fatal"']],
    ['{ "severity": { "origin/diverged": 1 } }', ['1']],
    ['{ "undetermined": true }', ['true']],
    ['[]', ['[]']],
    ['"text"', ['"text"']],
  ])('%s', (text, places) => {
    expect(marked(text)).toEqual(places);
  });

  test.each([
    '',
    ' ',
    '{',
    '{ "severity": }',
    '{ "undetermined": "pass" "x" }',
    'nonsense',
    '{}{}',
    '\u0000',
  ])('%j is not JSON', (text) => {
    expect(parsePolicy(text).problems.length).toBeGreaterThan(0);
  });

  test.each(['/*', '{}/*', '{ "gates": {} /', '//', '{ "gates": "', '{ "a": "\\'])(
    '%j ends where the text does, with a problem',
    (text) => {
      expect(parsePolicy(text).problems.length).toBeGreaterThan(0);
    },
  );

  test('deep nesting and long texts end soon, with a problem', () => {
    expect(parsePolicy('['.repeat(3_000)).problems.length).toBeGreaterThan(0);
    expect(parsePolicy(`{ "x": "${'a'.repeat(1_000_000)}" }`).problems.length).toBe(1);
    expect(parsePolicy('x '.repeat(20_000)).problems.length).toBe(100);
    expect(parsePolicy(`{ "trusted": [${'1,'.repeat(20_000)}] }`).problems.length).toBe(100);
  });
});

test('a byte order mark in front is passed over, and moves no place', () => {
  const text = '\ufeff{ "severity": { "squat/lookalike": "off" }, "nonsense": 1 }';
  const { policy, problems } = parsePolicy(text);
  expect(problems.map(({ span }) => text.slice(span.start, span.end))).toEqual(['"nonsense"']);
  expect(policy.severity.get('squat/lookalike')).toBe('off');
});
