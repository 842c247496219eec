import {
  dependenciesOf,
  FeedJudge,
  importFindingsIn,
  instantFindings,
  judgeRequirements,
  NameJudge,
  readGoMod,
} from '../../../server/src/audit/index.ts';
import type { Finding } from '../../../server/src/finding/index.ts';
import { DEFAULT_POLICY, parsePolicy } from '../../../server/src/policy/index.ts';
import { buildIndex } from '../../../server/src/typosquat/index.ts';
import { describe, expect, test } from '../../kit.ts';
import { advisoryOf, EMPTY_FEED, feedOf } from './feeds.ts';

const NAMES = new NameJudge(() => buildIndex([{ path: 'github.com/known/thing', weight: 5000 }]));
const CLOCK = { now: () => 0 };
const FEED = feedOf(
  advisoryOf('bad.example/Owner/whole', '*', { imitates: 'good.example/owner/whole' }),
  advisoryOf('good.example/release', 'v1.2.0', { ids: ['GO-2030-1'], kind: 'compromised release' }),
  advisoryOf('good.example/commit', '@0123456789ab', { ids: [] }),
  advisoryOf('maybe.example/a', '*', {
    ids: [],
    confidence: 'reported',
    imitates: 'good.example/a',
    source: 'one note',
  }),
  advisoryOf('maybe.example/guess', '*', { imitates: 'good.example/guess', imitatesByGuess: true }),
  advisoryOf('both.example/a', '*', { confidence: 'reported', source: 'one note' }),
  advisoryOf('both.example/a', 'v1.0.0', { ids: ['MAL-2030-7'] }),
);

const goMod = (text: string) => readGoMod('go.mod', '/project', `module m.example/app\n\n${text}\n`, null);
const judged = (text: string, policy = DEFAULT_POLICY): readonly Finding[] =>
  judgeRequirements(
    dependenciesOf(goMod(text), null),
    () => null,
    { names: NAMES, feed: FEED, clock: CLOCK },
    () => policy,
  ).judged.flatMap(({ findings }) => findings);
const typed = (text: string, policy = DEFAULT_POLICY): readonly Finding[] =>
  instantFindings(goMod(text), null, { names: NAMES, feed: FEED }, policy);

describe.each([
  ['while somebody types', typed],
  ['before anything was learnt', judged],
])('a listed module, %s', (_, findingsIn) => {
  test('is told as an error with its advisory, and what it passes for is offered', () => {
    const text = 'require bad.example/Owner/whole v1.0.0';
    const [finding, ...more] = findingsIn(text);
    expect(more).toEqual([]);
    expect(finding).toMatchObject({
      code: 'feed/malicious',
      severity: 'error',
      module: 'bad.example/Owner/whole',
      version: 'v1.0.0',
      message:
        'This module is listed as malicious by MAL-2030-1 and 1 more. It passes for good.example/owner/whole.',
      evidence: [
        { kind: 'advisory', text: 'MAL-2030-1, GHSA-aaaa-bbbb-cccc: malware, known since 2030-01-01' },
        { kind: 'source', text: 'somebody who looked' },
      ],
      fixes: [{ kind: 'replace-module', to: 'good.example/owner/whole' }],
    });
    const { span } = finding?.location ?? {};
    expect(goMod(text).text.slice(span?.start, span?.end)).toBe('bad.example/Owner/whole');
  });

  test.each([
    ['in another letter case', 'require bad.example/owner/whole v1.0.0'],
    ['at another version', 'require good.example/release v1.2.1'],
    [
      'at the same version with another commit',
      'require good.example/commit v0.0.0-20200101000000-ffffffffffff',
    ],
    ['below it', 'require bad.example/Owner/whole/v2 v2.0.0'],
    [
      'replaced by another',
      'require bad.example/Owner/whole v1.0.0\nreplace bad.example/Owner/whole => good.example/b v1.0.0',
    ],
    [
      'replaced by a directory',
      'require bad.example/Owner/whole v1.0.0\nreplace bad.example/Owner/whole => ./own',
    ],
  ])('is not told %s', (__, text) => {
    expect(findingsIn(text)).toEqual([]);
  });

  test('is told where it stands in the place of an honest one', () => {
    const text = 'require good.example/b v1.0.0\nreplace good.example/b => bad.example/Owner/whole v1.0.0';
    const [finding] = findingsIn(text);
    expect(finding).toMatchObject({ code: 'feed/malicious', module: 'bad.example/Owner/whole' });
    const { span } = finding?.location ?? {};
    expect(goMod(text).text.slice(span?.start, span?.end)).toBe('bad.example/Owner/whole');
  });

  test('of which one release is bad is told at that version, on the version, with nothing in its place', () => {
    const text = 'require good.example/release v1.2.0';
    const [finding] = findingsIn(text);
    expect(finding).toMatchObject({
      severity: 'error',
      message: 'This version is listed as malicious by GO-2030-1. Others are not: take one of these.',
      fixes: [],
    });
    const { span } = finding?.location ?? {};
    expect(goMod(text).text.slice(span?.start, span?.end)).toBe('v1.2.0');
  });

  test('without an advisory names who said so', () => {
    expect(
      findingsIn('require good.example/commit v1.0.1-0.20200101000000-0123456789ab')[0]?.message,
    ).toContain('listed as malicious by somebody who looked.');
  });

  test('that is reported and not confirmed is a warning that says so', () => {
    expect(findingsIn('require maybe.example/a v1.0.0')[0]).toMatchObject({
      severity: 'warning',
      message: 'This module is reported as malicious by one source and not confirmed: one note.',
      fixes: [{ to: 'good.example/a' }],
    });
  });

  test('is not replaced by what it is only thought to pass for', () => {
    expect(findingsIn('require maybe.example/guess v1.0.0')[0]).toMatchObject({
      message: expect.stringContaining('It seems to pass for good.example/guess.'),
      fixes: [],
    });
  });

  test('of which one version is confirmed and all are reported is as grave as that', () => {
    expect(findingsIn('require both.example/a v1.0.0')).toMatchObject([{ severity: 'error' }]);
    expect(findingsIn('require both.example/a v1.0.1')).toMatchObject([{ severity: 'warning' }]);
  });

  test('is told where its owner is trusted, and weighs what the policy says', () => {
    const text = 'require bad.example/Owner/whole v1.0.0';
    const { policy: trusting } = parsePolicy('{ "trusted": ["bad.example"] }');
    expect(findingsIn(text, trusting)).toHaveLength(1);
    const { policy: calm } = parsePolicy('{ "severity": { "feed/malicious": "hint" } }');
    expect(findingsIn(text, calm)).toMatchObject([{ severity: 'hint' }]);
  });
});

