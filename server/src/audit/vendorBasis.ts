import type { Location } from '../finding/index.ts';
import type { Replace } from '../modfile/index.ts';
import { compare } from '../semver/index.ts';
import type { VendoredModule } from '../vendored/index.ts';
import type { ChecksumFact } from '../verdict/index.ts';
import type { AuditFile, GoSum } from './auditFile.ts';
import { moduleLine } from './checks/environment.ts';
import type { JudgedRequirement } from './gather.ts';
import { keyOf } from './questions.ts';

/** What the files of a project say of a module whose files a vendor folder holds. */
export interface VendorBasis {
  /** How modules.txt has to name it; null where nothing requires it. */
  readonly taken: string | null;
  /** What is known of the zip that the project takes; null where that was not asked. */
  readonly checksum: ChecksumFact | null;
  /** The go.sum files that count. */
  readonly goSums: readonly GoSum[];
  /** Where a finding about it stands. */
  readonly location: Location;
}

/** Gives the basis for each vendored module. */
export type VendorBases = (module: VendoredModule) => VendorBasis;

/** The basis that a go.mod gives. `requirements` are all that were judged. */
export function basesOfModule(file: AuditFile, requirements: readonly JudgedRequirement[]): VendorBases {
  const own = requirements.filter(({ dependency }) => dependency.file === file);
  const byPath = new Map(own.map((one) => [one.dependency.required.path, one]));
  const ofFile = file.goSum === null ? [] : [file.goSum];
  return ({ path }) => {
    const requirement = byPath.get(path) ?? null;
    const at = requirement?.dependency.versionAt ?? null;
    const location = at?.path === file.path ? at : moduleLine(file);
    if (requirement === null) return { taken: null, checksum: null, goSums: ofFile, location };
    const { required, replacement, goSums } = requirement.dependency;
    const target =
      replacement?.kind === 'directory' ? { path: replacement.path, version: null } : replacement?.module;
    const taken = lineOf(required.path, required.version, target ?? null);
    return { taken, checksum: requirement.facts.checksum, goSums, location };
  };
}

/**
 * The basis that a go.work and the go.mod files of its modules give together, of
 * which some may not be audited themselves.
 *
 * The workspace takes at least the highest version that one of them requires;
 * what these require in turn may raise it, so that a higher one in modules.txt
 * contradicts nothing. Then go.sum has to vouch for it. A `replace` of go.work
 * outranks those of the modules, which hold for all of the workspace.
 */
export function basesOfWorkspace(
  work: AuditFile,
  members: readonly AuditFile[],
  requirements: readonly JudgedRequirement[],
): VendorBases {
  const files = new Set<AuditFile | null>(members);
  const byKey = new Map<string, JudgedRequirement>();
  for (const one of requirements) {
    const { file, effective } = one.dependency;
    if (effective !== null && files.has(file) && !byKey.has(keyOf(effective)))
      byKey.set(keyOf(effective), one);
  }
  const highest = new Map<string, string>();
  for (const { content } of members) {
    for (const { path, version } of content.kind === 'go.mod' ? content.file.require : []) {
      const known = highest.get(path);
      if (known === undefined || compare(version, known) > 0) highest.set(path, version);
    }
  }
  const replaces = [work, ...members].map(({ content }) => indexOf(content.file.replace));
  const goSums = [work, ...members].flatMap(({ goSum }) => (goSum === null ? [] : [goSum]));
  return (module) => {
    const required = highest.get(module.path) ?? null;
    const isRaised = required === null || (module.version !== '' && compare(module.version, required) > 0);
    const version = isRaised ? module.version : required;
    const target = targetOf(module, version, replaces);
    const effective =
      target === null ? { path: module.path, version } : { path: target.path, version: target.version ?? '' };
    const requirement = byKey.get(keyOf(effective)) ?? null;
    return {
      taken: required === null ? null : lineOf(module.path, version, target),
      checksum: requirement?.facts.checksum ?? null,
      goSums,
      location: requirement?.dependency.versionAt ?? moduleLine(work),
    };
  };
}

interface Target {
  readonly path: string;
  readonly version: string | null;
}

function targetOf(
  { path, replacement }: VendoredModule,
  version: string,
  replaces: readonly ReadonlyMap<string, Replace>[],
): Target | null {
  for (const index of replaces) {
    const found = index.get(`${path} ${version}`) ?? index.get(path);
    if (found === undefined) continue;
    // The go command writes folders as they are seen from go.work: by whatever path, a folder has no zip.
    const isFolder = found.newVersion === null && replacement?.version === null;
    return { path: isFolder ? replacement.path : found.newPath, version: found.newVersion };
  }
  return null;
}

/** By `path version`, and by path alone for those that hold for every version. */
function indexOf(replaces: readonly Replace[]): ReadonlyMap<string, Replace> {
  return new Map(
    replaces.map((one) => [one.oldVersion === null ? one.oldPath : `${one.oldPath} ${one.oldVersion}`, one]),
  );
}

/** A module as modules.txt writes it. */
export function lineOf(path: string, version: string, replacement: Target | null): string {
  const module = version === '' ? path : `${path} ${version}`;
  if (replacement === null) return module;
  const target =
    replacement.version === null ? replacement.path : `${replacement.path} ${replacement.version}`;
  return `${module} => ${target}`;
}
