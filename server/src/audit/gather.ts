import type { ExaminedFacts } from '../examination/index.ts';
import type { Finding } from '../finding/index.ts';
import { type GateResult, judgeGates, type Pinned } from '../gate/index.ts';
import { isTrusted, type Policy } from '../policy/index.ts';
import { type AdvisoryFact, type ModuleFacts, type NameFact, notApplicable } from '../verdict/index.ts';
import { ageFact } from './ageFact.ts';
import { fork } from './checks/fork.ts';
import { CHECKS } from './checks/index.ts';
import { maliciousModule } from './checks/maliciousModule.ts';
import { suspectName } from './checks/suspectName.ts';
import { checksumFact } from './checksumFact.ts';
import type { Dependency } from './dependency.ts';
import type { FeedJudge } from './feedJudge.ts';
import { observeGates } from './gateFindings.ts';
import type { Judged } from './judged.ts';
import type { NameJudge } from './nameJudge.ts';
import { NOTHING_ASKED } from './nothingAsked.ts';
import { keyOf } from './questions.ts';
import type { AuditedModule } from './result.ts';
import type { AuditOptions, AuditServices } from './services.ts';
import { withSeverity } from './severities.ts';
import { observeYoung } from './youngVersion.ts';

/** One requirement of a file, and what is known of the module that it takes. */
export interface JudgedRequirement {
  readonly dependency: Dependency;
  readonly facts: ModuleFacts;
  /** What the gates of the policy say of it; empty without gates, and while it waits. */
  readonly gates: readonly GateResult[];
  /** Nothing but the name was looked at yet: the facts about anything else say so, and no more. */
  readonly isWaiting: boolean;
}

/** What requirements come to by what is known of their modules; null for what was not learnt yet. */
export function judgeRequirements(
  dependencies: readonly Dependency[],
  factsAbout: (key: string) => ExaminedFacts | null,
  { names, feed, clock }: Pick<AuditServices, 'names' | 'feed' | 'clock'>,
  policyFor: AuditOptions['policyFor'],
): { readonly requirements: readonly JudgedRequirement[]; readonly judged: readonly Judged[] } {
  const requirements: JudgedRequirement[] = [];
  const judged: Judged[] = [];
  let isForkTold = false;
  for (const dependency of dependencies) {
    const { effective } = dependency;
    const examined = effective === null ? null : factsAbout(keyOf(effective));
    const isWaiting = effective !== null && examined === null;
    const policy = policyFor(dependency.file);
    const name = nameOf(dependency, names, policy);
    const facts = factsOf(dependency, examined, name, advisoriesOf(dependency, feed), clock);
    const gates =
      isWaiting || effective === null ? NO_RESULTS : judgeGates(policy.gates, facts, pinnedBy(dependency));
    requirements.push({ dependency, facts, gates, isWaiting });
    // Names are all that is known then, and hardly any is suspect or listed.
    if (isWaiting && facts.name.state !== 'suspect' && facts.advisories.state !== 'listed') continue;
    const findings: Finding[] = [];
    for (const check of isWaiting ? CHECKS_BY_NAME : CHECKS) {
      if (check === fork && isForkTold) continue;
      const observations = check.run({ dependency, facts });
      // The database's fault is one, however many modules met it.
      isForkTold ||= check === fork && observations.length > 0;
      if (observations.length > 0) findings.push(...withSeverity(observations, policy));
    }
    if (gates.length > 0) findings.push(...withSeverity(observeGates(dependency, facts, gates), policy));
    const young = isWaiting ? [] : observeYoung(dependency, facts, policy);
    if (young.length > 0) findings.push(...withSeverity(young, policy));
    if (findings.length > 0) judged.push({ policy, findings });
  }
  return { requirements, judged };
}

const NO_RESULTS: readonly GateResult[] = [];

/** What pins the bytes that a requirement takes. */
function pinnedBy({ file, goSums }: Dependency): Pinned {
  if (file === null) return 'no-project';
  return goSums.length > 0 ? 'go.sum' : 'nothing';
}

/** Before anything was learnt, the other checks have nothing to look at. */
const CHECKS_BY_NAME = [maliciousModule, suspectName];

