import { commitSignature, tagSignature } from '../../../server/src/provenance/index.ts';
import { describe, expect, test } from '../../kit.ts';

const ID = '0123456789abcdef0123456789abcdef01234567';
const PERSON = 'A Maintainer <maintainer@example.test> 1700000000 +0000';
const TEXT = 'bm90IGEgc2lnbmF0dXJl';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const block = (words: string): string => `-----BEGIN ${words}-----\n\n${TEXT}\n-----END ${words}-----`;
/** As git writes what has several lines into one header. */
const folded = (text: string): string => text.replaceAll('\n', '\n ');
const commit = (headers: string, message = 'm\n'): Uint8Array =>
  bytes(`tree ${ID}\nauthor ${PERSON}\ncommitter ${PERSON}\n${headers}\n${message}`);
const tag = (message: string, headers = ''): Uint8Array =>
  bytes(`object ${ID}\ntype commit\ntag v1.0.0\ntagger ${PERSON}\n${headers}\n${message}`);

const PGP = block('PGP SIGNATURE');
const SSH = block('SSH SIGNATURE');
const X509 = block('SIGNED MESSAGE');

describe('a commit bears', () => {
  test.each([
    ['none', 'none', commit('')],
    ['OpenPGP', 'openpgp', commit(`gpgsig ${folded(PGP)}\n`)],
    ['OpenPGP, as old versions wrote it', 'openpgp', commit(`gpgsig ${folded(block('PGP MESSAGE'))}\n`)],
    ['SSH', 'ssh', commit(`gpgsig ${folded(SSH)}\n`)],
    ['X.509', 'x509', commit(`gpgsig ${folded(X509)}\n`)],
    ['one under the other hash function', 'ssh', commit(`gpgsig-sha256 ${folded(SSH)}\n`)],
    ['one that a code host made, with a line after it', 'openpgp', commit(`gpgsig ${folded(`${PGP}\n`)}\n`)],
    ['one before another header', 'ssh', commit(`gpgsig ${folded(SSH)}\nencoding ISO-8859-1\n`)],
    ['one with carriage returns', 'ssh', commit(`gpgsig ${folded(SSH.replaceAll('\n', '\r\n'))}\n`)],
    ['two: the first counts', 'x509', commit(`gpgsig ${folded(X509)}\ngpgsig ${folded(SSH)}\n`)],
    [
      'none, though a merged tag does',
      'none',
      commit(`mergetag object ${ID}\n type commit\n \n ${folded(PGP)}\n`),
    ],
    ['none, though its message quotes one', 'none', commit('', `see\n\ngpgsig ${PGP}\n`)],
    ['none: the header has another name', 'none', commit(`gpgsign ${folded(PGP)}\n`)],
    ['none: the header is of no line of its own', 'none', commit(`note a\n gpgsig ${folded(PGP)}\n`)],
    ['none, with an empty message', 'none', commit('', '')],
    ['one of no known kind', 'unknown', commit(`gpgsig ${folded(block('AGE SIGNATURE'))}\n`)],
    ['one that is empty', 'unknown', commit('gpgsig \n')],
    ['one that does not end', 'unknown', commit(`gpgsig -----BEGIN PGP SIGNATURE-----\n ${TEXT}\n`)],
    ['one that ends as another', 'unknown', commit(`gpgsig ${folded(PGP.replace('END PGP', 'END SSH'))}\n`)],
    ['one that does not begin at once', 'unknown', commit(`gpgsig x\n ${folded(PGP)}\n`)],
    [
      'one that ends outside of its header',
      'unknown',
      commit(`gpgsig ${folded(PGP).replace(' -----END', '-----END')}\n`),
    ],
  ])('%s', (_, kind, object) => {
    expect(commitSignature(object)).toBe(kind);
  });
});

describe('a tag bears', () => {
  test.each([
    ['none', 'none', tag('v1.0.0\n')],
    ['OpenPGP', 'openpgp', tag(`v1.0.0\n${PGP}\n`)],
    ['SSH', 'ssh', tag(`v1.0.0\n${SSH}\n`)],
    ['X.509', 'x509', tag(`v1.0.0\n${X509}\n`)],
    ['one and no message', 'ssh', tag(`${SSH}\n`)],
    ['one without a last line end', 'ssh', tag(`v1.0.0\n${SSH}`)],
    ['one with blank lines after it', 'ssh', tag(`v1.0.0\n${SSH}\n\n \n`)],
    ['one with carriage returns', 'openpgp', tag(`v1.0.0\r\n${PGP.replaceAll('\n', '\r\n')}\r\n`)],
    ['one under the other hash function', 'x509', tag('v1.0.0\n', `gpgsig-sha256 ${folded(X509)}\n`)],
    ['two: the last counts', 'ssh', tag(`v1.0.0\n${PGP}\n${SSH}\n`)],
    ['none: the block is not at the start of a line', 'none', tag(`v1.0.0\n> ${PGP}\n`)],
    ['none: such blocks are no signatures', 'none', tag(`v1.0.0\n${block('CERTIFICATE')}\n`)],
    ['one with a time stamp below it', 'openpgp', tag(`v1.0.0\n${PGP}\n${block('SOME TIME STAMP')}\n`)],
    [
      'one with half a time stamp below it',
      'unknown',
      tag(`v1.0.0\n${PGP}\n-----BEGIN SOME TIME STAMP-----\n`),
    ],
    [
      'one with text below its time stamp',
      'unknown',
      tag(`v1\n${PGP}\n${block('SOME TIME STAMP')}\nand more\n`),
    ],
    ['a block in the middle of its message', 'unknown', tag(`how to sign:\n${PGP}\nand so on\n`)],
    ['one that does not end', 'unknown', tag(`v1.0.0\n-----BEGIN SSH SIGNATURE-----\n${TEXT}\n`)],
    ['one that ends as another', 'unknown', tag(`v1.0.0\n${PGP.replace('END PGP', 'END SSH')}\n`)],
  ])('%s', (_, kind, object) => {
    expect(tagSignature(object)).toBe(kind);
  });
});

describe('what cannot be read is unknown', () => {
  const long = 'x'.repeat(64 << 10);
  test.each([
    ['nothing', bytes('')],
    ['a line end', bytes('\n')],
    ['headers without an end', bytes(`tree ${ID}\nobject ${ID}\n`)],
    ['a message without headers', bytes(`\n${PGP}\n`)],
    ['carriage returns in place of line ends', bytes(`tree ${ID}\r\robject ${ID}\r\r${PGP}`)],
    ['bytes of no encoding', Uint8Array.from({ length: 5000 }, (_, at) => (at * 7919) % 256)],
    ['a long commit', commit(`gpgsig ${folded(SSH)}\n`, long)],
    ['a long tag', tag(`${long}\n${SSH}\n`)],
  ])('%s', (_, object) => {
    expect([commitSignature(object), tagSignature(object)]).toEqual(['unknown', 'unknown']);
  });

  test('a tag in place of a commit, and a commit in place of a tag', () => {
    expect(commitSignature(tag(`v1.0.0\n${PGP}\n`))).toBe('unknown');
    expect(tagSignature(commit(`gpgsig ${folded(PGP)}\n`))).toBe('unknown');
  });

  test('every beginning of a signed object: none of them is taken for a signed one', () => {
    const whole = commit(`gpgsig ${folded(SSH)}\n`, '');
    for (let length = 0; length < whole.length; length++) {
      expect(commitSignature(whole.subarray(0, length))).toBe('unknown');
    }
    expect(commitSignature(whole)).toBe('ssh');
  });
});
