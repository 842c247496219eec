import { AGGRAVATED, evidenceHash, type Finding, type Location, type Observation } from '../finding/index.ts';
import type { Policy } from './policy.ts';
import type { Waiver } from './waiver.ts';

/** A finding that the project accepts: shown as such, with the reason, and counted nowhere else. */
export interface WaivedFinding {
  readonly finding: Finding;
  readonly waiver: Waiver;
}

/**
 * Sorts findings by whether a waiver of `policy` accepts them. Linear in both.
 *
 * A waiver accepts findings of its code, module and version that rest on its
 * evidence, or on whatever, where it names none, until the end of its last day
 * in UTC. One that accepts the graver form of a finding accepts the usual one
 * too, for the graver rests on more. A finding for which there is a waiver that
 * does not accept it says why among its evidence. Waivers of the machine's policy
 * are heard in any case, and those of the project not about codes that the machine
 * decides about. `now` is in milliseconds since
 * 1970. The order of findings is kept.
 */
export function applyWaivers(
  findings: readonly Finding[],
  policy: Policy,
  now: number,
): {
  readonly open: readonly Finding[];
  readonly waived: readonly WaivedFinding[];
  /** The waivers that accept one of them. */
  readonly used: ReadonlySet<Waiver>;
} {
  const used = new Set<Waiver>();
  const { machine } = policy;
  const waivers = [...(machine?.waivers ?? []), ...policy.waivers];
  if (waivers.length === 0 || findings.length === 0) return { open: findings, waived: [], used };
  const ofMachine = new Set(machine?.waivers);
  const bySubject = new Map<string, Waiver[]>();
  for (const waiver of waivers) {
    const others = bySubject.get(subjectOf(waiver));
    if (others === undefined) bySubject.set(subjectOf(waiver), [waiver]);
    else others.push(waiver);
  }
  const day = dayOf(now);
  const open: Finding[] = [];
  const waived: WaivedFinding[] = [];
  for (const finding of findings) {
    const candidates = bySubject.get(subjectOf(finding));
    if (candidates === undefined) {
      open.push(finding);
      continue;
    }
    const hashes = acceptedHashes(finding);
    const same = candidates.filter(({ evidence }) => evidence === null || hashes.has(evidence));
    const valid = same.filter((waiver) => !isExpired(waiver, day));
    const isBound = machine?.codes.has(finding.code) === true;
    const heard = isBound ? valid.filter((waiver) => ofMachine.has(waiver)) : valid;
    for (const waiver of heard) used.add(waiver);
    const [waiver] = heard;
    if (waiver !== undefined) waived.push({ finding, waiver });
    else if (valid.length > 0) open.push(withMachineWords(finding, machine?.path ?? ''));
    else open.push(withWaiverWords(finding, same[0] ?? null));
  }
  return { open, waived, used };
}

/**
 * What is to be said of the waivers themselves: that one has expired, and that
 * one is dead, for it accepts no finding although its finding was looked for.
 *
 * `used` are those that accept a finding in any file for which the policy holds.
 * `wasLookedFor` tells whether all facts on which findings of the waiver's code,
 * module and version rest were determined; where one was not, the waiver is
 * neither dead nor good, and nothing is said. One whose code is `off` is left
 * alone. Places are in the policy's file.
 */
export function observeWaivers(
  policy: Policy,
  used: ReadonlySet<Waiver>,
  now: number,
  wasLookedFor: (waiver: Waiver) => boolean,
): readonly Observation[] {
  const day = dayOf(now);
  return policy.waivers.flatMap((waiver): Observation[] => {
    if (isExpired(waiver, day)) return [expired(waiver, policy)];
    // Of one that is not heard, the finding itself says why.
    if (policy.machine?.codes.has(waiver.code)) return [];
    if (used.has(waiver) || policy.severity.get(waiver.code) === 'off' || !wasLookedFor(waiver)) return [];
    return [dead(waiver, policy)];
  });
}

function expired(waiver: Waiver, policy: Policy): Observation {
  return {
    ...about(waiver, policy, waiver.untilSpan ?? waiver.span),
    code: 'policy/waiver-expired',
    message: `The waiver of ${waiver.code} ended on ${waiver.until}; what it accepted is told again.`,
  };
}

function dead(waiver: Waiver, policy: Policy): Observation {
  const bound = waiver.evidence === null ? '' : ' that rests on what was accepted';
  return {
    ...about(waiver, policy, waiver.span),
    code: 'policy/waiver-dead',
    message: `The waiver accepts nothing: there is no ${waiver.code}${bound}.`,
  };
}

function about(
  waiver: Waiver,
  policy: Policy,
  span: Location['span'],
): Omit<Observation, 'code' | 'message'> {
  const { module, version, reason, owner } = waiver;
  return {
    grade: 'usual',
    module,
    version,
    location: policy.source === null ? null : { path: policy.source.path, span },
    evidence: [{ kind: 'reason', text: reason }, ...(owner === null ? [] : [{ kind: 'owner', text: owner }])],
    fixes: [],
  };
}

/** Tells that the finding was accepted once, and why it is told all the same. */
function withWaiverWords(finding: Finding, ended: Waiver | null): Finding {
  const text =
    ended === null ? 'it was accepted on other evidence' : `it was accepted until ${ended.until ?? 'today'}`;
  return { ...finding, evidence: [...finding.evidence, { kind: 'waiver', text }] };
}

/** Tells that the project accepts the finding, and has no say in it. */
function withMachineWords(finding: Finding, path: string): Finding {
  const text = `the project accepts it, which is not heard: the policy of this machine, ${path}, decides about ${finding.code}`;
  return { ...finding, evidence: [...finding.evidence, { kind: 'machine-policy', text }] };
}

/** The evidence that a waiver may name to accept the finding. */
function acceptedHashes(finding: Finding): ReadonlySet<string> {
  const restsOn = finding.restsOn ?? [];
  if (restsOn[0] === AGGRAVATED) return new Set([evidenceHash(finding)]);
  return new Set([evidenceHash(finding), evidenceHash({ ...finding, restsOn: [AGGRAVATED, ...restsOn] })]);
}

function isExpired({ until }: Waiver, day: string): boolean {
  return until !== null && until < day;
}

function dayOf(now: number): string {
  return new Date(now).toISOString().slice(0, 10);
}

function subjectOf({ code, module, version }: Pick<Finding, 'code' | 'module' | 'version'>): string {
  return `${code} ${module} ${version}`;
}
