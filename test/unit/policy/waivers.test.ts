import { evidenceHash, type Finding } from '../../../server/src/finding/index.ts';
import {
  applyWaivers,
  observeWaivers,
  type Policy,
  parsePolicy,
  type Waiver,
} from '../../../server/src/policy/index.ts';
import { describe, expect, test } from '../../kit.ts';

const NOW = Date.UTC(2027, 2, 1, 23, 59, 59);

const FINDING: Finding = {
  code: 'origin/tag-moved',
  severity: 'warning',
  module: 'example.com/a',
  version: 'v1.0.0',
  message: 'Moved.',
  location: null,
  evidence: [{ kind: 'upstream', text: 'commit 0123456' }],
  restsOn: ['refs/tags/v1.0.0', '0123456789'],
  fixes: [],
};

const TERMS = { code: FINDING.code, module: FINDING.module, version: FINDING.version, reason: 'known to us' };

/** A policy with these waivers, as it would be read. */
function policyWith(...waivers: readonly object[]): Policy {
  const { policy, problems } = parsePolicy(JSON.stringify({ waivers }), '.modproof.json');
  expect(problems).toEqual([]);
  return policy;
}

const isWaived = (waiver: object, finding: Finding = FINDING, now = NOW): boolean => {
  const { open, waived } = applyWaivers([finding], policyWith(waiver), now);
  expect(open.length + waived.length).toBe(1);
  return waived.length === 1;
};

describe('a waiver accepts a finding', () => {
  test.each([
    ['of its code, module and version', {}, true],
    ['of no other code', { code: 'origin/tag-missing' }, false],
    ['of no other module', { module: 'example.com/a/b' }, false],
    ['of no other version', { version: 'v1.0.1' }, false],
    ['up to its last day, to the end of it', { until: '2027-03-01' }, true],
    ['no day longer', { until: '2027-02-28' }, false],
    ['that rests on its evidence', { evidence: evidenceHash(FINDING) }, true],
    ['that rests on nothing else', { evidence: evidenceHash({ ...FINDING, restsOn: ['other'] }) }, false],
  ])('%s', (_, terms, accepts) => {
    expect(isWaived({ ...TERMS, ...terms })).toBe(accepts);
  });

  test('of the usual form where the graver one was accepted, and not the other way round', () => {
    const graver = { ...FINDING, restsOn: ['aggravated', ...(FINDING.restsOn ?? [])] };
    expect(isWaived({ ...TERMS, evidence: evidenceHash(graver) }, FINDING)).toBe(true);
    expect(isWaived({ ...TERMS, evidence: evidenceHash(FINDING) }, graver)).toBe(false);
    expect(isWaived({ ...TERMS, evidence: evidenceHash(graver) }, graver)).toBe(true);
  });

  test('about a file', () => {
    const hidden: Finding = { ...FINDING, code: 'squat/hidden-characters', module: '', version: '' };
    const waiver = { ...TERMS, code: hidden.code, module: '', version: '' };
    expect(isWaived({ ...waiver, evidence: evidenceHash(hidden) }, hidden)).toBe(true);
    expect(isWaived({ ...waiver, evidence: evidenceHash(hidden) }, { ...hidden, restsOn: ['U+200B'] })).toBe(
      false,
    );
  });
});

test('what was accepted keeps its words, and the reason stands beside it', () => {
  const policy = policyWith({ ...TERMS, code: 'origin/diverged' }, TERMS);
  const { waived } = applyWaivers([FINDING], policy, NOW);
  expect(waived).toEqual([{ finding: FINDING, waiver: policy.waivers[1] }]);
  expect(waived[0]?.waiver).toMatchObject({ reason: 'known to us', index: 1 });
});

