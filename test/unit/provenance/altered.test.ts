import { beforeAll, describe, expect, test } from 'vitest';
import type { RefusalReason } from '../../../server/src/provenance/index.ts';
import { provenanceRequest } from '../../world/sigstore/statements.ts';
import { altered, type BundleJson, BYTE_CLASSES, placesOf } from './alterations.ts';
import { ATTESTED, type Trusted, trusted, WANTED } from './bundles.ts';

let open: Trusted;
let bundle: object;
beforeAll(async () => {
  open = await trusted({ kind: 'public' });
  bundle = await open.instance.sign(provenanceRequest(ATTESTED));
});

test('a bundle that nobody touched is verified', () => {
  expect(open.judge.judge(bundle, WANTED).state).toBe('verified');
});

/** The check that has to notice; where several may, any of them. */
const NOTICED_BY: Readonly<Record<string, readonly RefusalReason[]>> = {
  signature: ['timestamp', 'signature'],
  certificate: ['certificate'],
  'log entry': ['transparency-log'],
  'number in the log': ['transparency-log'],
  'time of the log': ['transparency-log', 'certificate'],
  'name of the log': ['transparency-log'],
  'promise of the log': ['transparency-log'],
  'root of the inclusion proof': ['transparency-log'],
  'number in the inclusion proof': ['transparency-log'],
  'size in the inclusion proof': ['transparency-log'],
  'signed tree head': ['transparency-log'],
  timestamp: ['timestamp'],
  subject: ['transparency-log', 'signature'],
  'predicate type': ['transparency-log', 'signature'],
  predicate: ['transparency-log', 'signature'],
  'payload type': ['signature'],
};

describe('a bundle is refused when one bit is turned in its', () => {
  test.each(BYTE_CLASSES.map((one) => [one.name, one] as const))('%s', (name, one) => {
    const places = placesOf(bundle, one);
    expect(places.length).toBeGreaterThan(0);
    const reasons = places.map((at) => {
      const verdict = open.judge.judge(altered(bundle, one, at), WANTED);
      return verdict.state === 'refused' ? verdict.refused.reason : verdict.state;
    });
    const unexpected = reasons.filter((reason) => !NOTICED_BY[name]?.includes(reason as RefusalReason));
    // A name of an issuer that nobody knows is that of another instance: not verified either.
    expect(unexpected.filter((one) => name !== 'certificate' || one !== 'unknown-root')).toEqual([]);
  });
});

describe('a bundle is refused without its', () => {
  const cases: readonly (readonly [string, (material: Record<string, unknown>) => void])[] = [
    ['log entry', (material) => Object.assign(material, { tlogEntries: [] })],
    [
      'promise and proof of inclusion',
      ({ tlogEntries }) => {
        for (const entry of tlogEntries as Record<string, unknown>[]) {
          delete entry.inclusionPromise;
          delete entry.inclusionProof;
        }
      },
    ],
    ['certificate', (material) => Object.assign(material, { certificate: { rawBytes: 'AAAA' } })],
  ];
  test.each(cases)('%s', (_, change) => {
    const copy = structuredClone(bundle) as { verificationMaterial: Record<string, unknown> };
    change(copy.verificationMaterial);
    expect(['refused', 'unreadable']).toContain(open.judge.judge(copy, WANTED).state);
  });
});

test('a log entry of a form that is not read leaves open what the bundle is', () => {
  const copy = structuredClone(bundle) as {
    verificationMaterial: { tlogEntries: { kindVersion: { kind: string; version: string } }[] };
  };
  for (const entry of copy.verificationMaterial.tlogEntries)
    entry.kindVersion = { kind: 'hashedrekord', version: '0.0.1' };
  expect(open.judge.judge(copy, WANTED)).toMatchObject({ state: 'unreadable' });
});

describe('a signed tree head', () => {
  const withEnvelope = (change: (envelope: string) => string): object => {
    const copy = structuredClone(bundle) as BundleJson;
    for (const { inclusionProof } of copy.verificationMaterial.tlogEntries)
      if (inclusionProof !== undefined)
        inclusionProof.checkpoint.envelope = change(inclusionProof.checkpoint.envelope);
    return copy;
  };

  // Were it taken for a regular expression, this would not end.
  test('with a name that is an expression is refused at once', () => {
    const name = `(${'.*'.repeat(8)})*`.repeat(6);
    const copy = withEnvelope((envelope) => envelope.replace(/\u2014 \S+/, `\u2014 ${name}!`));
    expect(open.judge.judge(copy, WANTED)).toMatchObject({ refused: { reason: 'transparency-log' } });
  });

  test('may be signed by witnesses as well', () => {
    const witness = `\u2014 witness.example/w1 ${Buffer.alloc(68, 7).toString('base64')}\n`;
    const copy = withEnvelope((envelope) => `${envelope}${witness}`);
    expect(open.judge.judge(copy, WANTED)).toMatchObject({ state: 'verified' });
  });
});

test.each([
  ['log entries', (copy: BundleJson) => copy.verificationMaterial.tlogEntries, 5],
  [
    'timestamps',
    (copy: BundleJson) => copy.verificationMaterial.timestampVerificationData.rfc3161Timestamps,
    5,
  ],
] as const)('a bundle with too many %s is not verified', (_, list, count) => {
  const copy = structuredClone(bundle) as BundleJson;
  const items: unknown[] = list(copy);
  while (items.length < count) items.push(structuredClone(items[0]));
  expect(open.judge.judge(copy, WANTED)).toMatchObject({ state: 'unreadable' });
});
