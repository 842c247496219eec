import { type ProtectionFact, type ProvenanceFact, undetermined } from '../verdict/index.ts';

/** What the code host's own service says of a version. */
export interface HostFacts {
  readonly provenance: ProvenanceFact;
  readonly protection: ProtectionFact;
}

/** Nobody asked the code host: no policy wants to know it. */
export const HOST_NOT_ASKED: HostFacts = {
  provenance: undetermined('not-asked'),
  protection: undetermined('not-asked'),
};
