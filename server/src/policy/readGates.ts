import type { Node } from 'jsonc-parser';
import { type GateLevel, type Gates, MAX_STABLE_DAYS, NO_GATES, type ProvenanceGate } from './gates.ts';
import { type Complain, membersOf } from './jsonNode.ts';

/** Reads the gates. What cannot be followed is a problem on its token: no gate is passed over. */
export function readGates(node: Node, complain: Complain): Gates {
  if (node.type !== 'object') {
    complain(node, '"gates" is an object: checksum, upstream, provenance and tagProtection.');
    return NO_GATES;
  }
  let gates = NO_GATES;
  for (const { key, keyNode, value } of membersOf(node, complain)) {
    switch (key) {
      case 'checksum':
      case 'upstream':
      case 'tagProtection':
        gates = { ...gates, [key]: readLevel(key, value, complain) };
        break;
      case 'provenance':
        gates = { ...gates, provenance: readProvenance(value, complain) };
        break;
      default:
        complain(
          keyNode,
          `There is no gate ${JSON.stringify(key)}. Gates: checksum, upstream, provenance, tagProtection.`,
        );
    }
  }
  return gates;
}

function readLevel(key: string, node: Node, complain: Complain): GateLevel | null {
  if (node.value === 'require' || node.value === 'report') return node.value;
  complain(node, `${JSON.stringify(key)} is "require" or "report"; without the key there is no such gate.`);
  return null;
}

function readProvenance(node: Node, complain: Complain): ProvenanceGate | null {
  if (node.type !== 'object') {
    complain(node, '"provenance" is an object: attestation and orStableDays.');
    return null;
  }
  let attestation: ProvenanceGate['attestation'] | null = null;
  let orStableDays: number | null = null;
  let daysNode: Node | null = null;
  for (const { key, keyNode, value } of membersOf(node, complain)) {
    const said: unknown = value.value;
    if (key === 'attestation') {
      if (said === 'accept' || said === 'require' || said === 'ignore') attestation = said;
      else complain(value, '"attestation" is "accept", "require" or "ignore".');
    } else if (key === 'orStableDays') {
      daysNode = value;
      if (isDays(said)) orStableDays = said;
      else complain(value, `"orStableDays" is a whole number of days, from 1 to ${MAX_STABLE_DAYS}.`);
    } else {
      complain(
        keyNode,
        `${JSON.stringify(key)} is not understood by this version. "provenance" has attestation and orStableDays.`,
      );
    }
  }
  const opening = { start: node.offset, end: node.offset + 1 };
  if (!hasMember(node, 'attestation')) {
    complain(opening, '"provenance" needs "attestation": "accept", "require" or "ignore".');
    return null;
  }
  if (attestation === 'require' && daysNode !== null)
    complain(daysNode, 'Where an attestation is required, days do not let a module through; leave them out.');
  if (attestation === 'ignore' && daysNode === null)
    complain(opening, 'A gate that ignores attestations needs "orStableDays": else nothing would pass it.');
  return attestation === null ? null : { attestation, orStableDays };
}

function hasMember(node: Node, key: string): boolean {
  return (node.children ?? []).some(({ children }) => children?.[0]?.value === key);
}

function isDays(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= MAX_STABLE_DAYS;
}
