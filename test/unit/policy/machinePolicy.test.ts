import {
  FINDING_CODES,
  type FindingCode,
  type Grade,
  SEVERITIES,
} from '../../../server/src/finding/index.ts';
import type { GateLevel, Gates, ProvenanceGate } from '../../../server/src/policy/gates.ts';
import {
  applyWaivers,
  combinePolicies,
  DEFAULT_POLICY,
  isAbsolutePath,
  isTrusted,
  machinePolicyPlace,
  observeWaivers,
  type Policy,
  parsePolicy,
  severityOf,
} from '../../../server/src/policy/index.ts';
import { describe, expect, test } from '../../kit.ts';

const MACHINE_PATH = '/etc/modproof/policy.json';
const MODULE = 'example.com/harbour/boat';
const NOW = Date.UTC(2026, 0, 15);

const policyOf = (content: object, path = '.modproof.json'): Policy => {
  const { policy, problems } = parsePolicy(JSON.stringify(content), path);
  expect(problems, JSON.stringify(content)).toEqual([]);
  return policy;
};
const combined = (machine: object, project: object): Policy =>
  combinePolicies(policyOf(machine, MACHINE_PATH), policyOf(project));

const observation = (code: FindingCode, grade: Grade) => ({
  code,
  grade,
  module: MODULE,
  version: 'v1.0.0',
  message: '',
  location: null,
  evidence: [],
  fixes: [],
});

const waiverOf = (code: FindingCode) => ({ code, module: MODULE, version: 'v1.0.0', reason: 'ours' });

/** How much a finding counts: 0 for one that is off or accepted. */
function weightOf(policy: Policy, code: FindingCode, grade: Grade): number {
  const observed = observation(code, grade);
  const severity = severityOf(observed, policy);
  if (severity === 'off') return 0;
  const { open } = applyWaivers([{ ...observed, severity }], policy, NOW);
  return open.length === 0 ? 0 : SEVERITIES.length - SEVERITIES.indexOf(severity);
}

describe('of a severity that the machine states', () => {
  const CODE = 'origin/tag-moved';
  const CHOICES = [...SEVERITIES, 'off'] as const;

  test.each(CHOICES.flatMap((own) => [undefined, ...CHOICES].map((other) => [own, other] as const)))(
    '%s, with %s of the project, the graver counts',
    (own, other) => {
      const policy = combined(
        { severity: { [CODE]: own } },
        other === undefined ? {} : { severity: { [CODE]: other } },
      );
      const rank = (choice: (typeof CHOICES)[number]): number => CHOICES.indexOf(choice);
      const expected = other === undefined || rank(own) < rank(other) ? own : other;
      expect(severityOf(observation(CODE, 'usual'), policy)).toBe(expected);
    },
  );

  test('where it states none, the project decides', () => {
    const policy = combined({ severity: { 'origin/diverged': 'error' } }, { severity: { [CODE]: 'off' } });
    expect(severityOf(observation(CODE, 'usual'), policy)).toBe('off');
  });
});

