import { checksumGate } from '../../../server/src/gate/checksumGate.ts';
import { type GateName, judgeGates } from '../../../server/src/gate/index.ts';
import {
  fail,
  notApplicable as noOutcome,
  type Outcome,
  pass,
  unknown,
} from '../../../server/src/gate/outcome.ts';
import { provenanceGate } from '../../../server/src/gate/provenanceGate.ts';
import { stabilityOf } from '../../../server/src/gate/stability.ts';
import { tagProtectionGate } from '../../../server/src/gate/tagProtectionGate.ts';
import { upstreamGate } from '../../../server/src/gate/upstreamGate.ts';
import type { Gates } from '../../../server/src/policy/index.ts';
import {
  type AgeFact,
  type ChecksumFact,
  type ContentFact,
  type ModuleFacts,
  notApplicable,
  type ProtectionFact,
  type ProvenanceFact,
  type UpstreamFact,
  undetermined,
} from '../../../server/src/verdict/index.ts';
import { CHECKSUMS, CONTENTS, UPSTREAMS } from '../../formats/auditResult.ts';
import { PROTECTIONS, PROVENANCES } from '../../formats/hostFacts.ts';
import { describe, expect, test } from '../../kit.ts';

const P = 'pass';
const F = 'fail';
const U = 'undetermined';
const N = 'not-applicable';

const NOT_LOGGED: ChecksumFact = {
  state: 'matches-go-sum',
  h1: 'h1:x',
  database: notApplicable('GONOSUMDB covers it'),
};
const NO_LINE: ChecksumFact = { state: 'missing', h1: 'h1:x', goModLine: false, goSum: true };
const NO_GO_SUM: ChecksumFact = { state: 'missing', h1: 'h1:x', goModLine: false, goSum: false };

/** How it is pinned: by go.sum, by nothing, or there is no project. */
describe('the gate of the checksum', () => {
  test.each<[string, ChecksumFact, readonly [string, string, string]]>([
    ['proven', CHECKSUMS.proven, [P, F, P]],
    ['go.sum agrees, the database was not reached', CHECKSUMS['matches-go-sum'], [U, U, U]],
    ['go.sum agrees, the database may not be asked', NOT_LOGGED, [U, U, U]],
    ['another hash', CHECKSUMS.mismatch, [F, F, F]],
    ['go.sum has the line of the go.mod alone', CHECKSUMS.missing, [U, U, U]],
    ['go.sum has no line', NO_LINE, [F, F, U]],
    ['no go.sum', NO_GO_SUM, [F, F, U]],
    ['not in the log', CHECKSUMS.unlogged, [F, F, F]],
    ['undetermined', CHECKSUMS.undetermined, [U, U, U]],
    ['private', CHECKSUMS['not-applicable'], [N, N, N]],
  ])('%s', (_, checksum, expected) => {
    const pinned = ['go.sum', 'nothing', 'no-project'] as const;
    expect(pinned.map((how) => checksumGate(checksum, how).state)).toEqual(expected);
  });
});

/** Columns: where upstream stands, in this order. */
const STANDS = [
  'present',
  'tag-moved',
  'owner-changed',
  'tag-missing',
  'repository-gone',
  'undetermined',
  'not-applicable',
] as const;

describe('the gate of the upstream commit', () => {
  const rows: Readonly<Record<ContentFact['state'], readonly string[]>> = {
    match: [P, P, P, F, F, U, U],
    'match-explained': [P, P, P, F, F, U, U],
    diverged: [F, F, F, F, F, F, F],
    undetermined: [U, U, U, F, F, U, U],
    // A public module that cannot be compared.
    'not-applicable': [U, U, U, U, U, U, U],
  };
  test.each(Object.entries(rows))('%s', (content, expected) => {
    const states = STANDS.map(
      (stands) =>
        upstreamGate({
          content: CONTENTS[content as ContentFact['state']],
          upstream: UPSTREAMS[stands],
          checksum: CHECKSUMS.proven,
        }).state,
    );
    expect(states).toEqual(expected);
  });

  test('a private module is none that it is for', () => {
    const facts = { content: CONTENTS['not-applicable'], upstream: UPSTREAMS['not-applicable'] };
    expect(upstreamGate({ ...facts, checksum: CHECKSUMS['not-applicable'] }).state).toBe(N);
  });
});

const age = (days: number): AgeFact => ({ state: 'determined', days, loggedBefore: 0, witness: 'somebody' });

