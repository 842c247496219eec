import { beforeAll, describe, expect, test } from 'vitest';
import { provenanceRequest } from '../../world/sigstore/statements.ts';
import type { BundleJson } from './alterations.ts';
import { ATTESTED, type Trusted, trusted, WANTED } from './bundles.ts';

let open: Trusted;
let bundle: object;
beforeAll(async () => {
  open = await trusted({ kind: 'public' });
  bundle = await open.instance.sign(provenanceRequest(ATTESTED));
});

const ENTRY = 'verificationMaterial.tlogEntries.0';

/**
 * What may be missing, for what is left proves the same: a form that is told, the
 * promise beside the proof, the timestamp beside the promise. In a log of one
 * entry number and path of the proof are nothing as it is.
 */
const MAY_BE_NOTHING: ReadonlySet<string> = new Set([
  'mediaType',
  `${ENTRY}.inclusionPromise`,
  `${ENTRY}.inclusionProof.logIndex`,
  `${ENTRY}.inclusionProof.hashes`,
  'verificationMaterial.timestampVerificationData',
  'verificationMaterial.timestampVerificationData.rfc3161Timestamps',
]);

const VALUES: readonly unknown[] = [null, 7, -1, '', 'AAAA', [], {}, [null], 'x'.repeat(10_000)];

describe('a bundle of which a part is something else', () => {
  test.each([
    ['by a log that promises', 'public', MAY_BE_NOTHING],
    ['by a log of the second generation', 'tiled', new Set(['mediaType'])],
  ] as const)('is judged without a fault, and is not verified, logged %s', async (_, kind, mayBeNothing) => {
    const { instance, judge } = await trusted({ kind });
    const bundle = await instance.sign(provenanceRequest(ATTESTED));
    const paths = pathsOf(bundle);
    expect(paths.length).toBeGreaterThan(25);
    const verified: string[] = [];
    for (const path of paths) {
      for (const value of VALUES) {
        const copy = structuredClone(bundle);
        replace(copy, path, value);
        const { state } = judge.judge(copy, WANTED);
        if (state === 'verified') verified.push(`${path.join('.')} = ${JSON.stringify(value).slice(0, 20)}`);
      }
    }
    expect(verified.filter((one) => !mayBeNothing.has(one.split(' ')[0] ?? ''))).toEqual([]);
  });

  const certificates: readonly (readonly [string, string])[] = [
    ['an empty sequence', '3000'],
    ['three empty parts', '3008300030000301003000'.slice(0, 18)],
    ['parts in a row that are empty', '300730003000030100'],
    ['a body with one part', '3009300230003000030100'],
    ['a length that is not there', '308430000000'],
    ['sequences in sequences', nested(4000)],
  ];
  test.each(certificates)('is not verified with a certificate of %s', (_, hex) => {
    const copy = structuredClone(bundle) as BundleJson;
    copy.verificationMaterial.certificate.rawBytes = Buffer.from(hex, 'hex').toString('base64');
    expect(['refused', 'unreadable']).toContain(open.judge.judge(copy, WANTED).state);
  });

  test.each(certificates)('is not verified with a timestamp of %s', (_, hex) => {
    const copy = structuredClone(bundle) as BundleJson;
    copy.verificationMaterial.timestampVerificationData.rfc3161Timestamps = [
      { signedTimestamp: Buffer.from(hex, 'hex').toString('base64') },
    ];
    expect(['refused', 'unreadable']).toContain(open.judge.judge(copy, WANTED).state);
  });
});

type Path = readonly (string | number)[];

/** The path of every part of a JSON value. */
function pathsOf(value: unknown, at: Path = []): readonly Path[] {
  if (typeof value !== 'object' || value === null) return [at];
  const parts = Object.entries(value).flatMap(([key, part]) => pathsOf(part, [...at, key]));
  return at.length === 0 ? parts : [at, ...parts];
}

function replace(whole: object, path: Path, value: unknown): void {
  const last = path.at(-1);
  let holder = whole as Record<string | number, unknown>;
  for (const key of path.slice(0, -1)) holder = holder[key] as Record<string | number, unknown>;
  if (last !== undefined) holder[last] = value;
}

/** Sequences, each of which holds the next one, as hex. */
function nested(depth: number): string {
  let bytes = Buffer.alloc(0);
  for (let level = 0; level < depth; level++) {
    const { length } = bytes;
    const head = length < 128 ? [0x30, length] : [0x30, 0x82, length >> 8, length & 255];
    bytes = Buffer.concat([Buffer.from(head), bytes]);
  }
  return bytes.toString('hex');
}
