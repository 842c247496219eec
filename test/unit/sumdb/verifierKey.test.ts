import { parseVerifierKey } from '../../../server/src/sumdb/verifierKey.ts';
import { describe, expect, test } from '../../kit.ts';
import { newSigner, sha256 } from './syntheticLog.ts';

/** The key of the public checksum database. */
const PUBLIC = 'sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8';

/** A key text with the right hash over whatever it holds. */
function keyText(name: string, keyBytes: Uint8Array): string {
  const hash = sha256(Buffer.from(`${name}\n`), keyBytes)
    .toString('hex')
    .slice(0, 8);
  return `${name}+${hash}+${Buffer.from(keyBytes).toString('base64')}`;
}

const POINT = Buffer.from(newSigner('x').verifierText.split('+').slice(2).join('+'), 'base64').subarray(1);

describe('parseVerifierKey', () => {
  test('reads name and key hash', () => {
    expect(parseVerifierKey(PUBLIC)).toMatchObject({
      name: 'sum.golang.org',
      keyHash: 0x033de0ae,
      text: PUBLIC,
    });
  });

  test.each([
    '',
    'sum.golang.org',
    'sum.golang.org+033de0ae',
    'sum.golang.org+033de0ae+',
    PUBLIC.replace('033de0ae', '033de0af'),
    PUBLIC.replace('033de0ae', '33de0ae'),
    PUBLIC.replace('033de0ae', '0x3de0ae'),
    PUBLIC.replace('sum.golang.org', 'sum.golang.com'),
    PUBLIC.replace('Ac4z', 'Ac4y'),
    PUBLIC.slice(0, -1),
    `${PUBLIC}=`,
    `${PUBLIC} `,
    ` ${PUBLIC}`,
    keyText('', Buffer.concat([Uint8Array.of(1), POINT])),
    keyText('a b', Buffer.concat([Uint8Array.of(1), POINT])),
    keyText('a\u00a0b', Buffer.concat([Uint8Array.of(1), POINT])),
    keyText('a', Buffer.concat([Uint8Array.of(2), POINT])),
    keyText('a', Buffer.concat([Uint8Array.of(1), POINT.subarray(1)])),
    keyText('a', Buffer.concat([Uint8Array.of(1), POINT, POINT])),
  ])('refuses %j', (text) => {
    expect(parseVerifierKey(text)).toBeNull();
  });

  test('verifies what was signed, to the bit', () => {
    const signer = newSigner('example.com/sums');
    const key = parseVerifierKey(signer.verifierText);
    const text = Buffer.from('one\ntwo\n');
    const signature = Buffer.from(signer.line(text.toString()).split(' ')[2] ?? '', 'base64').subarray(4);
    expect(key?.verify(text, signature)).toBe(true);
    for (let i = 0; i < signature.length; i++) {
      const wrong = Buffer.from(signature);
      wrong[i] = (wrong[i] ?? 0) ^ 4;
      expect(key?.verify(text, wrong)).toBe(false);
    }
    expect(key?.verify(Buffer.from('one\ntwo'), signature)).toBe(false);
    expect(key?.verify(text, signature.subarray(1))).toBe(false);
    expect(key?.verify(text, Buffer.concat([signature, signature]))).toBe(false);
    expect(key?.verify(text, Buffer.of())).toBe(false);
  });

  test('a key that is no point of the curve verifies nothing', () => {
    const key = parseVerifierKey(keyText('a', Buffer.concat([Uint8Array.of(1), Buffer.alloc(32, 0xff)])));
    expect(key?.verify(Buffer.from('a\n'), Buffer.alloc(64))).toBe(false);
  });
});