/** The four parts of stability, each in its three states. */
const AGES: readonly (readonly [Outcome['state'], AgeFact])[] = [
  [P, age(60)],
  [F, age(59)],
  [U, undetermined('not-dated')],
];
const LOGGED: readonly (readonly [Outcome['state'], ChecksumFact])[] = [
  [P, CHECKSUMS.proven],
  [F, CHECKSUMS.unlogged],
  [U, CHECKSUMS['matches-go-sum']],
];
const SAME: readonly (readonly [Outcome['state'], ContentFact])[] = [
  [P, CONTENTS.match],
  [F, CONTENTS.diverged],
  [U, CONTENTS.undetermined],
];
const STOOD: readonly (readonly [Outcome['state'], UpstreamFact])[] = [
  [P, UPSTREAMS.present],
  [F, UPSTREAMS['tag-moved']],
  [U, UPSTREAMS.undetermined],
];

describe('stability', () => {
  const combinations = AGES.flatMap(([a, anAge]) =>
    LOGGED.flatMap(([b, checksum]) =>
      SAME.flatMap(([c, content]) =>
        STOOD.map(([d, upstream]) => ({
          parts: [a, b, c, d],
          facts: { age: anAge, checksum, content, upstream },
        })),
      ),
    ),
  );

  test('of 81 combinations one passes, 65 fail, and of 15 nobody can tell', () => {
    const states = combinations.map(({ facts }) => stabilityOf(facts, 60).state);
    const count = (state: string): number => states.filter((one) => one === state).length;
    expect([count(P), count(F), count(U), count(N)]).toEqual([1, 65, 15, 0]);
  });

  test.each(combinations)('$parts', ({ parts, facts }) => {
    const expected = parts.includes(F) ? F : parts.includes(U) ? U : P;
    expect(stabilityOf(facts, 60).state).toBe(expected);
  });

  const stable = {
    age: age(500),
    checksum: CHECKSUMS.proven,
    content: CONTENTS.match,
    upstream: UPSTREAMS.present,
  };

  test('a tag that the ledger saw elsewhere is not stable, though it is back where it was', () => {
    const seenBefore = [{ commit: 'f'.repeat(40), firstSeen: 1, lastSeen: 2 }];
    expect(stabilityOf({ ...stable, upstream: { ...UPSTREAMS.present, seenBefore } }, 60).state).toBe(F);
  });

  test('a commit that is younger than its record is not stable', () => {
    expect(stabilityOf({ ...stable, upstream: { ...UPSTREAMS.present, loggedBefore: 1 } }, 60).state).toBe(F);
  });

  test('what the log does not hold has no age', () => {
    expect(stabilityOf({ ...stable, age: undetermined('not-logged') }, 60).state).toBe(F);
  });

  test('the date of the commit plays no part', () => {
    const old = { ...UPSTREAMS.present, committedAt: 1 };
    expect(stabilityOf({ ...stable, age: age(3), upstream: old }, 60).state).toBe(F);
    const young = { ...UPSTREAMS.present, committedAt: 4_000_000_000 };
    expect(stabilityOf({ ...stable, upstream: young }, 60).state).toBe(P);
  });

  test('a log that may not be asked is no witness', () => {
    const facts = { ...stable, age: notApplicable('GONOSUMDB'), checksum: NOT_LOGGED };
    expect(stabilityOf(facts, 60).state).toBe(U);
  });
});

const ATTESTED = PROVENANCES[0] as ProvenanceFact;
const ATTESTATIONS: readonly (readonly [string, ProvenanceFact])[] = [
  ['attested', ATTESTED],
  ['none', { state: 'none-published', refused: [] }],
  ['refused', { state: 'none-published', refused: [{ reason: 'signature', detail: 'of other bytes' }] }],
  ['unknown', undetermined('host-hides')],
  ['private', notApplicable('the module is private')],
];
const PRIVATE = {
  age: notApplicable('private'),
  checksum: CHECKSUMS['not-applicable'],
  content: CONTENTS['not-applicable'],
  upstream: UPSTREAMS['not-applicable'],
};

