import { DEFAULT_POLICY, isTrusted, parsePolicy, severityOf } from '../../../server/src/policy/index.ts';
import { describe, expect, test } from '../../kit.ts';

/** The text that each problem stands on. */
const marked = (text: string): string[] =>
  parsePolicy(text).problems.map(({ span }) => text.slice(span.start, span.end));

const waiver = (rest: string): string =>
  `{ "waivers": [{ "module": "a.example/b", "version": "v1.0.0", ${rest} }] }`;
const sound = '"code": "origin/diverged", "reason": "so"';

test('a waiver with everything that it may say', () => {
  const text = `{ "waivers": [ // ours
    { "code": "origin/diverged", "module": "a.example/b", "version": "v1.0.0", "reason": "so",
      "owner": "us", "until": "2028-02-29", "evidence": "sha256:${'a'.repeat(64)}", },
  ] }`;
  const { policy, problems } = parsePolicy(text, 'x/.modproof.json');
  expect(problems).toEqual([]);
  expect(policy.source).toEqual({ path: 'x/.modproof.json', text });
  expect(policy.waivers).toEqual([
    {
      code: 'origin/diverged',
      module: 'a.example/b',
      version: 'v1.0.0',
      reason: 'so',
      owner: 'us',
      until: '2028-02-29',
      evidence: `sha256:${'a'.repeat(64)}`,
      index: 0,
      span: { start: text.indexOf('{ "code"'), end: text.lastIndexOf('},') + 1 },
      untilSpan: { start: text.indexOf('"2028'), end: text.indexOf('"2028') + 12 },
    },
  ]);
});

describe('each mistake stands on its token', () => {
  test.each([
    ['{ "waivers": {} }', ['{}']],
    ['{ "waivers": [1, "x", null, []] }', ['1', '"x"', 'null', '[]']],
    ['{ "waivers": [{}] }', ['{', '{', '{', '{']],
    [waiver('"reason": "so"'), ['{']],
    [waiver('"code": "origin/none", "reason": "so"'), ['"origin/none"']],
    [waiver('"code": "policy/waiver-dead", "reason": "so"'), ['"policy/waiver-dead"']],
    [waiver('"code": 1, "reason": 2'), ['1', '2']],
    [waiver('"code": "origin/diverged", "reason": " \\t"'), ['" \\t"']],
    [waiver(`${sound}, "until": "2027-02-29"`), ['"2027-02-29"']],
    [waiver(`${sound}, "until": "2027-2-1"`), ['"2027-2-1"']],
    [waiver(`${sound}, "until": "2027-03-01T00:00:00Z"`), ['"2027-03-01T00:00:00Z"']],
    [waiver(`${sound}, "until": 20270301`), ['20270301']],
    [waiver(`${sound}, "until": null`), ['null']],
    [waiver(`${sound}, "evidence": "sha256:${'A'.repeat(64)}"`), [`"sha256:${'A'.repeat(64)}"`]],
    [waiver(`${sound}, "owner": ""`), ['""']],
    [waiver(`${sound}, "ticket": "x"`), ['"ticket"']],
    [waiver(`${sound}, "constructor": "x"`), ['"constructor"']],
    [waiver(`${sound}, "version": "v1.0.0"`), ['"version"']],
    [waiver(`${sound}, "reason": "again"`), ['"reason"']],
    ['{ "waivers": [], "waivers": [] }', ['"waivers"']],
    ['{ "severity": { "origin/diverged": "off", "origin/diverged": "error" } }', ['"origin/diverged"']],
    ['{ "trusted": {} }', ['{}']],
    ['{ "trusted": [1, "", "a,", "[", "ok.example/*"] }', ['1', '""', '"a,"', '"["']],
  ])('%s', (text, places) => {
    expect(marked(text)).toEqual(places);
  });

  test('a version that is not written in full', () => {
    for (const version of ['v1', 'v1.0', '1.0.0', 'main', 'v1.0.0+meta', ' v1.0.0'])
      expect(marked(`{ "waivers": [{ "module": "a", "version": "${version}", ${sound} }] }`)).toEqual([
        `"${version}"`,
      ]);
  });

  test('a waiver with a mistake is not read, those beside it are', () => {
    const { policy } = parsePolicy(
      `{ "waivers": [{ "module": "a" }, { "module": "b", "version": "", ${sound} }] }`,
    );
    expect(policy.waivers.map(({ module, index }) => [module, index])).toEqual([['b', 1]]);
  });

  test('every prefix of a policy is read without an exception, and refused', () => {
    const text = waiver(`${sound}, "until": "2027-03-01", "owner": "us" // x\n`);
    for (let end = 0; end < text.length; end++)
      expect(parsePolicy(text.slice(0, end)).problems.length, text.slice(0, end)).toBeGreaterThan(0);
    expect(parsePolicy(text).problems).toEqual([]);
  });

  test('deep nesting is refused before anybody goes down', () => {
    for (const piece of ['[', '{"a":', '{"waivers":[{"code":['])
      expect(parsePolicy(piece.repeat(40_000)).problems).toHaveLength(1);
  });
});

describe('trusted modules', () => {
  const { policy } = parsePolicy('{ "trusted": ["github.com/acme/*", "b.example,*.c.example/x"] }');
  const severity = (code: 'squat/misspelling' | 'squat/near-copy' | 'origin/diverged', module: string) =>
    severityOf(
      { code, grade: 'usual', module, version: '', message: '', location: null, evidence: [], fixes: [] },
      policy,
    );

  test.each([
    ['github.com/acme/a', true],
    ['github.com/acme/a/v2', true],
    ['github.com/acme', false],
    ['github.com/acme-go/a', false],
    ['github.com/Acme/a', false],
    ['b.example/a', true],
    ['x.c.example/x', true],
    ['x.c.example/y', false],
    ['', false],
  ])('%s: %s', (path, trusted) => {
    expect(isTrusted(path, policy)).toBe(trusted);
    expect(isTrusted(path, DEFAULT_POLICY)).toBe(false);
  });

  test('are not suspect by name or likeness, and looked at all the same', () => {
    expect(severity('squat/misspelling', 'github.com/acme/a')).toBe('off');
    expect(severity('squat/near-copy', 'github.com/acme/a')).toBe('off');
    expect(severity('origin/diverged', 'github.com/acme/a')).toBe('warning');
    expect(severity('squat/misspelling', 'github.com/acme-go/a')).toBe('warning');
  });
});
