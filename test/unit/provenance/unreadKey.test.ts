import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { unreadKey } from '../../../server/src/provenance/unreadKey.ts';
import { describe, expect, test } from '../../kit.ts';
import { provenanceRequest } from '../../world/sigstore/statements.ts';
import type { BundleJson } from './alterations.ts';
import { ATTESTED, trusted, WANTED } from './bundles.ts';

/*
 * A certificate for a P-384 key under the name of the world's authority, made by
 * openssl: the world's own authority issues none. Nobody has signed it who could,
 * and nothing asks for that: the key is not read.
 */
const CERTIFICATE =
  'MIIBxTCCAUygAwIBAgIUCJ77vd8BQgtPJ1jVPHMpQ765QKkwCgYIKoZIzj0EAwIwKzERMA8GA1UEAxMIc2lnc3Rv' +
  'cmUxFjAUBgNVBAoTDXNpZ3N0b3JlLm1vY2swIBcNMjYxMTI3MDAzMDQyWhgPMjEyNjExMDMwMDMwNDJaMCsxETAP' +
  'BgNVBAMTCHNpZ3N0b3JlMRYwFAYDVQQKEw1zaWdzdG9yZS5tb2NrMHYwEAYHKoZIzj0CAQYFK4EEACIDYgAEsxO1' +
  'iAACaz2A7FnQrhNC58rGMth3rF5n2P4r6uLqXo7gLJEvECIDNZUNnFF1AYTVRLnf54sjbOHrZyZNzbc/qL1TXOTP' +
  'mZAWh0lORW6tOnCx95bfko/EkXiD6phQo/Lcoy8wLTAMBgNVHRMBAf8EAjAAMB0GA1UdDgQWBBT0hBcoGXVMKV2d' +
  'I75esrOK+cRXTzAKBggqhkjOPQQDAgNnADBkAjAXc/2yE7GrLfT5OAeiTrUvp9MXq83UHCUNGrwKL8rhjvMcllaY' +
  'cNIHXk/nSAYRy4cCMEXfBdqGW8tuFmZtwOa/Chg2/6fFZeDxIrtxe3JAPmcMqLcT7Jc4b/N7N98J5BFDVw==';

describe('signatures of a key', () => {
  const readable: readonly (readonly [string, () => KeyObject])[] = [
    ['P-256', () => generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey],
    ['Ed25519', () => generateKeyPairSync('ed25519').publicKey],
    ['RSA', () => generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey],
  ];
  test.each(readable)('of %s are read', (_, make) => {
    expect(unreadKey(make().export({ format: 'der', type: 'spki' }))).toBeNull();
  });

  test.each([
    ['P-384', 'secp384r1'],
    ['P-521', 'secp521r1'],
    ['secp256k1', 'secp256k1'],
  ])('on %s are not read', (namedCurve, name) => {
    const { publicKey } = generateKeyPairSync('ec', { namedCurve });
    expect(unreadKey(publicKey.export({ format: 'der', type: 'spki' }))).toBe(`on the curve ${name}`);
  });

  test('that is none are for the library to refuse', () => {
    expect(unreadKey(new Uint8Array())).toBeNull();
    expect(unreadKey(new TextEncoder().encode('no key'))).toBeNull();
  });
});

test('a bundle that is signed with such a key is neither verified nor refused', async () => {
  const { instance, judge } = await trusted({ kind: 'public' });
  const bundle = (await instance.sign(provenanceRequest(ATTESTED))) as BundleJson;
  bundle.verificationMaterial.certificate.rawBytes = CERTIFICATE;
  expect(judge.judge(bundle, WANTED)).toEqual({
    state: 'unreadable',
    detail: 'it is signed with a key on the curve secp384r1, which is not read',
  });
});
