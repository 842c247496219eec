import { LIMITS } from './limits.ts';
import { readSourceAddress } from './repositoryAddress.ts';
import { type Fields, fieldsOf, listOf } from './statement.ts';

/** A source that a build says it was made from. */
export interface Source {
  /** As in `SourceAddress`. */
  readonly repository: string;
  /** Full hex. */
  readonly commit: string;
}

const SLSA_1 = 'https://slsa.dev/provenance/v1';
const SLSA_02 = 'https://slsa.dev/provenance/v0.2';

/** Tells whether a predicate says what something was built from. */
export function isProvenance(predicateType: string): boolean {
  return predicateType === SLSA_1 || predicateType === SLSA_02;
}

/**
 * The git commits that a provenance predicate names as sources. Follows SLSA
 * provenance v1 (`resolvedDependencies`) and v0.2 (`configSource`, `materials`).
 */
export function sourcesOf(predicateType: string, predicate: Fields): readonly Source[] {
  const named =
    predicateType === SLSA_1
      ? listOf(fieldsOf(predicate.buildDefinition).resolvedDependencies)
      : [fieldsOf(predicate.invocation).configSource, ...listOf(predicate.materials)];
  return named.slice(0, LIMITS.sources).flatMap((one) => {
    const { uri, digest } = fieldsOf(one);
    const { gitCommit, sha1 } = fieldsOf(digest);
    const commit = gitCommit ?? sha1;
    const address = typeof uri === 'string' ? readSourceAddress(uri) : null;
    if (address === null || typeof commit !== 'string') return [];
    return [{ repository: address.repository, commit }];
  });
}
