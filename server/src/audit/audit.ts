import type { Finding, Observation } from '../finding/index.ts';
import type { ModuleVersion } from '../module/index.ts';
import { type Policy, severityOf } from '../policy/index.ts';
import { judgeName } from '../typosquat/index.ts';
import { type ModuleFacts, notApplicable, undetermined } from '../verdict/index.ts';
import type { AuditFile } from './auditFile.ts';
import { observeHiddenCharacters } from './checks/hiddenCharacters.ts';
import { CHECKS } from './checks/index.ts';
import { type Dependency, dependenciesOf, loneDependency, type Workspace } from './dependency.ts';
import type { Discovery } from './discover.ts';
import type { ExaminedFacts } from './examinedFacts.ts';
import { Examiner } from './examiner.ts';
import { checksumOf } from './goSumFact.ts';
import type { AuditedModule, AuditResult } from './result.ts';
import { eachLimited } from './schedule.ts';
import type { AuditOptions, AuditServices } from './services.ts';
import { workspacesOf } from './workspace.ts';

/** Audits files that were read: every requirement, with what upstream and mirror say about it. */
export async function auditFiles(
  discovery: Discovery,
  services: AuditServices,
  options: AuditOptions,
): Promise<AuditResult> {
  const startedAt = services.clock.now();
  const workspaces = workspacesOf(discovery.files, services.path);
  const dependencies = discovery.files.flatMap((file) => dependenciesOf(file, workspaces.get(file) ?? null));
  const hidden = discovery.files.flatMap((file) =>
    withSeverity(observeHiddenCharacters(file), options.policyFor(file)),
  );
  const { modules, findings } = await examineAll(dependencies, services, options);
  return {
    startedAt,
    finishedAt: services.clock.now(),
    files: discovery.files,
    modules,
    findings: [...hidden, ...findings],
    problems: discovery.problems,
    leftOut: discovery.leftOut,
  };
}

/** Asks about modules that no file names. */
export async function auditModules(
  modules: readonly ModuleVersion[],
  services: AuditServices,
  options: AuditOptions,
): Promise<AuditResult> {
  const startedAt = services.clock.now();
  const examined = await examineAll(modules.map(loneDependency), services, options);
  return { startedAt, finishedAt: services.clock.now(), files: [], problems: [], leftOut: [], ...examined };
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
    const facts = instantFacts(dependency, services);
    for (const check of CHECKS) observations.push(...check.run({ dependency, facts }));
  }
  return withSeverity(observations, policy);
}

function instantFacts(dependency: Dependency, services: Pick<AuditServices, 'names'>): ModuleFacts {
  return {
    name: judgeName((dependency.effective ?? dependency.required).path, services.names),
    ...NOTHING_ASKED,
  };
}

const NOTHING_ASKED: Omit<ModuleFacts, 'name'> = {
  content: notApplicable('nothing was asked'),
  upstream: {
    state: 'not-applicable',
    repository: null,
    ref: null,
    commit: null,
    committedAt: null,
    mirrorCommit: null,
    mirrorTime: null,
    redirectsTo: null,
    reason: null,
    detail: 'nothing was asked',
  },
  checksum: notApplicable('nothing was asked'),
  age: undetermined('not-examined'),
  provenance: undetermined('not-examined'),
};

async function examineAll(
  dependencies: readonly Dependency[],
  services: AuditServices,
  options: AuditOptions,
): Promise<{ modules: readonly AuditedModule[]; findings: readonly Finding[] }> {
  const examiner = new Examiner(services, options.offline);
  const wanted = new Map<string, ModuleVersion>();
  for (const { effective } of dependencies) {
    if (effective !== null) wanted.set(keyOf(effective), effective);
  }
  const examined = new Map<string, ExaminedFacts>();
  try {
    let done = 0;
    options.progress(0, wanted.size);
    await eachLimited([...wanted], options.concurrency, async ([key, module]) => {
      examined.set(key, await examiner.examine(module, options.signal));
      options.progress(++done, wanted.size);
    });
  } finally {
    await examiner.close();
  }
  options.signal.throwIfAborted();
  return gather(dependencies, examined, services, options);
}

function gather(
  dependencies: readonly Dependency[],
  examined: ReadonlyMap<string, ExaminedFacts>,
  services: AuditServices,
  options: AuditOptions,
): { modules: readonly AuditedModule[]; findings: readonly Finding[] } {
  const modules = new Map<string, AuditedModule & { requiredBy: string[] }>();
  const findings: Finding[] = [];
  for (const dependency of dependencies) {
    const facts = factsOf(dependency, examined, services);
    const policy = options.policyFor(dependency.file);
    for (const check of CHECKS) findings.push(...withSeverity(check.run({ dependency, facts }), policy));
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
        requiredBy: path === undefined ? [] : [path],
      });
    }
  }
  return { modules: [...modules.values()], findings };
}

function factsOf(
  dependency: Dependency,
  examined: ReadonlyMap<string, ExaminedFacts>,
  services: AuditServices,
): ModuleFacts {
  const instant = instantFacts(dependency, services);
  const { effective } = dependency;
  if (effective === null) {
    const why = dependency.local ?? 'there is no module to compare';
    return {
      ...instant,
      name: dependency.replacement === null ? { state: 'known' } : instant.name,
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
    content: facts.content,
    upstream: facts.upstream,
    checksum: checksumOf(effective, facts, dependency.file?.goSum ?? null),
  };
}

function withSeverity(observations: readonly Observation[], policy: Policy): Finding[] {
  const findings: Finding[] = [];
  for (const observation of observations) {
    const severity = severityOf(observation, policy);
    if (severity === 'off') continue;
    const { aggravated: _, ...rest } = observation;
    findings.push({ ...rest, severity });
  }
  return findings;
}

function keyOf(module: ModuleVersion): string {
  return `${module.path}@${module.version}`;
}