describe('what is not listed', () => {
  test('costs a key no new value', () => {
    const requires = Array.from({ length: 50 }, (_, index) => `\tgood.example/m${index} v1.0.0`).join('\n');
    const { requirements } = judgeRequirements(
      dependenciesOf(goMod(`require (\n${requires}\n)`), null),
      () => null,
      { names: NAMES, feed: FEED, clock: CLOCK },
      () => DEFAULT_POLICY,
    );
    expect(requirements).toHaveLength(50);
    expect(new Set(requirements.map(({ facts }) => facts)).size).toBe(1);
  });

  test('is unlisted, and could not be determined without a feed', () => {
    const factsWith = (feed: FeedJudge) =>
      judgeRequirements(
        dependenciesOf(goMod('require good.example/a v1.0.0'), null),
        () => null,
        { names: NAMES, feed, clock: CLOCK },
        () => DEFAULT_POLICY,
      ).requirements[0]?.facts.advisories;
    expect(factsWith(EMPTY_FEED)).toEqual({ state: 'unlisted' });
    const none = new FeedJudge({ feed: null, from: [], problems: ['gone'] });
    expect(none.canJudge).toBe(false);
    expect(factsWith(none)).toMatchObject({ state: 'undetermined', reason: 'no-feed' });
    expect(factsWith(EMPTY_FEED)).toEqual({ state: 'unlisted' });
  });
});

describe('an import that no go.mod requires yet', () => {
  const imported = (path: string): readonly Finding[] =>
    importFindingsIn(
      { path: '/project/a.go', text: `package a\n\nimport _ ${JSON.stringify(path)}\n` },
      goMod('go 1.22'),
      null,
      { names: NAMES, feed: FEED },
      DEFAULT_POLICY,
    );

  test.each(['bad.example/Owner/whole', 'bad.example/Owner/whole/sub/package'])('of %s is told', (path) => {
    expect(imported(path)).toMatchObject([
      {
        code: 'feed/malicious',
        module: 'bad.example/Owner/whole',
        severity: 'error',
        evidence: expect.arrayContaining([
          { kind: 'imported', text: expect.stringContaining('1 file imports it') },
        ]),
      },
    ]);
  });

  test.each([
    'bad.example/Owner',
    'bad.example/Owner/wholes',
    'good.example/release',
    'bad.example/owner/whole',
  ])('of %s is not told', (path) => {
    expect(imported(path)).toEqual([]);
  });

  test('with more elements than a path has is looked up in bounded time', () => {
    expect(imported(`bad.example/${'a/'.repeat(30_000)}b`)).toEqual([]);
  });
});