describe('the project is not heard', () => {
  test('with a waiver, about a code that the machine decides, and the finding says so', () => {
    const code = 'origin/diverged';
    const policy = combined({ severity: { [code]: 'error' } }, { waivers: [waiverOf(code)] });
    const finding = { ...observation(code, 'usual'), severity: 'error' as const };
    const { open, waived, used } = applyWaivers([finding], policy, NOW);
    expect([waived.length, used.size]).toEqual([0, 0]);
    expect(open[0]?.evidence).toEqual([
      { kind: 'machine-policy', text: expect.stringContaining(MACHINE_PATH) },
    ]);
    // It accepts nothing, and is not dead: its finding is there.
    expect(observeWaivers(policy, used, NOW, () => true)).toEqual([]);
  });

  test('with a waiver of another code it is', () => {
    const policy = combined(
      { severity: { 'origin/diverged': 'error' } },
      { waivers: [waiverOf('origin/tag-moved')] },
    );
    expect(weightOf(policy, 'origin/tag-moved', 'usual')).toBe(0);
  });

  test('with trust, where the machine has decided about names', () => {
    const trusting = { trusted: ['example.com/harbour/*'] };
    const policy = combined({ severity: { 'squat/misspelling': 'warning' } }, trusting);
    expect(isTrusted(MODULE, policy)).toBe(false);
    expect(severityOf(observation('squat/misspelling', 'usual'), policy)).toBe('warning');
    expect(severityOf(observation('squat/lookalike', 'usual'), policy)).toBe('off');
    expect(isTrusted(MODULE, combined({ severity: { 'origin/diverged': 'error' } }, trusting))).toBe(true);
    expect(isTrusted(MODULE, combined(trusting, {}))).toBe(true);
    const own = combined({ ...trusting, severity: { 'squat/misspelling': 'warning' } }, {});
    expect(severityOf(observation('squat/misspelling', 'usual'), own)).toBe('off');
  });

  test('with waivers of what could not be determined, where that fails', () => {
    const waivers = { waivers: [waiverOf('origin/undetermined')], undetermined: 'pass' };
    expect(weightOf(combined({}, waivers), 'origin/undetermined', 'usual')).toBe(0);
    const policy = combined({ undetermined: 'fail' }, waivers);
    expect(weightOf(policy, 'origin/undetermined', 'usual')).toBe(1);
    expect(policy.undetermined).toBe('fail');
    expect(policy.machine?.undeterminedFails).toBe(true);
  });

  test('about what a gate of the machine tells, but for more', () => {
    const gates = { gates: { checksum: 'require' } };
    for (const choice of ['warning', 'information', 'hint', 'off'])
      expect(
        weightOf(
          combined(gates, { severity: { 'policy/checksum-gate': choice } }),
          'policy/checksum-gate',
          'usual',
        ),
      ).toBe(4);
    const other = { severity: { 'policy/upstream-gate': 'off' } };
    expect(weightOf(combined(gates, other), 'policy/upstream-gate', 'usual')).toBe(0);
    const more = { severity: { 'policy/checksum-gate': 'error' } };
    expect(weightOf(combined(gates, more), 'policy/checksum-gate', 'eased')).toBe(4);
  });

  test('but what the machine accepts is accepted, as long as it says', () => {
    const accepting = (until: string) => ({
      severity: { 'origin/diverged': 'error' },
      waivers: [{ ...waiverOf('origin/diverged'), until }],
    });
    expect(weightOf(combined(accepting('2026-02-01'), {}), 'origin/diverged', 'usual')).toBe(0);
    expect(weightOf(combined(accepting('2026-01-01'), {}), 'origin/diverged', 'usual')).toBe(4);
  });
});

const LEVELS: readonly (GateLevel | null)[] = [null, 'report', 'require'];
const PROVENANCES: readonly (ProvenanceGate | null)[] = [
  null,
  { attestation: 'require', orStableDays: null },
  { attestation: 'accept', orStableDays: null },
  ...[30, 60, 90].flatMap((orStableDays): ProvenanceGate[] => [
    { attestation: 'accept', orStableDays },
    { attestation: 'ignore', orStableDays },
  ]),
];
const withGates = (gates: Partial<Gates>): Policy => ({
  ...DEFAULT_POLICY,
  gates: { ...DEFAULT_POLICY.gates, ...gates },
});

/** Whether a version of which this is known passes. */
function passes(gate: ProvenanceGate | null, isAttested: boolean, stableDays: number): boolean {
  if (gate === null) return true;
  const isStable = gate.orStableDays !== null && stableDays >= gate.orStableDays;
  return isStable || (gate.attestation !== 'ignore' && isAttested);
}

