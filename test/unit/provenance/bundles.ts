import {
  type AttestationWanted,
  type BundleJudge,
  loadBundleJudge,
} from '../../../server/src/provenance/index.ts';
import {
  type InstanceOptions,
  makeSigstoreInstance,
  type SigstoreInstance,
} from '../../world/sigstore/instance.ts';

/** Whom the bundles of these tests are about. */
export const COMMIT = '1'.repeat(40);
export const TAG_OBJECT = '2'.repeat(40);
export const REPOSITORY = 'https://github.com/Owner/name';
export const ATTESTED = { repository: REPOSITORY, commit: COMMIT, tag: 'v1.2.3' };

export const WANTED: AttestationWanted = {
  repository: REPOSITORY,
  renamedTo: null,
  commit: COMMIT,
  tagObject: null,
  tag: 'v1.2.3',
  issuer: 'https://token.actions.githubusercontent.com',
  releaseIdentity: 'https://dotcom.releases.github.com',
};

/** An instance, and a judge that trusts it. */
export interface Trusted {
  readonly instance: SigstoreInstance;
  readonly judge: BundleJudge;
}

/** Makes both. */
export async function trusted(options: InstanceOptions): Promise<Trusted> {
  const instance = await makeSigstoreInstance(options);
  const judge = await loadBundleJudge({ text: instance.trustedRoot, isUsers: true });
  return { instance, judge };
}
