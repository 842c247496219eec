import { loneDependency } from '../../../server/src/audit/dependency.ts';
import { observeGates } from '../../../server/src/audit/gateFindings.ts';
import { type AuditedModule, undeterminedModules } from '../../../server/src/audit/index.ts';
import { NOTHING_ASKED } from '../../../server/src/audit/nothingAsked.ts';
import { withSeverity } from '../../../server/src/audit/severities.ts';
import { EXIT, exitCodeOf } from '../../../server/src/cli/exitCode.ts';
import { evidenceHash } from '../../../server/src/finding/index.ts';
import type { GateResult } from '../../../server/src/gate/index.ts';
import { DEFAULT_POLICY } from '../../../server/src/policy/index.ts';
import type { ModuleFacts } from '../../../server/src/verdict/index.ts';
import { CHECKSUMS, CONTENTS, fullResult, UPSTREAMS } from '../../formats/auditResult.ts';
import { GATES } from '../../formats/gates.ts';
import { describe, expect, test } from '../../kit.ts';

const MODULE = { path: 'example.com/boat', version: 'v1.2.3' };
const FACTS: ModuleFacts = {
  name: { state: 'known' },
  ...NOTHING_ASKED,
  content: CONTENTS.match,
  upstream: UPSTREAMS.present,
  checksum: CHECKSUMS.proven,
};

const findingsOf = (gates: readonly GateResult[], facts = FACTS) =>
  withSeverity(observeGates(loneDependency(MODULE), facts, gates), DEFAULT_POLICY);
const one = (gate: GateResult['gate'], state: GateResult['state'], level: GateResult['level']) => ({
  gate,
  state,
  level,
  because: 'it is so',
});

describe('a gate becomes a finding', () => {
  test.each([
    ['fail', 'require', 'policy/upstream-gate error'],
    ['fail', 'report', ''],
    ['undetermined', 'require', 'policy/gate-undetermined hint'],
    ['undetermined', 'report', ''],
    ['pass', 'require', ''],
    ['pass', 'report', ''],
    ['not-applicable', 'require', ''],
    ['not-applicable', 'report', ''],
  ] as const)('%s %s', (state, level, expected) => {
    const told = findingsOf([one('upstream', state, level)]).map(
      ({ code, severity }) => `${code} ${severity}`,
    );
    expect(told.join()).toBe(expected);
  });

  test('what is undetermined is one finding that names each gate', () => {
    const [finding, ...more] = findingsOf(
      GATES.map((gate) => ({ ...gate, state: 'undetermined' as const, level: 'require' as const })),
    );
    expect(more).toEqual([]);
    for (const gate of ['checksum', 'upstream', 'provenance', 'tagProtection'])
      expect(finding?.message).toContain(gate);
  });
});

describe('a waiver of a gate is bound to', () => {
  const evidence = (gate: GateResult['gate'], facts: ModuleFacts) =>
    findingsOf([one(gate, 'fail', 'require')], facts).map(evidenceHash);
  const otherBytes = { ...FACTS, checksum: { ...CHECKSUMS.proven, h1: `h1:${'C'.repeat(43)}=` } };
  const otherCommit = { ...FACTS, upstream: { ...UPSTREAMS.present, commit: 'e'.repeat(40) } };
  const older: ModuleFacts = {
    ...FACTS,
    age: { state: 'determined', days: 9, loggedBefore: 1, witness: 'a' },
  };

  test.each(['checksum', 'upstream', 'provenance', 'tagProtection'] as const)('the bytes: %s', (gate) => {
    expect(evidence(gate, otherBytes)).not.toEqual(evidence(gate, FACTS));
    expect(evidence(gate, older)).toEqual(evidence(gate, FACTS));
  });

  test.each(['upstream', 'provenance', 'tagProtection'] as const)('the commit: %s', (gate) => {
    expect(evidence(gate, otherCommit)).not.toEqual(evidence(gate, FACTS));
  });
});

/** What the policy makes of what nobody knows, for every state of a gate at every level. */
describe('the exit code', () => {
  test.each([
    ['pass', 'require', 'fail', EXIT.clean],
    ['pass', 'require', 'pass', EXIT.clean],
    ['fail', 'require', 'fail', EXIT.findings],
    ['fail', 'require', 'pass', EXIT.findings],
    ['undetermined', 'require', 'fail', EXIT.undetermined],
    ['undetermined', 'require', 'pass', EXIT.clean],
    ['not-applicable', 'require', 'fail', EXIT.clean],
    ['not-applicable', 'require', 'pass', EXIT.clean],
    ['pass', 'report', 'fail', EXIT.clean],
    ['pass', 'report', 'pass', EXIT.clean],
    ['fail', 'report', 'fail', EXIT.clean],
    ['fail', 'report', 'pass', EXIT.clean],
    ['undetermined', 'report', 'fail', EXIT.clean],
    ['undetermined', 'report', 'pass', EXIT.clean],
    ['not-applicable', 'report', 'fail', EXIT.clean],
    ['not-applicable', 'report', 'pass', EXIT.clean],
  ] as const)('%s, level %s, undetermined: %s', (state, level, undeterminedChoice, expected) => {
    const gates = [one('upstream', state, level)];
    const module: AuditedModule = {
      required: MODULE,
      indirect: false,
      replacement: null,
      facts: FACTS,
      gates,
      storedAt: null,
      requiredBy: ['go.mod'],
    };
    const result = { ...fullResult(), modules: [module], findings: findingsOf(gates), waived: [] };
    const code = exitCodeOf({
      findings: result.findings,
      failOn: 'error',
      unreadable: false,
      undetermined: undeterminedModules(result).length,
      undeterminedChoice,
    });
    expect(code).toBe(expected);
  });

  test('is not that of an undetermined gate that the project accepts', () => {
    const gates = [one('provenance', 'undetermined', 'require')];
    const [finding] = findingsOf(gates);
    const [accepted] = fullResult().waived;
    if (finding === undefined || accepted === undefined) throw new Error('nothing is accepted');
    const module = { required: MODULE, indirect: false, replacement: null, facts: FACTS, gates };
    const whole = { ...module, storedAt: null, requiredBy: ['go.mod'] };
    const result = { ...fullResult(), modules: [whole], findings: [] };
    expect(undeterminedModules({ ...result, waived: [] })).toHaveLength(1);
    expect(undeterminedModules({ ...result, waived: [{ ...accepted, finding }] })).toEqual([]);
  });
});