describe('the gate of provenance', () => {
  const stable = {
    age: age(60),
    checksum: CHECKSUMS.proven,
    content: CONTENTS.match,
    upstream: UPSTREAMS.present,
  };
  const young = { ...stable, age: age(59) };
  const dateless = { ...stable, age: undetermined('not-dated') };

  /** Columns: stable, not stable, nobody can tell. Rows: the attestation. */
  const tables = {
    accept: {
      attested: [P, P, P],
      none: [P, F, U],
      refused: [P, F, U],
      unknown: [P, U, U],
      private: [P, U, U],
    },
    require: {
      attested: [P, P, P],
      none: [F, F, F],
      refused: [F, F, F],
      unknown: [U, U, U],
      // It is public: its checksum is proven.
      private: [U, U, U],
    },
    ignore: {
      attested: [P, F, U],
      none: [P, F, U],
      refused: [P, F, U],
      unknown: [P, F, U],
      private: [P, F, U],
    },
  } as const;
  for (const [attestation, table] of Object.entries(tables)) {
    test.each(ATTESTATIONS)(`${attestation} %s`, (name, provenance) => {
      const gate = {
        attestation: attestation as keyof typeof tables,
        orStableDays: attestation === 'require' ? null : 60,
      };
      const states = [stable, young, dateless].map(
        (facts) => provenanceGate(gate, { ...facts, provenance }, upstreamGate(facts)).state,
      );
      expect(states).toEqual(table[name as keyof typeof table]);
    });
  }

  test('without days an attestation is the one way, and none is a failure', () => {
    const gate = { attestation: 'accept', orStableDays: null } as const;
    const facts = { ...stable, provenance: { state: 'none-published', refused: [] } } as const;
    expect(provenanceGate(gate, facts, upstreamGate(facts)).state).toBe(F);
  });

  test.each([
    [pass('its bytes'), P],
    [fail('other bytes'), F],
    [unknown('who knows'), U],
  ])('an attested commit vouches for its own bytes alone: %s', (bytes, expected) => {
    const gate = { attestation: 'require', orStableDays: null } as const;
    expect(provenanceGate(gate, { ...stable, provenance: ATTESTED }, bytes).state).toBe(expected);
  });

  test('a private module is none that it is for', () => {
    const gate = { attestation: 'accept', orStableDays: 60 } as const;
    const facts = { ...PRIVATE, provenance: notApplicable('private') };
    expect(provenanceGate(gate, facts, noOutcome('private')).state).toBe(N);
  });
});

/** Columns: a public module with a tag, a public one that is a commit, one that is in no git repository, a private one. */
describe('the gate of tag protection', () => {
  const proven = CHECKSUMS.proven;
  const columns = [
    { checksum: proven, upstream: UPSTREAMS.present },
    { checksum: proven, upstream: { ...UPSTREAMS.present, ref: null } },
    { checksum: proven, upstream: UPSTREAMS['not-applicable'] },
    { checksum: CHECKSUMS['not-applicable'], upstream: UPSTREAMS['not-applicable'] },
  ];
  const table: Readonly<Record<ProtectionFact['state'], readonly string[]>> = {
    immutable: [P, P, P, P],
    restricted: [P, P, P, P],
    movable: [F, F, F, F],
    undetermined: [U, U, U, U],
    'not-applicable': [U, N, U, N],
  };
  test.each([...PROTECTIONS, notApplicable('there is nobody to ask')])('$state', (protection) => {
    const states = columns.map((facts) => tagProtectionGate({ ...facts, protection }).state);
    expect(states).toEqual(table[protection.state]);
  });
});

const ALL: Gates = {
  checksum: 'require',
  upstream: 'require',
  provenance: { attestation: 'accept', orStableDays: 60 },
  tagProtection: 'require',
};

test('no combination of facts passes a gate without the evidence for it', () => {
  const name = { state: 'known' } as const;
  const ages = [age(60), age(59), undetermined('not-dated'), notApplicable('private')];
  const passed = new Map<GateName, number>();
  let combinations = 0;
  for (const content of Object.values(CONTENTS))
    for (const upstream of Object.values(UPSTREAMS))
      for (const checksum of [...Object.values(CHECKSUMS), NOT_LOGGED, NO_LINE, NO_GO_SUM])
        for (const anAge of ages)
          for (const [, provenance] of ATTESTATIONS)
            for (const protection of PROTECTIONS) {
              combinations++;
              const facts = { name, content, upstream, checksum, age: anAge, provenance, protection };
              for (const { gate, state } of judgeGates(ALL, facts as unknown as ModuleFacts, 'go.sum')) {
                if (state !== 'pass') continue;
                passed.set(gate, (passed.get(gate) ?? 0) + 1);
                const isSame = content.state === 'match' || content.state === 'match-explained';
                const isThere = ['present', 'tag-moved', 'owner-changed'].includes(upstream.state);
                const isProven = checksum.state === 'proven';
                const isOld = anAge.state === 'determined' && anAge.days >= 60;
                const stayed = upstream.state === 'present' || upstream.state === 'owner-changed';
                const isAttested = provenance.state === 'attested';
                const evidence: Readonly<Record<GateName, boolean>> = {
                  checksum: isProven,
                  upstream: isSame && isThere,
                  provenance: isSame && isThere && (isAttested || (isProven && isOld && stayed)),
                  tagProtection: protection.state === 'immutable' || protection.state === 'restricted',
                };
                expect(evidence[gate], JSON.stringify({ gate, facts })).toBe(true);
              }
            }
  expect(combinations).toBe(5 * 7 * 10 * 4 * 5 * PROTECTIONS.length);
  for (const gate of ['checksum', 'upstream', 'provenance', 'tagProtection'] as const)
    expect(passed.get(gate)).toBeGreaterThan(0);
});

test('a gate that is not set says nothing', () => {
  const none = { checksum: null, upstream: null, provenance: null, tagProtection: null };
  expect(judgeGates(none, PRIVATE as unknown as ModuleFacts, 'go.sum')).toEqual([]);
});
