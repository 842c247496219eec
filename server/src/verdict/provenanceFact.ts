import type { Attestation, RefusedAttestation } from '../provenance/index.ts';
import type { NotApplicable, Undetermined } from './undetermined.ts';

/** Whether upstream attests the commit of a version. */
export type ProvenanceFact =
  | {
      readonly state: 'attested';
      /** At least one. */
      readonly attestations: readonly Attestation[];
      /** Others that are published for the same commit and do not verify. */
      readonly refused: readonly RefusedAttestation[];
    }
  /** Nothing that is published verifies. `refused` is empty where nothing is published at all. */
  | { readonly state: 'none-published'; readonly refused: readonly RefusedAttestation[] }
  | Undetermined
  | NotApplicable;
