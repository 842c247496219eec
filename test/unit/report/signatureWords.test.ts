import { signatureWords } from '../../../server/src/report/signatureWords.ts';
import type { Signatures } from '../../../server/src/verdict/index.ts';
import { UPSTREAMS } from '../../formats/auditResult.ts';
import { describe, expect, test } from '../../kit.ts';

const CAVEAT =
  '; not verified: a key signed that object, which says neither whose key it is nor that the name always pointed there';

describe('signatures in words', () => {
  test.each<readonly [Signatures['commit'], Signatures['tag'], string | null]>([
    ['none', 'openpgp', `the tag bears an OpenPGP signature, the commit bears no signature${CAVEAT}`],
    ['ssh', 'none', `the tag bears no signature, the commit bears an SSH signature${CAVEAT}`],
    ['x509', null, `the commit bears an X.509 signature${CAVEAT}`],
    ['none', 'none', 'the tag bears no signature, the commit bears no signature'],
    ['none', null, 'the commit bears no signature'],
    [
      'none',
      'unknown',
      'whether the tag bears a signature could not be determined, the commit bears no signature',
    ],
    [
      'unknown',
      'ssh',
      `the tag bears an SSH signature, whether the commit bears a signature could not be determined${CAVEAT}`,
    ],
    ['unknown', 'unknown', null],
    ['unknown', null, null],
  ])('commit %s, tag %s', (commit, tag, words) => {
    expect(signatureWords({ ...UPSTREAMS.present, signatures: { commit, tag } })).toBe(words);
  });
});
