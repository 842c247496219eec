import { combinePolicies, DEFAULT_POLICY, parsePolicy } from '../../../server/src/policy/index.ts';
import { describe, expect, test } from '../../kit.ts';

/**
 * Policies as people break them, each with the text on which its first problem
 * stands; empty where it stands at the end, or on what is missing.
 */
const BROKEN: readonly (readonly [what: string, text: string, place: string])[] = [
  ['nothing', '', ''],
  ['blanks', ' \n\t', ''],
  ['a comment alone', '// later\n', ''],
  ['a list', '["undetermined"]', '["undetermined"]'],
  ['a text', '"fail"', '"fail"'],
  ['a number', '1', '1'],
  ['nothing as a value', 'null', 'null'],
  ['another format', 'undetermined: fail\n', 'undetermined'],
  ['single quotes', "{ 'undetermined': 'fail' }", "'undetermined'"],
  ['a key without quotes', '{ undetermined: "fail" }', 'undetermined'],
  ['a comma that is missing', '{ "undetermined": "fail" "trusted": [] }', '"trusted"'],
  ['a colon that is missing', '{ "undetermined" "fail" }', '"fail"'],
  ['an equals sign', '{ "undetermined" = "fail" }', '='],
  ['a value that is missing', '{ "undetermined": }', '}'],
  ['two commas', '{ "undetermined": "fail",, }', ','],
  ['a bracket that is not closed', '{ "undetermined": "fail"', ''],
  ['a bracket of the other kind', '{ "trusted": ["a.example"} }', '}'],
  ['a text that is not closed', '{ "undetermined": "fail }', '"fail }'],
  ['a comment that is not closed', '{ "undetermined": "fail" /* ours }', '/* ours }'],
  ['a hash for a comment', '{ # ours\n "undetermined": "fail" }', '#'],
  ['two objects', '{ "undetermined": "fail" } {}', '{'],
  ['words behind the end', '{ "undetermined": "fail" } really', 'really'],
  ['a value that is no word', '{ "undetermined": fail }', 'fail'],
  ['a key of another spelling', '{ "Undetermined": "fail" }', '"Undetermined"'],
  ['a key in another number', '{ "severities": {} }', '"severities"'],
  ['a key with a blank', '{ "undetermined ": "fail" }', '"undetermined "'],
  ['a key in other letters', '{ "und\u0435termined": "fail" }', '"und\u0435termined"'],
  ['a key of every object', '{ "__proto__": { "undetermined": "fail" } }', '"__proto__"'],
  ['a key twice', '{ "undetermined": "fail", "undetermined": "pass" }', '"undetermined"'],
  [
    'a key twice, once written otherwise',
    '{ "undetermined": "fail", "\\u0075ndetermined": "pass" }',
    '"\\u0075ndetermined"',
  ],
  ['a choice of another spelling', '{ "undetermined": "Fail" }', '"Fail"'],
  ['a choice with a blank', '{ "undetermined": "fail " }', '"fail "'],
  ['yes for a choice', '{ "undetermined": true }', 'true'],
  ['a list for a choice', '{ "undetermined": ["fail"] }', '["fail"]'],
  ['nothing for a choice', '{ "undetermined": null }', 'null'],
  ['a list of severities', '{ "severity": ["origin/diverged"] }', '["origin/diverged"]'],
  ['a severity for all', '{ "severity": "error" }', '"error"'],
  ['a code that there is not', '{ "severity": { "origin/divergd": "error" } }', '"origin/divergd"'],
  ['a group of codes', '{ "severity": { "squat/*": "off" } }', '"squat/*"'],
  ['a code in other letters', '{ "severity": { "Origin/Diverged": "error" } }', '"Origin/Diverged"'],
  ['a key of every object for a code', '{ "severity": { "constructor": "off" } }', '"constructor"'],
  ['a severity that there is not', '{ "severity": { "origin/diverged": "critical" } }', '"critical"'],
  ['a severity by number', '{ "severity": { "origin/diverged": 1 } }', '1'],
  ['a severity as a switch', '{ "severity": { "origin/diverged": false } }', 'false'],
  [
    'a severity with more to it',
    '{ "severity": { "origin/diverged": { "level": "error" } } }',
    '{ "level": "error" }',
  ],
  ['one pattern without a list', '{ "trusted": "a.example/*" }', '"a.example/*"'],
  ['a pattern that is malformed', '{ "trusted": ["a.example/[*"] }', '"a.example/[*"'],
  ['an empty pattern', '{ "trusted": [""] }', '""'],
  ['a list in a list', '{ "trusted": [["a.example"]] }', '["a.example"]'],
  ['waivers by code', '{ "waivers": { "origin/diverged": "ours" } }', '{ "origin/diverged": "ours" }'],
];

test('there are more than forty ways, each another one', () => {
  expect(new Set(BROKEN.map(([, text]) => text)).size).toBe(BROKEN.length);
  expect(BROKEN.length).toBeGreaterThan(40);
});

describe('a policy with', () => {
  test.each(BROKEN)('%s has a problem in its place', (_, text, place) => {
    const { problems } = parsePolicy(text, '.modproof.json');
    const [first] = problems;
    expect(first).toBeDefined();
    for (const { span, message } of problems) {
      expect(span.start).toBeGreaterThanOrEqual(0);
      expect(span.start).toBeLessThanOrEqual(span.end);
      expect(span.end).toBeLessThanOrEqual(text.length);
      expect(message).toMatch(/^[A-Z"].*[.]$/s);
    }
    const marked = problems.map(({ span }) => text.slice(span.start, span.end));
    expect(
      marked.some((one) => (place === '' ? one.trim() === '' || one === text : one === place)),
      marked.join('|'),
    ).toBe(true);
  });
});

test('what a machine decided holds whatever a project writes', () => {
  const { policy: machine } = parsePolicy(
    '{ "severity": { "origin/diverged": "error" }, "undetermined": "fail" }',
    '/m',
  );
  for (const [what, text] of BROKEN) {
    const { undetermined, severity } = combinePolicies(machine, parsePolicy(text).policy);
    expect([undetermined, severity.get('origin/diverged')], what).toEqual(['fail', 'error']);
  }
  expect(combinePolicies(machine, DEFAULT_POLICY).undetermined).toBe('fail');
});
