import type { Finding } from '../finding/index.ts';
import type { ModuleVersion } from '../module/index.ts';
import {
  applyWaivers,
  observeWaivers,
  type Policy,
  type PolicySource,
  type WaivedFinding,
  type Waiver,
} from '../policy/index.ts';
import type { ModuleFacts } from '../verdict/index.ts';
import { wasLookedFor } from './lookedFor.ts';
import type { AuditedModule } from './result.ts';
import { withSeverity } from './severities.ts';

/** Findings, and the policy that holds where they stand. */
export interface Judged {
  readonly policy: Policy;
  readonly findings: readonly Finding[];
}

/** What is left of findings when the waivers were heard. */
export interface Settled {
  readonly findings: readonly Finding[];
  readonly waived: readonly WaivedFinding[];
  /** The policy files in which a finding stands. */
  readonly policyFiles: readonly PolicySource[];
}

/**
 * Hears the waivers of every policy about the findings of a whole audit, and
 * tells what is to be said of the waivers, each once. `policies` are those of
 * all files that were audited. `now` is in milliseconds since 1970.
 */
export function settle(
  judged: readonly Judged[],
  policies: Iterable<Policy>,
  modules: readonly AuditedModule[],
  namesWereJudged: boolean,
  now: number,
): Settled {
  const findings: Finding[] = [];
  const waived: WaivedFinding[] = [];
  const used = new Set<Waiver>();
  for (const { policy, findings: its } of joined(judged)) {
    const applied = applyWaivers(its, policy, now);
    findings.push(...applied.open);
    waived.push(...applied.waived);
    for (const waiver of applied.used) used.add(waiver);
  }
  const policyFiles: PolicySource[] = [];
  const withWaivers = new Set([...policies].filter(({ waivers }) => waivers.length > 0));
  const facts = withWaivers.size === 0 ? new Map<string, ModuleFacts[]>() : factsByModule(modules);
  for (const policy of withWaivers) {
    const observations = observeWaivers(policy, used, now, ({ code, module, version }) => {
      const known = facts.get(keyOf({ path: module, version }));
      return known?.every((one) => wasLookedFor(code, one, namesWereJudged)) ?? false;
    });
    if (observations.length > 0 && policy.source !== null) policyFiles.push(policy.source);
    findings.push(...withSeverity(observations, policy));
  }
  return { findings, waived, policyFiles };
}

/** Findings that follow each other under one policy, as one: the waivers are sorted once for all of them. */
function joined(judged: readonly Judged[]): readonly Judged[] {
  const whole: { readonly policy: Policy; readonly findings: Finding[] }[] = [];
  for (const { policy, findings } of judged) {
    const last = whole.at(-1);
    if (last?.policy === policy) last.findings.push(...findings);
    else whole.push({ policy, findings: [...findings] });
  }
  return whole;
}

/** What was learnt about each module version that a build takes: in another file it may be something else. */
function factsByModule(modules: readonly AuditedModule[]): ReadonlyMap<string, readonly ModuleFacts[]> {
  const byModule = new Map<string, ModuleFacts[]>();
  for (const { required, replacement, facts } of modules) {
    if (replacement?.kind === 'directory') continue;
    const key = keyOf(replacement?.module ?? required);
    const known = byModule.get(key);
    if (known === undefined) byModule.set(key, [facts]);
    else known.push(facts);
  }
  return byModule;
}

function keyOf({ path, version }: ModuleVersion): string {
  return `${path}@${version}`;
}
