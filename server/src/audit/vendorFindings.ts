import { isBuilt } from '../divergence/index.ts';
import type { Examinations } from '../examination/index.ts';
import type { Location, Observation } from '../finding/index.ts';
import { isPrivate } from '../goenv/index.ts';
import { parseModulesText, placeFiles, type VendoredModule } from '../vendored/index.ts';
import { REASON_SENTENCES } from '../verdict/index.ts';
import type { AuditFile } from './auditFile.ts';
import { moduleLine } from './checks/environment.ts';
import {
  observeOtherVersion,
  observeStrays,
  observeUncompared,
  observeVendorDifference,
  type Uncompared,
} from './checks/vendor.ts';
import type { JudgedRequirement } from './gather.ts';
import type { AuditOptions, JudgingServices } from './services.ts';
import { expectationOf } from './vendorExpectation.ts';
import { readVendorTree, type VendorTree } from './vendorTree.ts';
import { isBuiltWithoutList } from './vendorUse.ts';

/** How many modules are compared at a time: each holds a zip in memory. */
const AT_A_TIME = 4;

/** What is to be said of one vendor folder. */
export interface VendorFindings {
  readonly file: AuditFile;
  readonly observations: readonly Observation[];
  /** How much could not be compared, although it could have been. */
  readonly undetermined: number;
}

/** What comparing takes. */
interface Comparing {
  readonly file: AuditFile;
  readonly requirements: ReadonlyMap<string, JudgedRequirement>;
  readonly services: JudgingServices;
  readonly examinations: Pick<Examinations, 'vendored'>;
  readonly options: AuditOptions;
}

/**
 * Holds the vendor folders beside audited files against the verified zips, file
 * by file. `requirements` are all that were judged. Rejects on cancellation alone.
 */
export async function vendorFindings(
  files: readonly AuditFile[],
  requirements: readonly JudgedRequirement[],
  services: JudgingServices,
  examinations: Pick<Examinations, 'vendored'>,
  options: AuditOptions,
): Promise<readonly VendorFindings[]> {
  const found: VendorFindings[] = [];
  for (const file of files) {
    const folder = services.path.join(file.directory, 'vendor');
    const tree = await readVendorTree(folder, services.files, services.path, {
      needsList: !isBuiltWithoutList(file, services.settings),
      signal: options.signal,
    });
    if (tree === null) continue;
    const own = requirements.filter(({ dependency }) => dependency.file === file);
    const byPath = new Map(own.map((one) => [one.dependency.required.path, one]));
    found.push(await compareTree(tree, { file, requirements: byPath, services, examinations, options }));
  }
  return found;
}

async function compareTree(tree: VendorTree, comparing: Comparing): Promise<VendorFindings> {
  const { file } = comparing;
  if (tree.modulesText === null) {
    const why = 'it could not be read, or is longer than is read';
    return told(file, [], [{ what: 'vendor/modules.txt', why, counts: true }]);
  }
  const { isWorkspace, modules, isCut } = parseModulesText(tree.modulesText);
  if (isWorkspace || file.content.kind === 'go.work' || isCut) {
    const why = isCut ? 'vendor/modules.txt is too long' : 'it was made for a workspace';
    return told(file, [], [{ what: 'vendor', why, counts: true }]);
  }
  const placed = placeFiles(modules, tree.files);
  const unread = placeFiles(modules, new Map(tree.unread.map((path) => [path, null])));
  const observations: Observation[] = [];
  const uncompared: Uncompared[] = [];
  const present = [...placed.byModule];
  for (let start = 0; start < present.length; start += AT_A_TIME) {
    const slice = present.slice(start, start + AT_A_TIME);
    const outcomes = await Promise.all(
      slice.map(([module, files]) => compareVendoredModule(module, files, comparing)),
    );
    for (const outcome of outcomes) {
      if ('why' in outcome) uncompared.push(outcome);
      else observations.push(...outcome.observations);
    }
  }
  for (const path of tree.unread.slice(0, MAX_UNREAD))
    uncompared.push({ what: path === '' ? 'vendor' : path, why: 'it could not be read', counts: true });
  // What could not be read is no file that is missing.
  const open = new Set([...unread.byModule].flatMap(([module, { size }]) => (size > 0 ? [module.path] : [])));
  const sure = observations.filter(({ module }) => !open.has(module));
  if (placed.strays.length > 0) {
    const { strays } = placed;
    sure.push(
      observeStrays(
        moduleLine(file),
        strays,
        tree.files,
        strays.some((path) => isBuilt(path)),
      ),
    );
  }
  return told(file, sure, uncompared);
}

/** More paths that could not be read are not named. */
const MAX_UNREAD = 100;

function told(
  file: AuditFile,
  observations: readonly Observation[],
  uncompared: readonly Uncompared[],
): VendorFindings {
  const undetermined = uncompared.filter(({ counts }) => counts).length;
  if (uncompared.length === 0) return { file, observations, undetermined };
  return {
    file,
    observations: [...observations, observeUncompared(moduleLine(file), uncompared)],
    undetermined,
  };
}

async function compareVendoredModule(
  module: VendoredModule,
  files: VendorTree['files'],
  { file, requirements, services, examinations, options }: Comparing,
): Promise<{ readonly observations: readonly Observation[] } | Uncompared> {
  const requirement = requirements.get(module.path) ?? null;
  const goSums = requirement?.dependency.goSums ?? (file.goSum === null ? [] : [file.goSum]);
  const expectation = expectationOf(module, requirement, goSums);
  const required = { path: module.path, version: module.version };
  const location: Location = placeOf(requirement, file);
  const what = `${module.path}@${module.version}`;
  switch (expectation.kind) {
    case 'none':
      return { what, why: expectation.why, counts: expectation.counts };
    case 'other-version':
      return {
        observations: [observeOtherVersion(required, location, expectation.listed, expectation.taken)],
      };
    case 'zip': {
      const directories = module.packages.map((path) => path.slice(module.path.length + 1));
      const { expected } = expectation;
      const question = { module: expectation.module, directories, files, expected };
      const fact = await examinations.vendored(question, options);
      if (fact.state === 'same') return { observations: [] };
      if (fact.state === 'differs')
        return { observations: [observeVendorDifference(required, location, fact, files)] };
      const sentence = REASON_SENTENCES[fact.reason];
      return {
        what,
        why: fact.detail === '' ? sentence : `${sentence} (${fact.detail})`,
        counts: !isPrivate(expectation.module.path, services.settings),
      };
    }
  }
}

function placeOf(requirement: JudgedRequirement | null, file: AuditFile): Location {
  const at = requirement?.dependency.versionAt ?? null;
  return at?.path === file.path ? at : moduleLine(file);
}
