import { type ExaminedFacts, Examiner, nothingLearnt, type Question } from '../examination/index.ts';
import type { Finding, Observation } from '../finding/index.ts';
import type { ModuleVersion } from '../module/index.ts';
import { isTrusted, type Policy } from '../policy/index.ts';
import { type ModuleFacts, notApplicable, undetermined } from '../verdict/index.ts';
import { ageFact } from './ageFact.ts';
import type { AuditFile } from './auditFile.ts';
import { fork } from './checks/fork.ts';
import { observeHiddenCharacters } from './checks/hiddenCharacters.ts';
import { CHECKS } from './checks/index.ts';
import { suspectName } from './checks/suspectName.ts';
import { checksumFact } from './checksumFact.ts';
import { type Dependency, dependenciesOf, loneDependency, type Workspace } from './dependency.ts';
import type { Discovery } from './discover.ts';
import { importFindings } from './importFindings.ts';
import { latestVersion } from './latestVersion.ts';
import type { NameJudge } from './nameJudge.ts';
import { NOTHING_ASKED } from './nothingAsked.ts';
import type { AuditedModule, AuditResult } from './result.ts';
import type { AuditOptions, AuditServices } from './services.ts';
import { type Judged, settle } from './settle.ts';
import { withSeverity } from './severities.ts';
import { workspacesOf } from './workspace.ts';

/** Audits files that were read: every requirement, with what upstream and mirror say about it. */
export async function auditFiles(
  discovery: Discovery,
  services: AuditServices,
  options: AuditOptions,
): Promise<AuditResult> {
  const startedAt = services.clock.now();
  const workspaces = workspacesOf([...discovery.files, ...discovery.surroundings], services.path);
  const dependencies = discovery.files.flatMap((file) => dependenciesOf(file, workspaces.get(file) ?? null));
  const hidden = discovery.files.map((file): Judged => {
    const policy = options.policyFor(file);
    return { policy, findings: withSeverity(observeHiddenCharacters(file), policy) };
  });
  const imported = await importFindings(discovery.files, workspaces, services, options);
  const { modules, judged, ledgerTroubles } = await examineAll(dependencies, new Map(), services, options);
  const finishedAt = services.clock.now();
  const policies = discovery.files.map(options.policyFor);
  return {
    startedAt,
    finishedAt,
    files: discovery.files,
    surroundings: discovery.surroundings,
    modules,
    ...settle(
      [...hidden, ...judged, ...imported.judged],
      policies,
      modules,
      services.names.canJudge,
      finishedAt,
    ),
    goFiles: imported.files,
    ledgerTroubles,
    corpusProblems: services.names.problems,
    problems: discovery.problems,
    leftOut: discovery.leftOut,
  };
}

/** Asks about modules that no file names; where `version` is null, about the newest that the mirror has. */
export async function auditModules(
  questions: readonly { readonly path: string; readonly version: string | null }[],
  services: AuditServices,
  options: AuditOptions,
): Promise<AuditResult> {
  const startedAt = services.clock.now();
  const modules: ModuleVersion[] = [];
  const settled = new Map<string, ExaminedFacts>();
  for (const { path, version } of questions) {
    const newest =
      version ??
      (options.offline ? undetermined('offline') : await latestVersion(path, services, options.signal));
    // Without a version the name alone can be judged; all else is undetermined, and says why.
    const module = { path, version: typeof newest === 'string' ? newest : '' };
    modules.push(module);
    if (typeof newest !== 'string') settled.set(keyOf(module), nothingLearnt(newest));
  }
  const dependencies = modules.map(loneDependency);
  const examined = await examineAll(dependencies, settled, services, options);
  const finishedAt = services.clock.now();
  return {
    startedAt,
    finishedAt,
    files: [],
    surroundings: [],
    goFiles: [],
    corpusProblems: services.names.problems,
    problems: [],
    leftOut: [],
    modules: examined.modules,
    ledgerTroubles: examined.ledgerTroubles,
    ...settle(
      examined.judged,
      [options.policyFor(null)],
      examined.modules,
      services.names.canJudge,
      finishedAt,
    ),
  };
}

/** What can be told at once, without asking anybody: names and hidden characters. */
export function instantFindings(
  file: AuditFile,
  workspace: Workspace | null,
  services: Pick<AuditServices, 'names'>,
  policy: Policy,
): readonly Finding[] {
  const observations: Observation[] = [...observeHiddenCharacters(file)];
  for (const dependency of dependenciesOf(file, workspace)) {
    // Names are all that is known at once, and hardly any is suspect.
    if (dependency.effective === null || isTrusted(dependency.effective.path, policy)) continue;
    const name = services.names.judge(dependency.effective.path);
    if (name.state !== 'suspect') continue;
    observations.push(...suspectName.run({ dependency, facts: { name, ...NOTHING_ASKED } }));
  }
  return withSeverity(observations, policy);
}

function instantFacts(
  dependency: Dependency,
  services: Pick<AuditServices, 'names'>,
  policy: Policy,
): ModuleFacts {
  const { path } = dependency.effective ?? dependency.required;
  return {
    name: isTrusted(path, policy) ? { state: 'unremarkable' } : services.names.judge(path),
    ...NOTHING_ASKED,
  };
}

