import { observeHiddenCharacters } from '../../../server/src/audit/checks/hiddenCharacters.ts';
import { CHECKS } from '../../../server/src/audit/checks/index.ts';
import { readGoMod } from '../../../server/src/audit/index.ts';
import { withSeverity } from '../../../server/src/audit/severities.ts';
import { evidenceHash, FINDING_CODES, type FindingCode } from '../../../server/src/finding/index.ts';
import { DEFAULT_POLICY } from '../../../server/src/policy/index.ts';
import { type ModuleFacts, undetermined } from '../../../server/src/verdict/index.ts';
import { NOTICES } from '../../formats/advisoryFacts.ts';
import {
  BEHAVIOURS,
  CHECKSUMS,
  CONTENTS,
  IDENTITIES,
  LIKENESSES,
  UPSTREAMS,
} from '../../formats/auditResult.ts';
import { describe, expect, test } from '../../kit.ts';
import { observed } from './facts.ts';
import { advisoryOf } from './feeds.ts';

/** Every code told: what is off by default rests on something as well. */
const TELLS_ALL = {
  ...DEFAULT_POLICY,
  severity: new Map([
    ['provenance/unattested', 'information'],
    ['provenance/unprotected-tags', 'information'],
  ] as const),
};

const OTHER_H1 = `h1:${'C'.repeat(43)}=`;
const OTHER_COMMIT = 'e'.repeat(40);

type Facts = Partial<ModuleFacts>;

const ADVISORY = advisoryOf('bad.example/a');

/** The evidence of the finding of a code; null where none is given. */
function evidenceOf(code: FindingCode, facts: Facts): string | null {
  const observations = CHECKS.flatMap((check) => observed(check, facts));
  const finding = withSeverity(observations, TELLS_ALL).find((one) => one.code === code);
  return finding === undefined ? null : evidenceHash(finding);
}

const SUSPECT = {
  state: 'suspect',
  code: 'squat/owner-affix',
  target: 'github.com/known/thing',
  targetWeight: 12,
  ownWeight: 0,
  rule: 'owner affix "-go"',
} as const;
const OTHER_BYTES: Facts = { checksum: { ...CHECKSUMS.proven, h1: OTHER_H1 } };
const UNKNOWN_BYTES: Facts = { checksum: undetermined('database-fork') };
const REFUSED = { reason: 'signature', detail: 'it is not over these bytes' } as const;
const AGE = { state: 'determined', days: 10, loggedBefore: 1_700_000_000, witness: 'somebody' } as const;
const moved = UPSTREAMS['tag-moved'];

