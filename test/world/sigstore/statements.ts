import type { SigningRequest } from './signing.ts';

/** A commit that somebody attests. */
export interface AttestedCommit {
  /** `https://github.com/owner/name`. */
  readonly repository: string;
  readonly commit: string;
  /** The object that is the subject; the commit when absent. */
  readonly subject?: string;
  readonly tag: string;
}

/** Who vouches for workflows of github.com. */
const WORKFLOW_ISSUER = 'https://token.actions.githubusercontent.com';

/** Who signs immutable releases of github.com. */
const RELEASE_IDENTITY = 'https://dotcom.releases.github.com';

/** What a workflow of the repository signs about the commit that it runs at: SLSA provenance v1. */
export function provenanceRequest({ repository, commit, subject, tag }: AttestedCommit): SigningRequest {
  const ref = `refs/tags/${tag}`;
  const identity = `${repository}/.github/workflows/release.yml@${ref}`;
  return {
    identity,
    claims: { 8: WORKFLOW_ISSUER, 9: identity, 12: repository, 13: commit, 14: ref },
    statement: {
      _type: 'https://in-toto.io/Statement/v1',
      subject: [{ name: repository, digest: { sha1: subject ?? commit } }],
      predicateType: 'https://slsa.dev/provenance/v1',
      predicate: {
        buildDefinition: {
          buildType: 'https://actions.github.io/buildtypes/workflow/v1',
          externalParameters: { workflow: { ref, repository, path: '.github/workflows/release.yml' } },
          resolvedDependencies: [{ uri: `git+${repository}@${ref}`, digest: { gitCommit: commit } }],
        },
        runDetails: { builder: { id: 'https://github.com/actions/runner/github-hosted' } },
      },
    },
  };
}

/** What the code host signs about an immutable release. */
export function releaseRequest({ repository, commit, subject, tag }: AttestedCommit): SigningRequest {
  const name = new URL(repository).pathname.slice(1);
  return {
    identity: RELEASE_IDENTITY,
    claims: {},
    statement: {
      _type: 'https://in-toto.io/Statement/v1',
      subject: [{ uri: `pkg:github/${name}@${tag}`, digest: { sha1: subject ?? commit } }],
      predicateType: 'https://in-toto.io/attestation/release/v0.1',
      predicate: { repository: name, tag, purl: `pkg:github/${name}@${tag}` },
    },
  };
}
