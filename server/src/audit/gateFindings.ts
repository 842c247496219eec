import type { Evidence, Observation } from '../finding/index.ts';
import type { GateName, GateResult } from '../gate/index.ts';
import { CODE_OF_GATE } from '../policy/index.ts';
import type { ModuleFacts } from '../verdict/index.ts';
import { bytesOf, observe } from './check.ts';
import type { Dependency } from './dependency.ts';

/**
 * Finding: policy/checksum-gate, policy/upstream-gate, policy/provenance-gate,
 * policy/tag-protection-gate, policy/gate-undetermined
 *
 * A gate that the policy requires does not let a module through, one finding for
 * each; what they could not determine is one finding for all of them. Gates
 * that are to be reported and no more stand in the report, and are no findings.
 */
export function observeGates(
  dependency: Dependency,
  facts: ModuleFacts,
  results: readonly GateResult[],
): readonly Observation[] {
  const observations = results
    .filter(({ state, level }) => state === 'fail' && level === 'require')
    .map(({ gate, because }) =>
      observe(dependency, CODE_OF_GATE[gate], `${TITLES[gate]}: ${because}.`, {
        restsOn: restsOn(gate, facts),
      }),
    );
  const open = openGates(results);
  if (open.length > 0) observations.push(undeterminedGates(dependency, open));
  return observations;
}

/** The gates that are required and of which it could not be determined whether they let the module through. */
export function openGates(results: readonly GateResult[]): readonly GateResult[] {
  return results.filter(({ state, level }) => state === 'undetermined' && level === 'require');
}

function undeterminedGates(dependency: Dependency, open: readonly GateResult[]): Observation {
  const names = open.map(({ gate }) => gate);
  const which = open.length === 1 ? 'the gate' : 'the gates';
  return observe(
    dependency,
    'policy/gate-undetermined',
    `It could not be determined whether ${which} ${names.join(', ')} would let it through.`,
    {
      evidence: open.map(({ gate, because }): Evidence => ({ kind: 'gate', text: `${gate}: ${because}` })),
      restsOn: names,
    },
  );
}

const TITLES: Readonly<Record<GateName, string>> = {
  checksum: 'The policy requires a proven checksum',
  upstream: 'The policy requires the bytes of the upstream commit',
  provenance: 'The policy requires provenance',
  tagProtection: 'The policy asks for a tag that is protected',
};

/** What a gate's answer stands and falls with. Days pass by themselves and are no part of it. */
function restsOn(gate: GateName, facts: ModuleFacts): readonly string[] {
  const { checksum, upstream } = facts;
  if (gate === 'checksum')
    return checksum.state === 'mismatch' ? [checksum.h1, checksum.expected].sort() : [bytesOf(facts)];
  return [bytesOf(facts), upstream.ref ?? '', upstream.commit ?? upstream.state];
}
