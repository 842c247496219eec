import { type CommitClaims, claimsOf, signaturesOf } from '../../../server/src/examination/commitClaims.ts';
import type { Located } from '../../../server/src/examination/located.ts';
import type { CommitTree } from '../../../server/src/ports/index.ts';
import { describe, expect, test } from '../../kit.ts';

const COMMIT = 'a'.repeat(40);
const TAG = 'b'.repeat(40);
const REF = 'refs/tags/v1.0.0';
const BLOCK = '-----BEGIN SSH SIGNATURE-----\nbm8=\n-----END SSH SIGNATURE-----\n';
const PERSON = 'A Maintainer <maintainer@example.test> 1700000000 +0000';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const tree: CommitTree = {
  id: COMMIT,
  committedAt: 1_700_000_000,
  entries: [],
  objectBytes: bytes(`tree ${COMMIT}\nauthor ${PERSON}\ncommitter ${PERSON}\n\nm\n`),
  tag: {
    id: TAG,
    objectBytes: bytes(`object ${COMMIT}\ntype commit\ntag v1.0.0\ntagger ${PERSON}\n\nm\n${BLOCK}`),
  },
};
const at = (id: string): Extract<Located, { readonly kind: 'commit' }> => ({
  kind: 'commit',
  commit: COMMIT,
  wanted: { id, ref: REF },
  redirectsTo: null,
  amongRefs: null,
});

test('what commit and tag say is read from their objects', () => {
  expect(claimsOf(tree)).toEqual({
    committedAt: 1_700_000_000,
    signature: 'none',
    tag: { id: TAG, signature: 'ssh' },
  });
  expect(claimsOf({ ...tree, tag: null }).tag).toBeNull();
});

test('an object that was not kept says nothing, and that is not the same as none', () => {
  const claims = claimsOf({ ...tree, objectBytes: null, tag: { id: TAG, objectBytes: null } });
  expect([claims.signature, claims.tag?.signature]).toEqual(['unknown', 'unknown']);
});

describe('the signatures of a version', () => {
  const claims: CommitClaims = claimsOf(tree);
  test.each([
    ['of the tag that was read', claims, at(TAG), REF, { commit: 'none', tag: 'ssh' }],
    [
      'of another tag object on the same commit',
      claims,
      at('c'.repeat(40)),
      REF,
      { commit: 'none', tag: 'unknown' },
    ],
    [
      'of a tag that was read as its commit',
      { ...claims, tag: null },
      at(TAG),
      REF,
      { commit: 'none', tag: 'unknown' },
    ],
    ['of a lightweight tag', claims, at(COMMIT), REF, { commit: 'none', tag: null }],
    ['of a pseudo-version whose commit has a tag', claims, at(TAG), null, { commit: 'none', tag: null }],
    ['of what was not read', null, at(TAG), REF, { commit: 'unknown', tag: 'unknown' }],
  ] as const)('%s', (_, said, located, ref, expected) => {
    expect(signaturesOf(said, located, ref)).toEqual(expected);
  });
});
