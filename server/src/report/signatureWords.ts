import type { Signatures, UpstreamFact } from '../verdict/index.ts';

type Borne = Signatures['commit'];

const KINDS: Readonly<Record<Exclude<Borne, 'unknown'>, string>> = {
  openpgp: 'an OpenPGP signature',
  ssh: 'an SSH signature',
  x509: 'an X.509 signature',
  none: 'no signature',
};

/** What a signature that nobody verified does not tell. */
const CAVEAT =
  'not verified: a key signed that object, which says neither whose key it is nor that the name always pointed there';

/** Which signatures tag and commit of a version bear, in words; null where neither was read. */
export function signatureWords({ signatures: { commit, tag } }: UpstreamFact): string | null {
  if (commit === 'unknown' && (tag === 'unknown' || tag === null)) return null;
  const clauses = [...(tag === null ? [] : [clauseOf('tag', tag)]), clauseOf('commit', commit)];
  const isSigned = [commit, tag].some((one) => one !== null && one !== 'none' && one !== 'unknown');
  return `${clauses.join(', ')}${isSigned ? `; ${CAVEAT}` : ''}`;
}

function clauseOf(what: string, borne: Borne): string {
  return borne === 'unknown'
    ? `whether the ${what} bears a signature could not be determined`
    : `the ${what} bears ${KINDS[borne]}`;
}