/** For each code: what is known; what may change without a word; and what is something else. */
const CASES: Readonly<Partial<Record<FindingCode, readonly [Facts, readonly Facts[], readonly Facts[]]>>> = {
  'squat/owner-affix': [
    { name: SUSPECT },
    [{ name: { ...SUSPECT, targetWeight: 99, ownWeight: 1, rule: 'another word' } }, { age: AGE }],
    [{ name: { ...SUSPECT, target: 'github.com/known/other' } }],
  ],
  'squat/other-owner': [
    { name: { ...SUSPECT, code: 'squat/other-owner' } },
    [{ age: AGE }],
    [
      {
        likeness: {
          ...LIKENESSES['near-copy'],
          gained: { capabilities: ['network'], onImport: [], actsOnImport: ['network'], assembledTexts: 0 },
        },
      },
    ],
  ],
  'squat/near-copy': [
    { likeness: LIKENESSES['near-copy'] },
    [{ age: AGE }, { likeness: { ...LIKENESSES['near-copy'], share: 0.5 } }],
    [OTHER_BYTES, UNKNOWN_BYTES],
  ],
  'squat/other-identity': [{ identity: IDENTITIES.other }, [{ age: AGE }], [OTHER_BYTES, UNKNOWN_BYTES]],
  'behaviour/runs-on-import': [
    { behaviour: BEHAVIOURS['runs-on-import'] },
    [{ age: AGE }],
    [OTHER_BYTES, UNKNOWN_BYTES],
  ],
  'origin/diverged': [
    { content: CONTENTS.diverged, upstream: moved },
    [
      { age: AGE },
      { upstream: { ...moved, mirrorTime: 5, committedAt: 6, seenBefore: [] } },
      { content: { ...CONTENTS.diverged, gains: null, equals: null } },
    ],
    [
      OTHER_BYTES,
      UNKNOWN_BYTES,
      { upstream: { ...moved, commit: OTHER_COMMIT } },
      { content: { ...CONTENTS.diverged, built: [] } },
    ],
  ],
  'origin/tag-moved': [
    { upstream: moved, content: CONTENTS.match },
    [
      { age: AGE },
      { content: CONTENTS['match-explained'] },
      { upstream: { ...moved, seenBefore: [], loggedBefore: null, mirrorCommit: null } },
    ],
    [{ upstream: { ...moved, commit: OTHER_COMMIT } }, { content: CONTENTS.diverged }],
  ],
  'origin/tag-missing': [
    { upstream: UPSTREAMS['tag-missing'] },
    [{ content: CONTENTS.match }],
    [{ upstream: { ...UPSTREAMS['tag-missing'], repository: 'https://github.com/x/y' } }],
  ],
  'origin/repository-gone': [
    { upstream: UPSTREAMS['repository-gone'] },
    [{ upstream: { ...UPSTREAMS['repository-gone'], detail: 'in other words' } }],
    [{ upstream: { ...UPSTREAMS['repository-gone'], repository: 'https://github.com/x/y' } }],
  ],
  'origin/owner-changed': [
    { upstream: UPSTREAMS['owner-changed'] },
    [{ content: CONTENTS.match }],
    [{ upstream: { ...UPSTREAMS['owner-changed'], redirectsTo: 'https://github.com/x/y' } }],
  ],
  'origin/undetermined': [
    { content: undetermined('upstream-unreachable', 'one') },
    [{ content: undetermined('upstream-unreachable', 'two') }],
    [{ content: undetermined('offline') }],
  ],
  'checksum/mismatch': [
    { checksum: CHECKSUMS.mismatch },
    [{ checksum: { ...CHECKSUMS.mismatch, from: 'module-cache', against: 'checksum-database' } }],
    [
      { checksum: { ...CHECKSUMS.mismatch, h1: OTHER_H1 } },
      { checksum: { ...CHECKSUMS.mismatch, expected: OTHER_H1 } },
    ],
  ],
  'checksum/missing': [{ checksum: { ...CHECKSUMS.missing, goModLine: false } }, [{ age: AGE }], []],
  'checksum/unlogged': [
    { checksum: CHECKSUMS.unlogged },
    [{ age: AGE }],
    [{ checksum: { ...CHECKSUMS.unlogged, h1: OTHER_H1 } }],
  ],
  'checksum/fork': [{ fork: ['a', 'b'] }, [{ age: AGE }], [{ fork: ['a', 'c'] }]],
  'feed/malicious': [
    { advisories: { state: 'listed', advisories: [ADVISORY] } },
    [
      { advisories: { state: 'listed', advisories: [{ ...ADVISORY, ids: ['MAL-2030-1', 'GO-2030-1'] }] } },
      {
        advisories: { state: 'listed', advisories: [{ ...ADVISORY, date: '2031', imitates: 'a.example/a' }] },
      },
    ],
    [
      { advisories: { state: 'listed', advisories: [{ ...ADVISORY, ids: ['MAL-2030-2'] }] } },
      { advisories: { state: 'listed', advisories: [{ ...ADVISORY, ids: [] }] } },
      { advisories: { state: 'listed', advisories: [{ ...ADVISORY, confidence: 'reported' }] } },
    ],
  ],
  'feed/mirror-block': [
    { content: undetermined('blocked-by-mirror', 'one') },
    [{ content: undetermined('blocked-by-mirror', 'two') }],
    [],
  ],
  'provenance/unattested': [
    { provenance: { state: 'none-published', refused: [REFUSED] } },
    [{ provenance: { state: 'none-published', refused: [{ ...REFUSED, detail: 'other words' }] } }],
    [
      { provenance: { state: 'none-published', refused: [] } },
      { provenance: { state: 'none-published', refused: [{ ...REFUSED, reason: 'commit' }] } },
    ],
  ],
  'provenance/unprotected-tags': [
    { protection: { state: 'movable', by: '', mayMove: 'writers', sources: ['https://a.example'] } },
    [{ protection: { state: 'movable', by: '', mayMove: 'others', sources: [] } }],
    [],
  ],
  'version/retracted': [
    { notices: { ...NOTICES.given, deprecated: null } },
    [{ notices: { ...NOTICES.given, newest: 'v1.3.0', deprecated: null } }],
    [
      {
        notices: {
          ...NOTICES.given,
          retracted: [{ low: 'v1.0.0', high: 'v1.0.0', rationale: '' }],
          deprecated: null,
        },
      },
    ],
  ],
  'version/deprecated': [
    { notices: { ...NOTICES.given, retracted: [] } },
    [{ notices: { ...NOTICES.given, newest: 'v1.3.0', retracted: [] } }],
    [{ notices: { ...NOTICES.given, retracted: [], deprecated: 'for good' } }],
  ],
  'version/unknown': [
    { content: undetermined('not-at-mirror', 'one') },
    [{ content: undetermined('not-at-mirror', 'two') }],
    [],
  ],
};

