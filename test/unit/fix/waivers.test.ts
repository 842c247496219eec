import { acceptFinding, removeWaiver } from '../../../server/src/fix/index.ts';
import { parsePolicy, type WaiverTerms } from '../../../server/src/policy/index.ts';
import { applyEdits } from '../../../server/src/text/index.ts';
import { describe, expect, test } from '../../kit.ts';

const WAIVER: WaiverTerms = {
  code: 'origin/diverged',
  module: 'bad.example/x',
  version: 'v1.2.0',
  reason: 'a "re-tag"',
  owner: null,
  until: '2027-03-01',
  evidence: null,
};

const accepted = (text: string): string => applyEdits(text, acceptFinding(text, WAIVER));

/** The waiver as it is written, each line so far in. */
const written = (indent: string, unit = '  '): string =>
  JSON.stringify(
    {
      code: 'origin/diverged',
      module: 'bad.example/x',
      version: 'v1.2.0',
      reason: 'a "re-tag"',
      until: '2027-03-01',
    },
    null,
    unit,
  )
    .split('\n')
    .map((line) => indent + line)
    .join('\n');

describe('a waiver is added', () => {
  test('to a file that is not there, or empty', () => {
    const whole = `{\n  "waivers": [\n${written('    ')}\n  ]\n}\n`;
    expect(applyEdits('', acceptFinding(null, WAIVER))).toBe(whole);
    expect(accepted('')).toBe(whole);
    expect(accepted(' \r\n')).toBe(whole);
  });

  test.each([
    [
      'as the first, comments staying where they are',
      '{\n  // ours\n  "undetermined": "fail", // why\n  // end\n}\n',
      `{\n  // ours\n  "undetermined": "fail", // why\n  "waivers": [\n${written('    ')}\n  ],\n  // end\n}\n`,
    ],
    [
      'as the first, without a trailing comma',
      '{\n\t"undetermined": "fail" // why\n}\n',
      `{\n\t"undetermined": "fail", // why\n\t"waivers": [\n${written('\t\t', '\t')}\n\t]\n}\n`,
    ],
    ['to an empty object', '{}', `{\n  "waivers": [\n${written('    ')}\n  ]\n}`],
    [
      'behind the last, whose comment stays with it',
      '{\n  "waivers": [ // list\n    {"code":"a"} // a\n    // end\n  ]\n}\n',
      `{\n  "waivers": [ // list\n    {"code":"a"}, // a\n${written('    ')}\n    // end\n  ]\n}\n`,
    ],
    [
      'behind a trailing comma',
      '{\n  "waivers": [\n    {"code":"a"}, /* a */ // b\n  ],\n}\n',
      `{\n  "waivers": [\n    {"code":"a"}, /* a */ // b\n${written('    ')},\n  ],\n}\n`,
    ],
    ['to an empty list', '{\n  "waivers": []\n}', `{\n  "waivers": [\n${written('    ')}\n  ]\n}`],
    [
      'to a list of comments',
      '{\n  "waivers": [\n    // none yet\n  ]\n}',
      `{\n  "waivers": [\n    // none yet\n${written('    ')}\n  ]\n}`,
    ],
    [
      'on one line with the last',
      '{\n  "waivers": [{"code":"a"}]\n}',
      `{\n  "waivers": [{"code":"a"},\n${written('    ')}\n  ]\n}`,
    ],
    [
      'as the first, where lines are far in',
      `{\n${' '.repeat(12)}"undetermined": "fail"\n}\n`,
      `{\n${' '.repeat(12)}"undetermined": "fail",\n${' '.repeat(12)}"waivers": [\n${written(' '.repeat(22), ' '.repeat(10))}\n${' '.repeat(12)}]\n}\n`,
    ],
    [
      'below a comment that is far in',
      '/*\n           ours\n */\n{}',
      `/*\n           ours\n */\n{\n  "waivers": [\n${written('    ')}\n  ]\n}`,
    ],
    ['behind a byte order mark', '\ufeff\r\n', `\ufeff{\n  "waivers": [\n${written('    ')}\n  ]\n}\n`],
  ])('%s', (_, before, after) => {
    expect(accepted(before)).toBe(after);
  });

  test('with the line ends of the file', () => {
    expect(accepted('{\r\n  "waivers": [\r\n  ]\r\n}\r\n')).toBe(
      `{\n  "waivers": [\n${written('    ')}\n  ]\n}\n`.replaceAll('\n', '\r\n'),
    );
  });

  test.each([
    '{',
    '[]',
    '"text"',
    '{ "waivers": {} }',
    '{ "waivers": [], "waivers": [] }',
    '{ "waivers": [ }',
    'null',
    '// nothing',
    '['.repeat(1_000_000),
  ])('not to %.40j', (text) => {
    expect(acceptFinding(text, WAIVER)).toEqual([]);
  });

  test.each<[string, Partial<WaiverTerms>]>([
    ['without a reason', { reason: ' ' }],
    ['of a finding about a waiver', { code: 'policy/waiver-dead' }],
    ['of a module with a blank', { module: 'bad.example/x\u00a0y' }],
    ['of a branch', { version: 'main' }],
    ['until a day that there is not', { until: '2027-02-30' }],
    ['with evidence that is none', { evidence: 'sha256:x' }],
  ])('never one %s, for which the file would be refused', (_, terms) => {
    for (const text of [null, '{}', '{ "waivers": [] }'])
      expect(acceptFinding(text, { ...WAIVER, ...terms })).toEqual([]);
  });

  test('and what comes out is a policy that is followed', () => {
    for (const text of ['', '{}', '{ "severity": {}, // x\n }', '{\r\n\t"waivers": [ /* none */ ]\r\n}']) {
      const { policy, problems } = parsePolicy(accepted(text));
      expect(problems, text).toEqual([]);
      expect(policy.waivers, text).toMatchObject([WAIVER]);
    }
  });

  test('every time behind the last one', () => {
    const twice = accepted(accepted('{}'));
    expect(JSON.parse(twice).waivers).toHaveLength(2);
    expect(accepted(twice).startsWith(twice.slice(0, twice.lastIndexOf('}\n  ]') + 1))).toBe(true);
  });
});