async function examineAll(
  dependencies: readonly Dependency[],
  settled: ReadonlyMap<string, ExaminedFacts>,
  services: AuditServices,
  options: AuditOptions,
): Promise<Pick<AuditResult, 'modules' | 'ledgerTroubles'> & { readonly judged: readonly Judged[] }> {
  const wanted = questionsOf(
    dependencies.filter(({ effective }) => effective === null || !settled.has(keyOf(effective))),
    services.names,
    options,
  );
  const examined = new Map<string, ExaminedFacts>(settled);
  const examiner = await Examiner.open(services, options);
  try {
    let done = 0;
    options.progress(0, wanted.length);
    await examiner.examine(wanted, (module, facts) => {
      examined.set(keyOf(module), facts);
      options.progress(++done, wanted.length);
    });
  } finally {
    await examiner.close();
  }
  options.signal.throwIfAborted();
  // That this machine's own ledger cannot be kept is nothing that a project can mend.
  const ledgerTroubles = examiner.ledgerTroubles.filter(({ path }) => path !== services.machineLedger);
  return { ...gather(dependencies, examined, services, options), ledgerTroubles };
}

/** One question for each module version, with what all go.sum files that count for it say. */
function questionsOf(
  dependencies: readonly Dependency[],
  names: NameJudge,
  { policyFor }: AuditOptions,
): readonly Question[] {
  const questions = new Map<string, Question & { readonly expected: Set<string> }>();
  // One file whose policy does not trust a module is enough to ask what its name means.
  const suspected = new Set(
    dependencies.flatMap(({ effective, file }) =>
      effective === null || isTrusted(effective.path, policyFor(file)) ? [] : [effective.path],
    ),
  );
  for (const { effective, goSums } of dependencies) {
    if (effective === null) continue;
    const key = keyOf(effective);
    const question = questions.get(key) ?? questionAbout(effective, names, !suspected.has(effective.path));
    questions.set(key, question);
    for (const { zips } of goSums) {
      // Hashes of other kinds are passed over, as the go command does.
      for (const hash of zips.get(`${effective.path} ${effective.version}`) ?? [])
        if (hash.startsWith('h1:')) question.expected.add(hash);
    }
  }
  return [...questions.values()];
}

/** The name is judged when somebody looks, so that its index is made while the network answers. */
function questionAbout(
  module: ModuleVersion,
  names: NameJudge,
  isTrustedName: boolean,
): Question & { readonly expected: Set<string> } {
  return {
    module,
    expected: new Set(),
    get isKnown() {
      return names.judge(module.path).state === 'known';
    },
    get resembles() {
      if (isTrustedName) return null;
      const name = names.judge(module.path);
      if (name.state !== 'suspect' || name.code === 'squat/case-variant') return null;
      return { target: name.target, isSuspect: name.code !== 'squat/other-owner' };
    },
  };
}

function gather(
  dependencies: readonly Dependency[],
  examined: ReadonlyMap<string, ExaminedFacts>,
  services: AuditServices,
  options: AuditOptions,
): { modules: readonly AuditedModule[]; judged: readonly Judged[] } {
  const modules = new Map<string, AuditedModule & { requiredBy: string[] }>();
  const judged: Judged[] = [];
  let isForkTold = false;
  for (const dependency of dependencies) {
    const policy = options.policyFor(dependency.file);
    const facts = factsOf(dependency, examined, services, policy);
    const findings: Finding[] = [];
    for (const check of CHECKS) {
      if (check === fork && isForkTold) continue;
      const observations = check.run({ dependency, facts });
      // The database's fault is one, however many modules met it.
      isForkTold ||= check === fork && observations.length > 0;
      findings.push(...withSeverity(observations, policy));
    }
    if (findings.length > 0) judged.push({ policy, findings });
    const effective = dependency.effective === null ? (dependency.local ?? '') : keyOf(dependency.effective);
    const key = [keyOf(dependency.required), effective, facts.checksum.state].join('\n');
    const known = modules.get(key);
    const path = dependency.file?.path;
    if (known !== undefined) {
      if (path !== undefined) known.requiredBy.push(path);
    } else {
      const { required, indirect, replacement } = dependency;
      modules.set(key, {
        required,
        indirect,
        replacement,
        facts,
        storedAt: storedAtOf(dependency, examined),
        requiredBy: path === undefined ? [] : [path],
      });
    }
  }
  return { modules: [...modules.values()], judged };
}

function storedAtOf(dependency: Dependency, examined: ReadonlyMap<string, ExaminedFacts>): number | null {
  const { effective } = dependency;
  return (effective === null ? null : examined.get(keyOf(effective))?.storedAt) ?? null;
}

function factsOf(
  dependency: Dependency,
  examined: ReadonlyMap<string, ExaminedFacts>,
  services: AuditServices,
  policy: Policy,
): ModuleFacts {
  const instant = instantFacts(dependency, services, policy);
  const { effective } = dependency;
  if (effective === null) {
    const why = dependency.local ?? 'there is no module to compare';
    return {
      ...instant,
      // Its code comes from this machine, whatever it is called.
      name: { state: 'unremarkable' },
      behaviour: notApplicable(why),
      identity: notApplicable(why),
      likeness: notApplicable(why),
      content: notApplicable(why),
      upstream: { ...NOTHING_ASKED.upstream, detail: why },
      checksum: notApplicable(why),
      age: notApplicable(why),
      provenance: notApplicable(why),
    };
  }
  const facts = examined.get(keyOf(effective));
  if (facts === undefined) throw new Error(`no facts for ${keyOf(effective)}`);
  return {
    ...instant,
    ...facts.reading,
    likeness: facts.likeness,
    circumstances: facts.circumstances,
    content: facts.content,
    upstream: facts.upstream,
    checksum: checksumFact(effective, facts, dependency.goSums),
    fork: facts.log.state === 'fork' ? facts.log.heads : null,
    age: ageFact(facts, services.clock.now()),
  };
}

function keyOf(module: ModuleVersion): string {
  return `${module.path}@${module.version}`;
}
