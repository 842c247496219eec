import type { FindingCode } from '../finding/index.ts';

/** What a gate does about a module that does not pass: stop it, or tell it and no more. */
export type GateLevel = 'require' | 'report';

/** What lets a module through the gate of provenance: an attestation, or having been stable for so long. */
export interface ProvenanceGate {
  /** `accept`: an attestation is enough. `require`: nothing else is. `ignore`: none is asked for. */
  readonly attestation: 'accept' | 'require' | 'ignore';
  /** Whole days, 1 to {@link MAX_STABLE_DAYS}; null where no time is enough. */
  readonly orStableDays: number | null;
}

/** What a project demands of every module; null where it demands nothing. */
export interface Gates {
  /** go.sum, the served bytes and the checksum database agree, with proof. */
  readonly checksum: GateLevel | null;
  /** The served bytes are those of the upstream commit. */
  readonly upstream: GateLevel | null;
  readonly provenance: ProvenanceGate | null;
  /** The tag cannot be moved by whoever may push. */
  readonly tagProtection: GateLevel | null;
}

/** More days than the checksum database exists would let nothing through for years. */
export const MAX_STABLE_DAYS = 3650;

/** The gates of a project that has set none. */
export const NO_GATES: Gates = { checksum: null, upstream: null, provenance: null, tagProtection: null };

/** The code by which each gate tells that it does not let a module through. */
export const CODE_OF_GATE: Readonly<Record<keyof Gates, FindingCode>> = {
  checksum: 'policy/checksum-gate',
  upstream: 'policy/upstream-gate',
  provenance: 'policy/provenance-gate',
  tagProtection: 'policy/tag-protection-gate',
};
