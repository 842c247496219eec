import type { GateLevel, Gates } from '../policy/index.ts';
import type { ModuleFacts } from '../verdict/index.ts';
import { checksumGate, type Pinned } from './checksumGate.ts';
import type { Outcome } from './outcome.ts';
import { provenanceGate } from './provenanceGate.ts';
import { tagProtectionGate } from './tagProtectionGate.ts';
import { upstreamGate } from './upstreamGate.ts';

/** A gate, by its key in the policy file. */
export type GateName = keyof Gates;

/** What one gate of a policy says of one module. */
export interface GateResult extends Outcome {
  readonly gate: GateName;
  readonly level: GateLevel;
}

const NO_RESULTS: readonly GateResult[] = [];

function isAnySet({ checksum, upstream, provenance, tagProtection }: Gates): boolean {
  return checksum !== null || upstream !== null || provenance !== null || tagProtection !== null;
}

/** Holds what is known of a module against the gates of a policy: one result for each gate that is set. */
export function judgeGates(gates: Gates, facts: ModuleFacts, pinned: Pinned): readonly GateResult[] {
  // An editor asks this of thousands of modules at every key, and most projects set none.
  if (!isAnySet(gates)) return NO_RESULTS;
  const results: GateResult[] = [];
  const upstream = upstreamGate(facts);
  const add = (gate: GateName, level: GateLevel | null, outcome: () => Outcome): void => {
    if (level !== null) results.push({ gate, level, ...outcome() });
  };
  add('checksum', gates.checksum, () => checksumGate(facts.checksum, pinned));
  add('upstream', gates.upstream, () => upstream);
  const { provenance } = gates;
  if (provenance !== null) add('provenance', 'require', () => provenanceGate(provenance, facts, upstream));
  add('tagProtection', gates.tagProtection, () => tagProtectionGate(facts));
  return results;
}
