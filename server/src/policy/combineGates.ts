import type { GateLevel, Gates, ProvenanceGate } from './gates.ts';

/**
 * The gates of a machine with those of a project, key by key: the stricter of
 * both. Of two that cannot be ordered, as an attestation and days of stability,
 * the machine's counts. What passes the result passes the machine's gates.
 */
export function combineGates(machine: Gates, project: Gates): Gates {
  return {
    checksum: stricterLevel(machine.checksum, project.checksum),
    upstream: stricterLevel(machine.upstream, project.upstream),
    provenance: stricterProvenance(machine.provenance, project.provenance),
    tagProtection: stricterLevel(machine.tagProtection, project.tagProtection),
  };
}

function stricterLevel(a: GateLevel | null, b: GateLevel | null): GateLevel | null {
  if (a === 'require' || b === 'require') return 'require';
  return a ?? b;
}

function stricterProvenance(
  machine: ProvenanceGate | null,
  project: ProvenanceGate | null,
): ProvenanceGate | null {
  if (machine === null) return project;
  if (project === null) return machine;
  if (isWithin(project, machine)) return project;
  const { orStableDays } = machine;
  // More days are stricter even where the rest cannot be compared.
  return orStableDays !== null && (project.orStableDays ?? 0) > orStableDays
    ? { ...machine, orStableDays: project.orStableDays }
    : machine;
}

/** Tells whether whatever passes `inner` passes `outer` as well. */
function isWithin(inner: ProvenanceGate, outer: ProvenanceGate): boolean {
  if (acceptsAttestations(inner) && !acceptsAttestations(outer)) return false;
  if (inner.orStableDays === null) return true;
  return outer.orStableDays !== null && inner.orStableDays >= outer.orStableDays;
}

function acceptsAttestations({ attestation }: ProvenanceGate): boolean {
  return attestation !== 'ignore';
}