describe('of gates the stricter counts', () => {
  test.each(LEVELS.flatMap((own) => LEVELS.map((other) => [own, other] as const)))(
    '%s and %s',
    (own, other) => {
      const strict = LEVELS[Math.max(LEVELS.indexOf(own), LEVELS.indexOf(other))];
      for (const key of ['checksum', 'upstream', 'tagProtection'] as const)
        expect(combinePolicies(withGates({ [key]: own }), withGates({ [key]: other })).gates[key]).toBe(
          strict,
        );
    },
  );

  test.each(PROVENANCES.flatMap((own) => PROVENANCES.map((other) => [own, other] as const)))(
    'what passes %j with %j passes the first',
    (own, other) => {
      const { provenance } = combinePolicies(
        withGates({ provenance: own }),
        withGates({ provenance: other }),
      ).gates;
      const table = [false, true].flatMap((isAttested) =>
        [0, 30, 60, 90].map((days) => [isAttested, days] as const),
      );
      const passing = (gate: ProvenanceGate | null) => table.filter((row) => passes(gate, ...row));
      expect(passing(own)).toEqual(expect.arrayContaining([...passing(provenance)]));
      // Where one of the two is within the other, it is the result.
      const isWithin = passing(other).every((row) => passing(own).includes(row));
      if (isWithin) expect(passing(provenance)).toEqual(passing(other));
    },
  );
});

test('no project weakens what a machine decided, whatever both say', () => {
  let state = 12_345;
  const below = (count: number): number => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return (state >> 8) % count;
  };
  const pick = <Value>(values: readonly Value[]): Value => values[below(values.length)] as Value;
  const waivable = FINDING_CODES.filter((code) => !/^policy\/waiver/.test(code));
  const anyPolicy = (): Policy => {
    const codes = Array.from({ length: below(12) }, () => pick(FINDING_CODES));
    const content = policyOf({
      severity: Object.fromEntries(codes.map((code) => [code, pick([...SEVERITIES, 'off'])])),
      undetermined: pick(['pass', 'fail']),
      trusted: below(2) === 0 ? [] : ['example.com/*'],
    });
    const waivers = below(2) === 0 ? [] : Array.from({ length: below(10) }, () => pick(waivable));
    return {
      ...content,
      waivers: waivers.map((code, index) => ({
        ...waiverOf(code),
        owner: null,
        until: null,
        evidence: null,
        index,
        span: { start: 0, end: 1 },
        untilSpan: null,
      })),
      gates: {
        checksum: pick(LEVELS),
        upstream: pick(LEVELS),
        provenance: pick(PROVENANCES),
        tagProtection: pick(LEVELS),
      },
    };
  };
  let bound = 0;
  for (let round = 0; round < 3000; round++) {
    const [machine, project] = [anyPolicy(), anyPolicy()];
    const alone = combinePolicies(machine, DEFAULT_POLICY);
    const both = combinePolicies(machine, project);
    const decided = new Set([...machine.severity.keys(), ...(alone.machine?.codes ?? [])]);
    for (const code of decided) {
      for (const grade of ['eased', 'usual', 'aggravated'] as const) {
        bound++;
        expect(weightOf(both, code, grade), `${round} ${code} ${grade}`).toBeGreaterThanOrEqual(
          weightOf(alone, code, grade),
        );
      }
    }
    if (machine.undetermined === 'fail') expect(both.undetermined).toBe('fail');
  }
  expect(bound).toBeGreaterThan(10_000);
});

describe('the place of a machine policy', () => {
  test.each([
    ['linux', {}, '/etc/modproof/policy.json'],
    ['darwin', {}, '/Library/Application Support/modproof/policy.json'],
    ['win32', { ProgramData: 'D:\\Data' }, 'D:\\Data/modproof/policy.json'],
    ['win32', {}, 'C:/ProgramData/modproof/policy.json'],
    ['linux', { MODPROOF_MACHINE_POLICY: '' }, '/etc/modproof/policy.json'],
  ])('%s %j', (platform, environment, path) => {
    expect(machinePolicyPlace(environment, platform)).toEqual({ path, isNamed: false });
    expect(isAbsolutePath(path)).toBe(true);
  });

  test('is the one that is named', () => {
    const environment = { MODPROOF_MACHINE_POLICY: 'policy.json' };
    expect(machinePolicyPlace(environment, 'linux')).toEqual({ path: 'policy.json', isNamed: true });
    expect(isAbsolutePath('policy.json')).toBe(false);
  });
});
