import type { Finding } from '../finding/index.ts';
import {
  applyWaivers,
  observeWaivers,
  type Policy,
  type PolicySource,
  type WaivedFinding,
  type Waiver,
} from '../policy/index.ts';
import type { ModuleFacts } from '../verdict/index.ts';
import type { JudgedRequirement } from './gather.ts';
import type { Judged } from './judged.ts';
import { wasLookedFor } from './lookedFor.ts';
import { keyOf } from './questions.ts';
import type { AuditOptions } from './services.ts';
import { withSeverity } from './severities.ts';

/** What is left of findings when the waivers were heard. */
export interface Settled {
  readonly findings: readonly Finding[];
  readonly waived: readonly WaivedFinding[];
  /** The policy files in which a finding stands. */
  readonly policyFiles: readonly PolicySource[];
}

/** A whole audit, before the waivers are heard. */
export interface Unsettled {
  readonly judged: readonly Judged[];
  /** Those of all files that were audited. */
  readonly policies: readonly Policy[];
  readonly requirements: readonly JudgedRequirement[];
  readonly policyFor: AuditOptions['policyFor'];
  /** False where there was no list of known modules. */
  readonly namesWereJudged: boolean;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** Hears the waivers of every policy, and tells what is to be said of the waivers, each once. */
export function settle(audit: Unsettled): Settled {
  const { now, namesWereJudged } = audit;
  const findings: Finding[] = [];
  const waived: WaivedFinding[] = [];
  const used = new Set<Waiver>();
  for (const { policy, findings: its } of joined(audit.judged)) {
    const applied = applyWaivers(its, policy, now);
    for (const one of applied.open) findings.push(one);
    for (const one of applied.waived) waived.push(one);
    for (const one of applied.used) used.add(one);
  }
  const policyFiles: PolicySource[] = [];
  const requirements = byPolicy(audit);
  for (const policy of new Set(audit.policies)) {
    const told = judgeWaivers(policy, used, requirements.get(policy) ?? [], namesWereJudged, now);
    if (told.length > 0 && policy.source !== null) policyFiles.push(policy.source);
    findings.push(...told);
  }
  return { findings, waived, policyFiles };
}

/**
 * Findings about the waivers of one policy: which have expired, and which are
 * dead. `used` are those that accept a finding in any file for which the policy
 * holds, and `requirements` all that these files require: of a part of them
 * nobody can tell that a waiver is dead. Linear. `now` is in milliseconds since 1970.
 */
export function judgeWaivers(
  policy: Policy,
  used: ReadonlySet<Waiver>,
  requirements: Iterable<Pick<JudgedRequirement, 'dependency' | 'facts'>>,
  namesWereJudged: boolean,
  now: number,
): readonly Finding[] {
  if (policy.waivers.length === 0) return [];
  const facts = factsByModule(requirements);
  const observations = observeWaivers(policy, used, now, ({ code, module, version }) => {
    const known = facts.get(keyOf({ path: module, version }));
    return known?.every((one) => wasLookedFor(code, one, namesWereJudged)) ?? false;
  });
  return withSeverity(observations, policy);
}

/** Findings that follow each other under one policy, as one: the waivers are sorted once for all of them. */
function joined(judged: readonly Judged[]): readonly Judged[] {
  const whole: { readonly policy: Policy; readonly findings: Finding[] }[] = [];
  for (const { policy, findings } of judged) {
    const last = whole.at(-1);
    if (last?.policy === policy) for (const one of findings) last.findings.push(one);
    else whole.push({ policy, findings: [...findings] });
  }
  return whole;
}

function byPolicy({ requirements, policyFor }: Unsettled): ReadonlyMap<Policy, readonly JudgedRequirement[]> {
  const groups = new Map<Policy, JudgedRequirement[]>();
  for (const requirement of requirements) {
    const policy = policyFor(requirement.dependency.file);
    const group = groups.get(policy);
    if (group === undefined) groups.set(policy, [requirement]);
    else group.push(requirement);
  }
  return groups;
}

/** What was learnt about each module version that a build takes: in another file it may be something else. */
function factsByModule(
  requirements: Iterable<Pick<JudgedRequirement, 'dependency' | 'facts'>>,
): ReadonlyMap<string, readonly ModuleFacts[]> {
  const byModule = new Map<string, ModuleFacts[]>();
  for (const { dependency, facts } of requirements) {
    if (dependency.effective === null) continue;
    const key = keyOf(dependency.effective);
    const known = byModule.get(key);
    if (known === undefined) byModule.set(key, [facts]);
    else known.push(facts);
  }
  return byModule;
}
