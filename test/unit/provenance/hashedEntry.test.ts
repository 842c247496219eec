import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { loadBundleJudge } from '../../../server/src/provenance/index.ts';
import { provenanceRequest } from '../../world/sigstore/statements.ts';
import { altered, type BundleJson, BYTE_CLASSES, type ByteClass, placesOf } from './alterations.ts';
import { ATTESTED, type Trusted, trusted, WANTED } from './bundles.ts';

/* Bundles whose log entry holds the hash of what was signed, as logs of the second generation write them. */

let tiled: Trusted;
let bundle: BundleJson;
let other: BundleJson;
beforeAll(async () => {
  tiled = await trusted({ kind: 'tiled' });
  const request = provenanceRequest(ATTESTED);
  bundle = (await tiled.instance.sign(request)) as BundleJson;
  // The same statement, signed once more with other keys.
  other = (await tiled.instance.sign(request)) as BundleJson;
});

const judged = (value: object) => tiled.judge.judge(value, WANTED);

test('such a bundle attests the commit, at the time of its timestamp', () => {
  expect(judged(bundle)).toMatchObject({
    state: 'verified',
    attestation: { kind: 'provenance', loggedAt: expect.any(Number) },
  });
});

const PATH: ByteClass = {
  name: 'path of the inclusion proof',
  read: ({ verificationMaterial }) =>
    Buffer.concat(hashesOf(verificationMaterial).map((one) => Buffer.from(one, 'base64'))),
  write: ({ verificationMaterial }, bytes) => {
    const hashes = hashesOf(verificationMaterial);
    for (const at of hashes.keys()) hashes[at] = bytes.subarray(at * 32, at * 32 + 32).toString('base64');
  },
};

function hashesOf({ tlogEntries }: BundleJson['verificationMaterial']): string[] {
  return tlogEntries[0]?.inclusionProof?.hashes ?? [];
}

const NOT_THERE = ['promise of the log', 'time of the log'];
const CLASSES = [...BYTE_CLASSES.filter(({ name }) => !NOT_THERE.includes(name)), PATH];

describe('it is refused when one bit is turned in its', () => {
  test.each(CLASSES.map((one) => [one.name, one] as const))('%s', (name, one) => {
    const places = placesOf(bundle, one);
    expect(places.length).toBeGreaterThan(0);
    const states = new Set(places.map((at) => judged(altered(bundle, one, at)).state));
    // A name of an issuer that nobody knows is that of another instance, and so is that of a log: not verified either.
    const isName = name === 'certificate' || name === 'name of the log';
    expect(
      [...states].filter((state) => state !== 'refused' && !(isName && state === 'unknown-root')),
    ).toEqual([]);
  });
});

/** The bundle after a change of its log entry. */
function changed(
  change: (entry: BundleJson['verificationMaterial']['tlogEntries'][number]) => void,
): BundleJson {
  const copy = structuredClone(bundle);
  for (const entry of copy.verificationMaterial.tlogEntries) change(entry);
  return copy;
}

describe('it is refused', () => {
  const cases: readonly (readonly [string, () => BundleJson, string])[] = [
    [
      'with the entry of another signature of the same statement',
      () => ({
        ...bundle,
        verificationMaterial: {
          ...bundle.verificationMaterial,
          tlogEntries: other.verificationMaterial.tlogEntries,
        },
      }),
      'transparency-log',
    ],
    [
      'with a time that no log gave',
      () => changed((entry) => Object.assign(entry, { integratedTime: '1700000000' })),
      'transparency-log',
    ],
    [
      'with another number than that of its proof',
      () => changed((entry) => Object.assign(entry, { logIndex: '4' })),
      'transparency-log',
    ],
    [
      'without a timestamp, for its log tells no time',
      () => ({
        ...bundle,
        verificationMaterial: {
          ...bundle.verificationMaterial,
          timestampVerificationData: { rfc3161Timestamps: [] },
        },
      }),
      'timestamp',
    ],
  ];
  test.each(cases)('%s', (_, make, reason) => {
    expect(judged(make())).toMatchObject({ state: 'refused', refused: { reason } });
  });
});

