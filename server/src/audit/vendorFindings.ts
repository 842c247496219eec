import { isBuilt } from '../divergence/index.ts';
import type { Examinations } from '../examination/index.ts';
import type { Observation } from '../finding/index.ts';
import { isPrivate } from '../goenv/index.ts';
import { type ModulesText, parseModulesText, placeFiles, type VendoredModule } from '../vendored/index.ts';
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
import type { Discovery } from './discover.ts';
import type { JudgedRequirement } from './gather.ts';
import type { AuditOptions, JudgingServices } from './services.ts';
import { basesOfModule, basesOfWorkspace, type VendorBases } from './vendorBasis.ts';
import { expectationOf } from './vendorExpectation.ts';
import { readVendorTree, type VendorTree } from './vendorTree.ts';
import { isBuiltWithoutList } from './vendorUse.ts';
import { usedDirectories } from './workspace.ts';

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
  /** The file that the findings belong to. */
  readonly file: AuditFile;
  /** What says which modules the folder has to hold. */
  readonly takenBy: AuditFile['content']['kind'];
  readonly bases: VendorBases;
  readonly services: JudgingServices;
  readonly examinations: Pick<Examinations, 'vendored'>;
  readonly options: AuditOptions;
}

/**
 * Holds the vendor folders that audited files are built with against the verified
 * zips, file by file. `requirements` are all that were judged.
 *
 * A folder that was made for a workspace belongs to the go.work beside it, any
 * other to the go.mod: the go command builds with no other. One beside a go.work
 * that is not audited itself is told of with the first of its modules that is.
 * Rejects on cancellation alone.
 */
export async function vendorFindings(
  { files, surroundings }: Pick<Discovery, 'files' | 'surroundings'>,
  requirements: readonly JudgedRequirement[],
  services: JudgingServices,
  examinations: Pick<Examinations, 'vendored'>,
  options: AuditOptions,
): Promise<readonly VendorFindings[]> {
  const found: VendorFindings[] = [];
  const common = { services, examinations, options };
  const all = [...files, ...surroundings];
  const audited = new Set(files);
  const works = isOf(all, 'go.work');
  const besideWork = new Set(works.map(({ directory }) => directory));
  const reader = new FolderReader(services, options.signal, besideWork);
  for (const file of isOf(files, 'go.mod')) {
    const read = await reader.read(file.directory, !isBuiltWithoutList(file, services.settings));
    if (read === null) continue;
    if (read.text?.isWorkspace !== true) {
      const bases = basesOfModule(file, requirements);
      found.push(await compareTree(read, { file, takenBy: 'go.mod', bases, ...common }));
    } else if (!besideWork.has(file.directory)) {
      const why = 'it was made for a workspace, and there is no go.work beside it';
      found.push(told(file, [], [{ what: 'vendor', why, counts: true }]));
    }
  }
  for (const work of works) {
    const members = membersOf(work, all, services);
    const file = audited.has(work) ? work : members.find((one) => audited.has(one));
    const read = file === undefined ? null : await reader.read(work.directory, true);
    if (file === undefined || read === null || read.text?.isWorkspace === false) continue;
    const bases = basesOfWorkspace(work, members, requirements);
    found.push(await compareTree(read, { file, takenBy: 'go.work', bases, ...common }));
  }
  return found;
}

interface ReadFolder {
  readonly tree: VendorTree;
  /** Null where modules.txt could not be read. */
  readonly text: ModulesText | null;
}

/** Reads vendor folders, those beside a go.work once, although a go.mod may lie there as well. */
class FolderReader {
  readonly #services: Pick<JudgingServices, 'files' | 'path'>;
  readonly #signal: AbortSignal;
  readonly #besideWork: ReadonlySet<string>;
  readonly #known = new Map<string, ReadFolder | null>();

  constructor(
    services: Pick<JudgingServices, 'files' | 'path'>,
    signal: AbortSignal,
    besideWork: ReadonlySet<string>,
  ) {
    this.#services = services;
    this.#signal = signal;
    this.#besideWork = besideWork;
  }

  /** The vendor folder in a directory; null where the go command does not build with it. */
  async read(directory: string, needsList: boolean): Promise<ReadFolder | null> {
    const key = `${needsList} ${directory}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const { files, path } = this.#services;
    const signal = this.#signal;
    const tree = await readVendorTree(path.join(directory, 'vendor'), files, path, { needsList, signal });
    const text = tree?.modulesText == null ? null : parseModulesText(tree.modulesText);
    const read = tree === null ? null : { tree, text };
    if (this.#besideWork.has(directory)) this.#known.set(key, read);
    return read;
  }
}

function isOf(files: readonly AuditFile[], kind: AuditFile['content']['kind']): readonly AuditFile[] {
  return files.filter(({ content }) => content.kind === kind);
}

/** The go.mod files of the modules that a go.work uses, as far as they were read. */
function membersOf(
  work: AuditFile,
  files: readonly AuditFile[],
  { path }: Pick<JudgingServices, 'path'>,
): readonly AuditFile[] {
  const used = new Set(usedDirectories(work, path));
  return isOf(files, 'go.mod').filter(({ directory }) => used.has(path.join(directory)));
}

async function compareTree({ tree, text }: ReadFolder, comparing: Comparing): Promise<VendorFindings> {
  const { file } = comparing;
  if (text === null) {
    const why = 'it could not be read, or is longer than is read';
    return told(file, [], [{ what: 'vendor/modules.txt', why, counts: true }]);
  }
  const { modules, isCut } = text;
  if (isCut) return told(file, [], [{ what: 'vendor', why: 'vendor/modules.txt is too long', counts: true }]);
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
  { takenBy, bases, services, examinations, options }: Comparing,
): Promise<{ readonly observations: readonly Observation[] } | Uncompared> {
  const basis = bases(module);
  const { location } = basis;
  const expectation = expectationOf(module, basis);
  const required = { path: module.path, version: module.version };
  const what = `${module.path}@${module.version}`;
  switch (expectation.kind) {
    case 'none':
      return { what, why: expectation.why, counts: expectation.counts };
    case 'other-version':
      return {
        observations: [observeOtherVersion(required, location, expectation, takenBy)],
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
