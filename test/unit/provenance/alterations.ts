import { createHash } from 'node:crypto';

/** A bundle as JSON, of which every part can be reached. */
export type BundleJson = {
  readonly verificationMaterial: {
    readonly certificate: { rawBytes: string };
    readonly tlogEntries: {
      logIndex: string;
      logId: { keyId: string };
      integratedTime: string;
      canonicalizedBody: string;
      inclusionPromise?: { signedEntryTimestamp: string };
      inclusionProof?: {
        logIndex: string;
        rootHash: string;
        treeSize: string;
        hashes: string[];
        checkpoint: { envelope: string };
      };
    }[];
    readonly timestampVerificationData: { rfc3161Timestamps: { signedTimestamp: string }[] };
  };
  readonly dsseEnvelope: { payload: string; payloadType: string; signatures: { sig: string }[] };
};

/** One class of bytes of a bundle: how they are read, and how they are put back. */
export interface ByteClass {
  readonly name: string;
  read(bundle: BundleJson): Buffer;
  /** Where it is altered; in many places when absent. */
  places?(bundle: BundleJson): readonly number[];
  write(bundle: BundleJson, bytes: Buffer): void;
}

type Holder = Readonly<Record<string, unknown>>;

/** Bytes that stand as base64 in the field `key` of what `find` gives. */
function base64(name: string, find: (bundle: BundleJson) => object | undefined, key: string): ByteClass {
  const holder = (bundle: BundleJson): Record<string, string> => find(bundle) as Record<string, string>;
  return {
    name,
    read: (bundle) => Buffer.from(String((holder(bundle) as Holder)[key]), 'base64'),
    write: (bundle, bytes) => {
      holder(bundle)[key] = bytes.toString('base64');
    },
  };
}

/** Bytes of a text in the field `key` of what `find` gives. */
function text(name: string, find: (bundle: BundleJson) => object | undefined, key: string): ByteClass {
  const holder = (bundle: BundleJson): Record<string, string> => find(bundle) as Record<string, string>;
  return {
    name,
    read: (bundle) => Buffer.from(String((holder(bundle) as Holder)[key]), 'latin1'),
    write: (bundle, bytes) => {
      holder(bundle)[key] = bytes.toString('latin1');
    },
  };
}

/** The bytes of a part of the payload: that part alone is altered. */
function payloadPart(name: string, from: string, to: string): ByteClass {
  const range = (bundle: BundleJson): readonly [Buffer, number, number] => {
    const payload = Buffer.from(bundle.dsseEnvelope.payload, 'base64');
    const start = payload.indexOf(from);
    const end = to === '' ? payload.length : payload.indexOf(to);
    if (start < 0 || end < start) throw new Error(`the payload has no ${name}`);
    return [payload, start, end];
  };
  return {
    name,
    read: (bundle) => {
      const [payload, start, end] = range(bundle);
      return payload.subarray(start, end);
    },
    write: (bundle, bytes) => {
      const [payload, start, end] = range(bundle);
      const parts = [payload.subarray(0, start), bytes, payload.subarray(end)];
      bundle.dsseEnvelope.payload = Buffer.concat(parts).toString('base64');
    },
  };
}

const entry = (bundle: BundleJson) => bundle.verificationMaterial.tlogEntries[0];

const PLACES = 12;

/** The places of a class at which it is altered: what is altered once in each part of it. */
export function placesOf(bundle: object, one: ByteClass): readonly number[] {
  const whole = bundle as BundleJson;
  if (one.places !== undefined) return one.places(whole);
  const { length } = one.read(whole);
  const count = Math.min(length, PLACES);
  return Array.from({ length: count }, (_, index) => Math.floor((index * length) / count));
}

const WHOLE_TIMESTAMP = base64(
  'timestamp',
  ({ verificationMaterial }) => verificationMaterial.timestampVerificationData.rfc3161Timestamps[0],
  'signedTimestamp',
);

/** What it is of, when, and the signature. Its frame is signed by nobody and says nothing that is used. */
const TIMESTAMP: ByteClass = {
  ...WHOLE_TIMESTAMP,
  places: (bundle) => {
    const bytes = WHOLE_TIMESTAMP.read(bundle);
    const signature = Buffer.from(bundle.dsseEnvelope.signatures[0]?.sig ?? '', 'base64');
    const imprint = bytes.indexOf(createHash('sha256').update(signature).digest());
    const time = bytes.indexOf('20', imprint, 'latin1');
    if (imprint < 0 || time < 0) throw new Error('the timestamp has neither imprint nor time');
    return [imprint, imprint + 15, imprint + 31, time + 3, time + 9, bytes.length - 40, bytes.length - 1];
  },
};

/** Every class of bytes on which a verdict rests, of a bundle with log entry and timestamp. */
export const BYTE_CLASSES: readonly ByteClass[] = [
  base64('signature', ({ dsseEnvelope }) => dsseEnvelope.signatures[0], 'sig'),
  base64('certificate', ({ verificationMaterial }) => verificationMaterial.certificate, 'rawBytes'),
  base64('log entry', entry, 'canonicalizedBody'),
  text('number in the log', entry, 'logIndex'),
  text('time of the log', entry, 'integratedTime'),
  base64('name of the log', (bundle) => entry(bundle)?.logId, 'keyId'),
  base64('promise of the log', (bundle) => entry(bundle)?.inclusionPromise, 'signedEntryTimestamp'),
  base64('root of the inclusion proof', (bundle) => entry(bundle)?.inclusionProof, 'rootHash'),
  text('number in the inclusion proof', (bundle) => entry(bundle)?.inclusionProof, 'logIndex'),
  text('size in the inclusion proof', (bundle) => entry(bundle)?.inclusionProof, 'treeSize'),
  text('signed tree head', (bundle) => entry(bundle)?.inclusionProof?.checkpoint, 'envelope'),
  TIMESTAMP,
  payloadPart('subject', '"subject"', '"predicateType"'),
  payloadPart('predicate type', '"predicateType"', '"predicate"'),
  payloadPart('predicate', '"predicate"', ''),
  text('payload type', ({ dsseEnvelope }) => dsseEnvelope, 'payloadType'),
];

/** The bundle with one bit of one byte of a class turned over. */
export function altered(bundle: object, { read, write }: ByteClass, at: number, bit = 1): BundleJson {
  const copy = structuredClone(bundle) as BundleJson;
  const bytes = Buffer.from(read(copy));
  bytes[at] = (bytes[at] ?? 0) ^ bit;
  write(copy, bytes);
  return copy;
}
