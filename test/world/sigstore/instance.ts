import { generateKeyPairSync } from 'node:crypto';
import { initializeCA } from '@sigstore/mock/dist/fulcio/ca.js';
import { initializeTLog } from '@sigstore/mock/dist/rekor/tlog.js';
import { initializeTSA } from '@sigstore/mock/dist/timestamp/tsa.js';
import { makeCertificateLog } from './certificateLog.ts';
import { signEnvelope } from './envelope.ts';
import type { InstanceKind, SigningRequest } from './signing.ts';
import { makeTileLog } from './tileLog.ts';
import { trustedRootOf } from './trustedRoot.ts';

/** A Sigstore instance of the world's own. */
export interface SigstoreInstance {
  /** Its trusted root, as JSON. */
  readonly trustedRoot: string;
  /** Signs a statement and gives the bundle, as parsed JSON. */
  sign(request: SigningRequest): Promise<object>;
}

export interface InstanceOptions {
  readonly kind: InstanceKind;
}

const LOG_NAME = 'log.sigstore.example.test';
const LOG_ADDRESS = `https://${LOG_NAME}`;

/** Starts an instance: new keys, new certificates, nothing that anybody else trusts. */
export async function makeSigstoreInstance(options: InstanceOptions): Promise<SigstoreInstance> {
  const { kind } = options;
  // Whole seconds, as timestamp authorities give them; and late enough for the certificates of the
  // authorities, which are valid from the second in which they are made.
  const clock = new Date(Math.ceil(Date.now() / 1000 + 60) * 1000);
  const pair = () => generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const certificateLog = makeCertificateLog(pair(), () => clock);
  const authority = await initializeCA(pair(), kind === 'private' ? undefined : certificateLog, clock);
  const log = await initializeTLog(LOG_ADDRESS, pair(), clock);
  const timestamps = await initializeTSA(pair(), clock);
  const services = { authority, certificateLog, log, tiles: makeTileLog(LOG_NAME), timestamps };
  return {
    trustedRoot: trustedRootOf(services, { kind, address: LOG_ADDRESS }),
    sign: (request) => signEnvelope(request, services, kind),
  };
}
