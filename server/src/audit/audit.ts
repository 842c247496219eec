import { type Examinations, type ExaminedFacts, nothingLearnt } from '../examination/index.ts';
import type { ModuleVersion } from '../module/index.ts';
import { observeSettings } from './checks/environment.ts';
import { observeHiddenCharacters } from './checks/hiddenCharacters.ts';
import { type Dependency, dependenciesOf, loneDependency } from './dependency.ts';
import type { Discovery } from './discover.ts';
import { gatherModules, judgeRequirements } from './gather.ts';
import { importFindings } from './importFindings.ts';
import type { Judged } from './judged.ts';
import { keyOf, questionsOf } from './questions.ts';
import { observeReplacements } from './replacements.ts';
import type { AuditedModule, AuditResult } from './result.ts';
import type { AuditOptions, JudgingServices } from './services.ts';
import { settle, type Unsettled } from './settle.ts';
import { withSeverity } from './severities.ts';
import { vendorFindings } from './vendorFindings.ts';
import { workspacesOf } from './workspace.ts';

/** Audits files that were read: every requirement, with what upstream and mirror say about it. */
export async function auditFiles(
  discovery: Discovery,
  services: JudgingServices,
  examinations: Examinations,
  options: AuditOptions,
): Promise<AuditResult> {
  const startedAt = services.clock.now();
  const workspaces = workspacesOf([...discovery.files, ...discovery.surroundings], services.path);
  const dependencies = discovery.files.flatMap((file) => dependenciesOf(file, workspaces.get(file) ?? null));
  const around = await observeReplacements(discovery, workspaces, services);
  const ofFiles = discovery.files.map((file): Judged => {
    const policy = options.policyFor(file);
    const { settings, names } = services;
    const observations = [
      ...observeHiddenCharacters(file),
      ...observeSettings(file, workspaces.get(file) ?? null, settings, names),
      ...(around.get(file) ?? []),
    ];
    return { policy, findings: withSeverity(observations, policy) };
  });
  const imported = await importFindings(discovery.files, workspaces, services, options);
  const examined = await examineAll(dependencies, new Map(), services, examinations, options);
  const { modules, ledgerTroubles, unsettled } = examined;
  const vendored = await vendorFindings(discovery, unsettled.requirements, services, examinations, options);
  const ofVendor = vendored.map(({ file, observations }): Judged => {
    const policy = options.policyFor(file);
    return { policy, findings: withSeverity(observations, policy) };
  });
  const judged = [...ofFiles, ...unsettled.judged, ...ofVendor, ...imported.judged];
  const policies = discovery.files.map((file) => options.policyFor(file));
  const finishedAt = services.clock.now();
  return {
    startedAt,
    finishedAt,
    files: discovery.files,
    surroundings: discovery.surroundings,
    modules,
    ...settle({ ...unsettled, judged, policies, now: finishedAt }),
    vendorUndetermined: vendored.flatMap(({ file, undetermined }) =>
      undetermined > 0 ? [{ path: file.path, modules: undetermined }] : [],
    ),
    goFiles: imported.files,
    ledgerTroubles,
    corpusProblems: services.names.problems,
    feed: services.feed.used,
    problems: discovery.problems,
    leftOut: discovery.leftOut,
  };
}

/** Asks about modules that no file names; where `version` is null, about the newest that the mirror has. */
export async function auditModules(
  questions: readonly { readonly path: string; readonly version: string | null }[],
  services: JudgingServices,
  examinations: Examinations,
  options: AuditOptions,
): Promise<AuditResult> {
  const startedAt = services.clock.now();
  const modules: ModuleVersion[] = [];
  const settled = new Map<string, ExaminedFacts>();
  for (const { path, version } of questions) {
    const newest = version ?? (await examinations.newest(path, options));
    // Without a version the name alone can be judged; all else is undetermined, and says why.
    const module = { path, version: typeof newest === 'string' ? newest : '' };
    modules.push(module);
    if (typeof newest !== 'string') settled.set(keyOf(module), nothingLearnt(newest));
  }
  const dependencies = modules.map(loneDependency);
  const examined = await examineAll(dependencies, settled, services, examinations, options);
  const { unsettled, ...rest } = examined;
  const finishedAt = services.clock.now();
  return {
    startedAt,
    finishedAt,
    files: [],
    surroundings: [],
    vendorUndetermined: [],
    goFiles: [],
    corpusProblems: services.names.problems,
    feed: services.feed.used,
    problems: [],
    leftOut: [],
    ...rest,
    ...settle({ ...unsettled, policies: [options.policyFor(null)], now: finishedAt }),
  };
}

async function examineAll(
  dependencies: readonly Dependency[],
  settled: ReadonlyMap<string, ExaminedFacts>,
  services: JudgingServices,
  examinations: Examinations,
  options: AuditOptions,
): Promise<{
  readonly modules: readonly AuditedModule[];
  readonly unsettled: Omit<Unsettled, 'policies' | 'now'>;
  readonly ledgerTroubles: AuditResult['ledgerTroubles'];
}> {
  const wanted = questionsOf(
    dependencies.filter(({ effective }) => effective === null || !settled.has(keyOf(effective))),
    services.names,
    options.policyFor,
  );
  const examined = new Map<string, ExaminedFacts>(settled);
  const factsAbout = (key: string): ExaminedFacts => {
    const facts = examined.get(key);
    if (facts === undefined) throw new Error(`no facts for ${key}`);
    return facts;
  };
  let done = 0;
  options.progress(0, wanted.size);
  const { ledgerTroubles } = await examinations.examine([...wanted.values()], options, (module, facts) => {
    examined.set(keyOf(module), facts);
    options.progress(++done, wanted.size);
    options.learnt?.(module, facts);
  });
  const { policyFor } = options;
  const { requirements, judged } = judgeRequirements(dependencies, factsAbout, services, policyFor);
  return {
    modules: gatherModules(requirements, factsAbout),
    unsettled: { judged, requirements, policyFor, namesWereJudged: services.names.canJudge },
    // That this machine's own ledger cannot be kept is nothing that a project can mend.
    ledgerTroubles: ledgerTroubles.filter(({ path }) => path !== services.machineLedger),
  };
}
