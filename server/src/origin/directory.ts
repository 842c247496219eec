import { checkPathMajor, pathMajorPrefix, splitPathVersion } from '../module/index.ts';
import type { Placement } from './place.ts';
import { withoutIncompatible } from './tag.ts';

/**
 * The module paths that the go.mod files of a commit declare, as Go's forgiving
 * scan reads them: null where there is no such file, empty where it declares
 * none. A go.mod that is a symbolic link is the text of the link.
 */
export interface DeclaredPaths {
  readonly codeDir: string | null;
  /** Null as well where {@link Placement.majorDir} is null. */
  readonly majorDir: string | null;
}

/** The folder of the module in the commit's tree, or why there is no such module. */
export type DirectoryChoice =
  | {
      readonly kind: 'directory';
      /** Empty for the repository's root. */
      readonly directory: string;
      /** False where the go command makes up a go.mod file, which is not part of the zip. */
      readonly hasGoMod: boolean;
    }
  | { readonly kind: 'invalid'; readonly reason: string };

/**
 * Chooses the folder of a module version as the go command does.
 *
 * Only the major version of a declared path counts, never the path itself: a
 * fork that is used by a replace directive declares another path. Invalid means
 * that a go command fetching directly refuses this version today; a mirror may
 * have taken it before upstream changed.
 *
 * Follows codeRepo.findDir and checkCanonical of cmd/go/internal/modfetch.
 */
export function chooseDirectory(
  placement: Placement,
  version: string,
  declared: DeclaredPaths,
): DirectoryChoice {
  const choice = findDirectory(placement, declared);
  if (choice.kind === 'directory' && choice.hasGoMod && placement.pathMajor === '') {
    // The version alone was checked by tagFor; here it is known that there is a go.mod file.
    if (checkPathMajor(withoutIncompatible(version), '') !== null) {
      return invalid(
        `The commit has a go.mod file, so ${version} needs a path that ends with its major version.`,
      );
    }
  }
  return choice;
}

function findDirectory(placement: Placement, declared: DeclaredPaths): DirectoryChoice {
  const { codeDir, majorDir, pathMajor } = placement;
  const fits =
    declared.codeDir !== null &&
    (fitsMajor(declared.codeDir, pathMajor) || isOldGopkgReplacement(declared.codeDir, pathMajor));
  if (majorDir !== null && declared.majorDir !== null) {
    const majorFits = fitsMajor(declared.majorDir, pathMajor);
    if (fits && majorFits) {
      return invalid(
        `The go.mod files at ${shown(codeDir)} and ${shown(majorDir)} both declare a path for ${pathMajor}.`,
      );
    }
    if (majorFits) return { kind: 'directory', directory: majorDir, hasGoMod: true };
    return invalid(`The go.mod file at ${shown(majorDir)} declares no path for ${pathMajor}.`);
  }
  if (fits) return { kind: 'directory', directory: codeDir, hasGoMod: true };
  if (declared.codeDir === '')
    return invalid(`The go.mod file at ${shown(codeDir)} declares no module path.`);
  if (declared.codeDir !== null) {
    return invalid(`The go.mod file at ${shown(codeDir)} declares a path of another major version.`);
  }
  if (codeDir === '' && !pathMajor.startsWith('/')) {
    return { kind: 'directory', directory: '', hasGoMod: false };
  }
  return invalid(`There is no go.mod file at ${placement.candidates.map(shown).join(' or ')}.`);
}

/** Tells whether a declared path takes the same major versions as the path that was asked for. */
function fitsMajor(declaredPath: string, pathMajor: string): boolean {
  const split = declaredPath === '' ? null : splitPathVersion(declaredPath);
  if (split === null) return false;
  if (pathMajor === '') return ['', 'v0', 'v1'].includes(pathMajorPrefix(split.pathMajor));
  return split.pathMajor !== '' && split.pathMajor.slice(1) === pathMajor.slice(1);
}

/** Go once took gopkg.in modules in place of paths without a major version (issue 34254), and still does. */
function isOldGopkgReplacement(declaredPath: string, pathMajor: string): boolean {
  return pathMajor === '' && declaredPath.startsWith('gopkg.in/');
}

function invalid(reason: string): DirectoryChoice {
  return { kind: 'invalid', reason };
}

function shown(directory: string): string {
  return directory === '' ? 'the root' : directory;
}
