import type { Location } from '../finding/index.ts';
import type { Replace, Requirement } from '../modfile/index.ts';
import type { ModuleVersion } from '../module/index.ts';
import type { AuditFile, GoSum } from './auditFile.ts';

/** What a `replace` puts in a requirement's place. */
export type Replacement =
  | { readonly kind: 'module'; readonly module: ModuleVersion }
  | { readonly kind: 'directory'; readonly path: string };

/** One requirement of one file, and the module version that the build really takes for it. */
export interface Dependency {
  readonly file: AuditFile | null;
  readonly required: ModuleVersion;
  readonly indirect: boolean;
  readonly replacement: Replacement | null;
  /** What is checked: the requirement itself or the module that replaces it; null for a directory. */
  readonly effective: ModuleVersion | null;
  /** The go.sum files whose lines count: its own, and in a workspace those of all its modules and go.work.sum. */
  readonly goSums: readonly GoSum[];
  /** Why nothing about its content can be asked: another module of the workspace, a directory. */
  readonly local: string | null;
  /** The path as written that leads to `effective`: in the requirement, or in the replacement. */
  readonly pathAt: Location | null;
  /** The version as written that leads to `effective`; the path where there is none. */
  readonly versionAt: Location | null;
}

/** What a go.work adds to the files of its workspace. */
export interface Workspace {
  readonly file: AuditFile;
  /** Module paths of the main modules. */
  readonly modules: ReadonlySet<string>;
  readonly replace: readonly Replace[];
  readonly goSums: readonly GoSum[];
}

/**
 * Lists what a go.mod requires, with its replacements and those of its
 * workspace applied. A replacement in go.work outranks one in go.mod, and one
 * for a version outranks one for all versions, as in the go command.
 */
export function dependenciesOf(file: AuditFile, workspace: Workspace | null): readonly Dependency[] {
  if (file.content.kind !== 'go.mod') return [];
  const { require, replace } = file.content.file;
  const own = replacementIndex(replace);
  const shared = workspace === null ? null : replacementIndex(workspace.replace);
  const goSums = workspace?.goSums ?? (file.goSum === null ? [] : [file.goSum]);
  return require.map((requirement): Dependency => {
    const fromWorkspace = findReplacement(shared, requirement);
    const found = fromWorkspace ?? findReplacement(own, requirement);
    if (found !== null) {
      const place = fromWorkspace === null || workspace === null ? file.path : workspace.file.path;
      const required = { path: requirement.path, version: requirement.version };
      return { file, required, indirect: requirement.indirect, goSums, ...replacedBy(found, place) };
    }
    return new PlainDependency(file, requirement, goSums, workspace?.modules.has(requirement.path) ?? false);
  });
}

/**
 * A requirement that nothing replaces. Its places are made when somebody looks:
 * there are thousands of these at every key, and nothing is to be told of most.
 */
class PlainDependency implements Dependency {
  readonly file: AuditFile;
  readonly required: Requirement;
  readonly goSums: readonly GoSum[];
  readonly effective: ModuleVersion | null;

  constructor(file: AuditFile, required: Requirement, goSums: readonly GoSum[], inWorkspace: boolean) {
    this.file = file;
    this.required = required;
    this.goSums = goSums;
    this.effective = inWorkspace ? null : required;
  }

  get indirect(): boolean {
    return this.required.indirect;
  }

  get replacement(): null {
    return null;
  }

  get local(): string | null {
    return this.effective === null ? 'the workspace holds the module itself' : null;
  }

  get pathAt(): Location {
    return { path: this.file.path, span: this.required.pathSpan };
  }

  get versionAt(): Location {
    return { path: this.file.path, span: this.required.versionSpan };
  }
}

/** A module that no file names, as `modproof check` asks about. */
export function loneDependency(module: ModuleVersion): Dependency {
  return {
    file: null,
    required: module,
    indirect: false,
    goSums: [],
    replacement: null,
    effective: module,
    local: null,
    pathAt: null,
    versionAt: null,
  };
}

function replacedBy(
  replace: Replace,
  place: string,
): Pick<Dependency, 'replacement' | 'effective' | 'local' | 'pathAt' | 'versionAt'> {
  const pathAt = { path: place, span: replace.newPathSpan };
  if (replace.newVersion === null) {
    const replacement: Replacement = { kind: 'directory', path: replace.newPath };
    return {
      replacement,
      effective: null,
      local: 'it is replaced by a directory',
      pathAt,
      versionAt: pathAt,
    };
  }
  const module = { path: replace.newPath, version: replace.newVersion };
  const versionAt = replace.newVersionSpan === null ? pathAt : { path: place, span: replace.newVersionSpan };
  return { replacement: { kind: 'module', module }, effective: module, local: null, pathAt, versionAt };
}

/** By `path version`, and by path alone for those that hold for every version. */
function replacementIndex(replace: readonly Replace[]): ReadonlyMap<string, Replace> | null {
  if (replace.length === 0) return null;
  const index = new Map<string, Replace>();
  for (const one of replace) {
    index.set(one.oldVersion === null ? one.oldPath : `${one.oldPath} ${one.oldVersion}`, one);
  }
  return index;
}

function findReplacement(index: ReadonlyMap<string, Replace> | null, module: ModuleVersion): Replace | null {
  if (index === null) return null;
  return index.get(`${module.path} ${module.version}`) ?? index.get(module.path) ?? null;
}