describe('a waiver is removed', () => {
  const removed = (text: string, index: number): string => applyEdits(text, removeWaiver(text, index));
  const list = (...lines: string[]): string =>
    `{\n  "waivers": [ // list\n${lines.map((one) => `    ${one}\n`).join('')}  ]\n}\n`;
  const text = list('// first', '{"code":"a"}, // a', '{', '  "code": "b"', '} // b', '// end');

  test.each([
    ['the first', text, 0, list('// first', '{', '  "code": "b"', '} // b', '// end')],
    ['the last, and the comma before it', text, 1, list('// first', '{"code":"a"} // a', '// end')],
    ['the last with a trailing comma', list('{"code":"a"},', '{"code":"b"},'), 1, list('{"code":"a"},')],
    ['the only one', '{"waivers":[{"code":"a"}]}', 0, '{"waivers":[]}'],
    ['one of several on a line', '{"waivers":[{"code":"a"},{"code":"b"}]}', 0, '{"waivers":[{"code":"b"}]}'],
    [
      'and no comment before its comma',
      '{"waivers":[\n{"code":"a"} // a\n// b\n, {"code":"b"}]}',
      0,
      '{"waivers":[\n // a\n// b\n {"code":"b"}]}',
    ],
    ['none of that number', text, 2, text],
    ['none below zero', text, -1, text],
    ['none of a broken file', '{"waivers":[{"code":"a"}', 0, '{"waivers":[{"code":"a"}'],
  ])('%s', (_, before, index, after) => {
    expect(removed(before, index)).toBe(after);
  });

  test('and adding one and removing it gives the text back', () => {
    for (const before of [text, list('{"code":"a"}'), list('{"code":"a"},')]) {
      const count = before.split('"code"').length - 1;
      expect(removed(accepted(before), count)).toBe(before);
    }
  });
});