describe.each(Object.entries(CASES))('the evidence of %s', (name, [known, same, other]) => {
  const code = name as FindingCode;
  const facts: Facts = { checksum: CHECKSUMS.proven, ...known };
  const evidence = evidenceOf(code, facts);

  test('stays where nothing else was found', () => {
    expect(evidence).toMatch(/^sha256:/);
    for (const change of same)
      expect(evidenceOf(code, { ...facts, ...change }), JSON.stringify(change)).toBe(evidence);
  });

  test('is another where something else was found', () => {
    const others = other.map((change) => evidenceOf(code, { ...facts, ...change }));
    expect(others).not.toContain(null);
    expect(new Set([evidence, ...others]).size).toBe(others.length + 1);
  });
});

test('the evidence of a hidden character is the character and its line', () => {
  const hashes = (text: string): readonly string[] =>
    withSeverity(observeHiddenCharacters(readGoMod('go.mod', '/', text, null)), DEFAULT_POLICY).map(
      evidenceHash,
    );
  const line = '// a\u200bb';
  const [hash] = hashes(`${line}\n`);
  expect(hashes(`module m.example/a\n\n\t${line}\r\n`)).toEqual([hash]);
  expect(hashes(`${line}\nrequire x.example/y\u200b v1.0.0\n`)[0]).toBe(hash);
  expect(
    new Set([...hashes(`${line}\nrequire x.example/y\u200b v1.0.0\n`), ...hashes('// a\u200cb')]).size,
  ).toBe(3);
  const long = 'x'.repeat(100_000);
  expect(hashes(`// ${long}\u200b${long}`)).toHaveLength(1);
});

test('every code that a check gives is looked at here, one for all that are about names alone', () => {
  const given = new Set(CHECKS.flatMap(({ codes }) => codes));
  const names = CHECKS.find(({ codes }) => codes.includes('squat/misspelling'))?.codes ?? [];
  const missing = [...given].filter((code) => CASES[code] === undefined && !names.includes(code));
  expect(missing).toEqual([]);
  expect(FINDING_CODES.filter((code) => !given.has(code))).toEqual([
    'squat/hidden-characters',
    'version/young',
    'policy/checksum-gate',
    'policy/upstream-gate',
    'policy/provenance-gate',
    'policy/tag-protection-gate',
    'policy/gate-undetermined',
    ...FINDING_CODES.filter((code) => code.startsWith('environment/')),
    'policy/waiver-expired',
    'policy/waiver-dead',
  ]);
});