test.each([
  [
    'signed with another key than that of its certificate',
    'key',
    'signature',
    'signature verification failed',
  ],
  ['logged with the hash of its statement alone', 'hash', 'transparency-log', 'digest mismatch'],
] as const)('it is refused when it was %s', async (_, flaw, reason, detail) => {
  const flawed = await tiled.instance.sign({ ...provenanceRequest(ATTESTED), flaw });
  expect(judged(flawed)).toEqual({ state: 'refused', refused: { reason, detail } });
});

test('without the proof of its log it cannot be read', () => {
  const copy = changed((entry) => Object.assign(entry, { inclusionProof: undefined }));
  expect(judged(copy)).toMatchObject({ state: 'unreadable' });
});

describe('an entry counts by the form that its own log gave it', () => {
  test('and not with the hash of the statement alone', async () => {
    const open = await trusted({ kind: 'public' });
    const older = (await open.instance.sign(provenanceRequest(ATTESTED))) as BundleJson;
    const named = structuredClone(older);
    for (const entry of named.verificationMaterial.tlogEntries) {
      Object.assign(entry, { kindVersion: { kind: 'hashedrekord', version: '0.0.2' }, integratedTime: '0' });
      delete entry.inclusionPromise;
      entry.logIndex = entry.inclusionProof?.logIndex ?? '';
    }
    expect(open.judge.judge(older, WANTED).state).toBe('verified');
    expect(open.judge.judge(named, WANTED)).toMatchObject({ refused: { reason: 'transparency-log' } });
  });

  test('and is left unread beside one of another form', () => {
    const copy = structuredClone(bundle);
    const [entry] = copy.verificationMaterial.tlogEntries;
    const older = { ...structuredClone(entry), kindVersion: { kind: 'dsse', version: '0.0.1' } };
    copy.verificationMaterial.tlogEntries.push(
      older as (typeof copy.verificationMaterial.tlogEntries)[number],
    );
    expect(judged(copy)).toMatchObject({ state: 'unreadable' });
  });
});

test('by a root that does not name its log it is neither verified nor refused', async () => {
  const root = JSON.parse(tiled.instance.trustedRoot);
  const { tlogs } = JSON.parse((await trusted({ kind: 'tiled' })).instance.trustedRoot);
  const older = await loadBundleJudge({ text: JSON.stringify({ ...root, tlogs }), isUsers: true });
  expect(older.judge(bundle, WANTED)).toMatchObject({ state: 'unknown-root' });
});

test('by another log of the same name and id it is refused', async () => {
  const root = JSON.parse(tiled.instance.trustedRoot);
  const { tlogs } = JSON.parse((await trusted({ kind: 'tiled' })).instance.trustedRoot);
  const forged = { ...tlogs[0], logId: root.tlogs[0].logId };
  const other = await loadBundleJudge({ text: JSON.stringify({ ...root, tlogs: [forged] }), isUsers: true });
  expect(other.judge(bundle, WANTED)).toMatchObject({ refused: { reason: 'transparency-log' } });
});

test('the entry holds the hash of the encoding that was signed', () => {
  const [entry] = bundle.verificationMaterial.tlogEntries;
  const { spec } = JSON.parse(Buffer.from(entry?.canonicalizedBody ?? '', 'base64').toString());
  const { payload, payloadType } = bundle.dsseEnvelope;
  const bytes = Buffer.from(payload, 'base64');
  const signed = `DSSEv1 ${payloadType.length} ${payloadType} ${bytes.length} ${bytes}`;
  expect(spec.hashedRekordV002.data.digest).toBe(createHash('sha256').update(signed).digest('base64'));
});