test('a finding that was accepted once says so when it is told again', () => {
  const other = policyWith({ ...TERMS, evidence: `sha256:${'0'.repeat(64)}` });
  expect(applyWaivers([FINDING], other, NOW).open[0]?.evidence.at(-1)).toEqual({
    kind: 'waiver',
    text: 'it was accepted on other evidence',
  });
  const ended = policyWith({ ...TERMS, until: '2026-12-31' });
  expect(applyWaivers([FINDING], ended, NOW).open[0]?.evidence.at(-1)?.text).toBe(
    'it was accepted until 2026-12-31',
  );
  expect(applyWaivers([FINDING], policyWith(), NOW).open).toEqual([FINDING]);
});

test('the hash of evidence rests on what was found, and on nothing that changes by itself', () => {
  const hash = evidenceHash(FINDING);
  expect(hash).toBe('sha256:c728662483991e711dd30744b28a6b1450d83d355a82ae7f606bac80cab94650');
  expect(
    evidenceHash({ ...FINDING, message: 'x', evidence: [], severity: 'error', location: null } as Finding),
  ).toBe(hash);
  const others: readonly Partial<Finding>[] = [
    { code: 'origin/tag-missing' },
    { module: 'example.com/b' },
    { version: 'v1.0.1' },
    { restsOn: [] },
    { restsOn: [...(FINDING.restsOn ?? [])].reverse() },
    { restsOn: ['refs/tags/v1.0.00123456789'] },
  ];
  const hashes = others.map((other) => evidenceHash({ ...FINDING, ...other }));
  expect(new Set([hash, ...hashes]).size).toBe(others.length + 1);
});

describe('what is said of waivers themselves', () => {
  const told = (policy: Policy, used: readonly Waiver[], lookedFor = true) =>
    observeWaivers(policy, new Set(used), NOW, () => lookedFor).map(({ code, location }) => [
      code,
      policy.source?.text.slice(location?.span.start, location?.span.end),
    ]);

  test('nothing, where each accepts something or was not looked for', () => {
    const policy = policyWith(TERMS, { ...TERMS, version: 'v2.0.0' });
    expect(told(policy, policy.waivers)).toEqual([]);
    expect(told(policy, [], false)).toEqual([]);
  });

  test('that one has expired, on its last day, whether or not it would accept something', () => {
    const policy = policyWith({ ...TERMS, until: '2027-02-28' });
    for (const lookedFor of [true, false])
      expect(told(policy, [], lookedFor)).toEqual([['policy/waiver-expired', '"2027-02-28"']]);
  });

  test('that one is dead, on the whole of it', () => {
    const policy = policyWith({ ...TERMS, until: '2027-03-01' });
    expect(told(policy, [])).toEqual([
      ['policy/waiver-dead', JSON.stringify({ ...TERMS, until: '2027-03-01' })],
    ]);
  });

  test('nothing of one whose code is off', () => {
    const text = JSON.stringify({ severity: { 'origin/tag-moved': 'off' }, waivers: [TERMS] });
    expect(told(parsePolicy(text, 'p').policy, [])).toEqual([]);
  });

  test('without a file there is no place, and still a finding', () => {
    const { policy } = parsePolicy(JSON.stringify({ waivers: [TERMS] }));
    const [dead] = observeWaivers(policy, new Set(), NOW, () => true);
    expect(dead).toMatchObject({ location: null, module: 'example.com/a', version: 'v1.0.0' });
    expect(dead?.evidence).toEqual([{ kind: 'reason', text: 'known to us' }]);
  });
});

// Anything but linear work would run into the time limit of the test runner.
test('many findings and many waivers', () => {
  const waivers = Array.from({ length: 5000 }, (_, index) => ({ ...TERMS, version: `v1.0.${index}` }));
  const findings = Array.from({ length: 20_000 }, (_, index) => ({ ...FINDING, version: `v1.0.${index}` }));
  const { open, waived } = applyWaivers(findings, policyWith(...waivers), NOW);
  expect([open.length, waived.length]).toEqual([15_000, 5000]);
});
