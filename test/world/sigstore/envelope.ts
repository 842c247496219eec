import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import type { TLog } from '@sigstore/mock/dist/rekor/tlog.js';
import type { InstanceKind, SigningRequest, SigningServices } from './signing.ts';
import { tileEntry } from './tileEntry.ts';

const ARC = '1.3.6.1.4.1.57264.1.';
const SHA256_OID = '2.16.840.1.101.3.4.2.1';

/** Signs a statement as DSSE and puts a v0.3 bundle together. */
export async function signEnvelope(
  request: SigningRequest,
  services: SigningServices,
  kind: InstanceKind,
): Promise<object> {
  const { statement, identity, claims, payloadType = 'application/vnd.in-toto+json', flaw } = request;
  const pair = () => generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const keys = pair();
  const certificate = await services.authority.issueCertificate({
    publicKey: keys.publicKey.export({ format: 'der', type: 'spki' }),
    subjectAltName: identity,
    extensions: Object.entries(claims).map(([number, value]) => ({ oid: `${ARC}${number}`, value })),
  });
  const payload = Buffer.from(JSON.stringify(statement));
  const signed = preAuthenticated(payloadType, payload);
  const { privateKey } = flaw === 'key' ? pair() : keys;
  const signature = sign('sha256', signed, privateKey);
  const tlogEntries: object[] = [];
  if (kind === 'public') tlogEntries.push(await logEntry(services.log, payload, signature, certificate));
  if (kind === 'tiled') {
    const hashed = flaw === 'hash' ? payload : signed;
    tlogEntries.push(tileEntry(services.tiles, hashed, signature, certificate));
  }
  const signedTimestamp = await services.timestamps.timestamp({
    artifactHash: createHash('sha256').update(signature).digest(),
    hashAlgorithmOID: SHA256_OID,
    nonce: 7,
    policyOID: '1.2.3.4.5',
  });
  return {
    mediaType: 'application/vnd.dev.sigstore.bundle.v0.3+json',
    verificationMaterial: {
      certificate: { rawBytes: certificate.toString('base64') },
      tlogEntries,
      timestampVerificationData: {
        rfc3161Timestamps: [{ signedTimestamp: signedTimestamp.toString('base64') }],
      },
    },
    dsseEnvelope: {
      payload: payload.toString('base64'),
      payloadType,
      signatures: [{ sig: signature.toString('base64') }],
    },
  };
}

/** DSSE's pre-authentication encoding. */
function preAuthenticated(type: string, payload: Buffer): Buffer {
  const head = `DSSEv1 ${Buffer.byteLength(type)} ${type} ${payload.length} `;
  return Buffer.concat([Buffer.from(head), payload]);
}

/** What a Rekor log answers, as far as a bundle needs it. Hashes are hex, bytes base64. */
interface LogEntry {
  readonly body: string;
  readonly integratedTime: number;
  readonly logID: string;
  readonly logIndex: number;
  readonly verification: {
    readonly signedEntryTimestamp: string;
    readonly inclusionProof: {
      readonly logIndex: number;
      readonly treeSize: number;
      readonly rootHash: string;
      readonly hashes: readonly string[];
      readonly checkpoint: string;
    };
  };
}

async function logEntry(log: TLog, payload: Buffer, signature: Buffer, certificate: Buffer): Promise<object> {
  const hash = (bytes: Buffer) => ({
    algorithm: 'sha256',
    value: createHash('sha256').update(bytes).digest('hex'),
  });
  const verifier = Buffer.from(pem(certificate)).toString('base64');
  const answer = await log.log({
    apiVersion: '0.0.1',
    kind: 'dsse',
    spec: {
      envelopeHash: hash(payload),
      payloadHash: hash(payload),
      signatures: [{ signature: signature.toString('base64'), verifier }],
    },
  });
  const [entry] = Object.values(answer as Readonly<Record<string, LogEntry>>);
  if (entry === undefined) throw new Error('the log logged nothing');
  const { inclusionProof: proof, signedEntryTimestamp } = entry.verification;
  return {
    logIndex: String(entry.logIndex),
    logId: { keyId: Buffer.from(entry.logID, 'hex').toString('base64') },
    kindVersion: { kind: 'dsse', version: '0.0.1' },
    integratedTime: String(entry.integratedTime),
    inclusionPromise: { signedEntryTimestamp },
    inclusionProof: {
      logIndex: String(proof.logIndex),
      rootHash: Buffer.from(proof.rootHash, 'hex').toString('base64'),
      treeSize: String(proof.treeSize),
      hashes: proof.hashes.map((one) => Buffer.from(one, 'hex').toString('base64')),
      checkpoint: { envelope: proof.checkpoint },
    },
    canonicalizedBody: entry.body,
  };
}

function pem(certificate: Buffer): string {
  const lines = certificate.toString('base64').replace(/.{64}(?=.)/g, '$&\n');
  return `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`;
}
