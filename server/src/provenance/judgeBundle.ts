import type { AttestationWanted, BundleVerdict, RefusalReason } from './attestation.ts';
import { claimsOf } from './certificateClaims.ts';
import { readBundle } from './readBundle.ts';
import { isSameRepository } from './repositoryAddress.ts';
import { isProvenance, sourcesOf } from './sources.ts';
import { readStatement, type Statement } from './statement.ts';
import type { Instance } from './trustedRoots.ts';
import { type Unsealed, unseal } from './unseal.ts';

const RELEASE_TYPES = new Set([
  'https://in-toto.io/attestation/release/v0.1',
  'https://in-toto.io/attestation/release/v0.2',
]);

/** Judges one bundle, parsed from JSON and attacker-controlled. Never throws. */
export function judgeBundle(
  value: unknown,
  wanted: AttestationWanted,
  instances: readonly Instance[],
): BundleVerdict {
  const bundle = readBundle(value);
  if ('problem' in bundle) return { state: 'unreadable', detail: bundle.problem };
  const unsealed = unseal(bundle, instances);
  if (unsealed.state === 'refused' || unsealed.state === 'unreadable') return unsealed;
  if (unsealed.state === 'unknown-root')
    return {
      state: 'unknown-root',
      detail: 'its certificate or its log entry is of an instance without a trusted root here',
    };
  const statement = readStatement(unsealed.payloadType, unsealed.payloadBytes);
  if ('problem' in statement) return refused('statement', statement.problem);
  if (isProvenance(statement.predicateType)) return judgeProvenance(unsealed, statement, wanted);
  if (RELEASE_TYPES.has(statement.predicateType)) return judgeRelease(unsealed, statement, wanted);
  return { state: 'unrelated' };
}

/**
 * A build attests the commit that it says it was made from: by the certificate,
 * which the code host's own issuer vouches for, by the subject, and by the
 * predicate, of which none may say anything else.
 */
function judgeProvenance(
  { signer, loggedAt }: Unsealed,
  statement: Statement,
  wanted: AttestationWanted,
): BundleVerdict {
  const { identity, issuer, buildSigner, repository, commit, ref } = claimsOf(signer);
  if (issuer !== wanted.issuer) return refused('issuer', `${issuer ?? 'nobody'} vouches for who signed it`);
  if (identity === null || identity !== buildSigner || !isOnHostOf(identity, wanted.repository))
    return refused('identity', `it is signed by ${identity ?? 'nobody'}`);
  if (repository === null || !isRepositoryOf(repository, wanted))
    return refused('repository', `it was signed for ${repository ?? 'no repository'}`);
  if (commit !== wanted.commit) return refused('commit', `it was signed for commit ${commit ?? 'unknown'}`);
  if (!isAbout(statement, wanted)) return refused('commit', 'it is about something else');
  const sources = sourcesOf(statement.predicateType, statement.predicate).filter((source) =>
    isRepositoryOf(source.repository, wanted),
  );
  if (sources.length === 0) return refused('repository', 'it names another source');
  const other = sources.find((source) => source.commit !== wanted.commit);
  if (other !== undefined) return refused('commit', `it names commit ${other.commit} as its source`);
  return {
    state: 'verified',
    attestation: {
      kind: 'provenance',
      predicateType: statement.predicateType,
      identity,
      issuer,
      repository,
      commit,
      ref,
      loggedAt,
    },
  };
}

/** A release attests the object that its tag is locked to. The code host itself signs it. */
function judgeRelease(
  { signer, loggedAt, byUsersRoot }: Unsealed,
  statement: Statement,
  wanted: AttestationWanted,
): BundleVerdict {
  const { identity, issuer } = claimsOf(signer);
  // The public instance signs for whoever logs in, and for no code host.
  if (identity === null || identity !== wanted.releaseIdentity || !byUsersRoot)
    return refused('identity', `it is signed by ${identity ?? 'nobody'}`);
  const { repository, tag } = statement.predicate;
  const { origin } = new URL(wanted.repository);
  if (typeof repository !== 'string' || !isRepositoryOf(`${origin}/${repository}`, wanted))
    return refused('repository', 'it is about a release of another repository');
  if (wanted.tag === null || tag !== wanted.tag) return refused('statement', 'it is about another tag');
  if (!isAbout(statement, wanted)) return refused('commit', 'its tag was locked to something else');
  return {
    state: 'verified',
    attestation: {
      kind: 'release',
      predicateType: statement.predicateType,
      identity,
      issuer: issuer ?? identity,
      repository: wanted.repository,
      commit: wanted.commit,
      ref: `refs/tags/${tag}`,
      loggedAt,
    },
  };
}

function isAbout({ digests }: Statement, { commit, tagObject }: AttestationWanted): boolean {
  return digests.has(commit) || (tagObject !== null && digests.has(tagObject));
}

/** Tells whether an address is one of the repository, as it was called or is called now. */
function isRepositoryOf(address: string, { repository, renamedTo }: AttestationWanted): boolean {
  return (
    isSameRepository(address, repository) || (renamedTo !== null && isSameRepository(address, renamedTo))
  );
}

/** A workflow is named by its address at the code host, whoever's repository it lies in. */
function isOnHostOf(identity: string, repository: string): boolean {
  return URL.canParse(identity) && new URL(identity).origin === new URL(repository).origin;
}

function refused(reason: RefusalReason, detail: string): BundleVerdict {
  return { state: 'refused', refused: { reason, detail } };
}
