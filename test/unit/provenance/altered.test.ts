import { beforeAll, describe, expect, test } from 'vitest';
import type { RefusalReason } from '../../../server/src/provenance/index.ts';
import { provenanceRequest } from '../../world/sigstore/statements.ts';
import { altered, BYTE_CLASSES, placesOf } from './alterations.ts';
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