/** Modules with their facts, each once, however many files require it. */
export function gatherModules(
  requirements: readonly JudgedRequirement[],
  factsAbout: (key: string) => ExaminedFacts | null,
): readonly AuditedModule[] {
  const modules = new Map<string, AuditedModule & { requiredBy: string[]; gates: readonly GateResult[] }>();
  for (const { dependency, facts, gates } of requirements) {
    const { required, indirect, replacement, file } = dependency;
    const effective = dependency.effective === null ? null : keyOf(dependency.effective);
    const key = [keyOf(required), effective ?? dependency.local ?? '', facts.checksum.state].join('\n');
    const known = modules.get(key);
    if (known !== undefined) {
      if (file !== null) known.requiredBy.push(file.path);
      known.gates = graverOf(known.gates, gates);
      continue;
    }
    modules.set(key, {
      required: { path: required.path, version: required.version },
      indirect,
      replacement,
      facts,
      gates,
      storedAt: (effective === null ? null : factsAbout(effective)?.storedAt) ?? null,
      requiredBy: file === null ? [] : [file.path],
    });
  }
  return [...modules.values()];
}

/** Files may have policies of their own: of each gate what is worst, and at the higher level. */
function graverOf(one: readonly GateResult[], other: readonly GateResult[]): readonly GateResult[] {
  if (other.length === 0) return one;
  const gates = new Map(one.map((result) => [result.gate, result]));
  for (const result of other) {
    const known = gates.get(result.gate);
    if (known === undefined || gravity(result) < gravity(known)) gates.set(result.gate, result);
  }
  return [...gates.values()];
}

function gravity({ state, level }: GateResult): number {
  return ORDER.indexOf(state) * 2 + (level === 'require' ? 0 : 1);
}

const ORDER: readonly GateResult['state'][] = ['fail', 'undetermined', 'pass', 'not-applicable'];

/** What the name says; nothing where the project trusts whoever owns it. */
function nameOf({ effective, required }: Dependency, names: NameJudge, policy: Policy): NameFact {
  const { path } = effective ?? required;
  return isTrusted(path, policy) ? { state: 'unremarkable' } : names.judge(path);
}

/** What the feed says of what the build takes, whoever is trusted, and of private modules as well: nobody is asked. */
function advisoriesOf({ effective }: Dependency, feed: FeedJudge): AdvisoryFact {
  return effective === null ? NO_MODULE : feed.judge(effective.path, effective.version);
}

const NO_MODULE = notApplicable('its code comes from this machine');

function factsOf(
  dependency: Dependency,
  examined: ExaminedFacts | null,
  name: NameFact,
  advisories: AdvisoryFact,
  clock: AuditServices['clock'],
): ModuleFacts {
  const { effective } = dependency;
  if (effective === null) {
    const why = dependency.local ?? 'there is no module to compare';
    return {
      ...NOTHING_ASKED,
      // Its code comes from this machine, whatever it is called.
      name: { state: 'unremarkable' },
      advisories,
      behaviour: notApplicable(why),
      identity: notApplicable(why),
      likeness: notApplicable(why),
      content: notApplicable(why),
      upstream: { ...NOTHING_ASKED.upstream, detail: why },
      checksum: notApplicable(why),
      age: notApplicable(why),
      notices: notApplicable(why),
      provenance: notApplicable(why),
      protection: notApplicable(why),
    };
  }
  if (examined === null) return namedAlone(name, advisories);
  return {
    name,
    ...NOTHING_ASKED,
    advisories,
    ...examined.reading,
    likeness: examined.likeness,
    circumstances: examined.circumstances,
    content: examined.content,
    upstream: examined.upstream,
    checksum: checksumFact(effective, examined, dependency.goSums),
    fork: examined.log.state === 'fork' ? examined.log.heads : null,
    age: ageFact(examined, clock.now()),
    notices: examined.notices,
    provenance: examined.provenance,
    protection: examined.protection,
  };
}

/** Facts of which the name is all, by the name: an editor needs those of thousands of modules at every key. */
type NamedAlone = WeakMap<NameFact, ModuleFacts>;

/** By what the feed says, which for what is not listed is the same value each time. */
const NAMED_ALONE = new WeakMap<AdvisoryFact, NamedAlone>();

function namedAlone(name: NameFact, advisories: AdvisoryFact): ModuleFacts {
  let named = NAMED_ALONE.get(advisories);
  if (named === undefined) {
    named = new WeakMap();
    NAMED_ALONE.set(advisories, named);
  }
  const known = named.get(name);
  if (known !== undefined) return known;
  const facts: ModuleFacts = { name, ...NOTHING_ASKED, advisories };
  named.set(name, facts);
  return facts;
}
