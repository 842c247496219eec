/** What we read of one entry of `package-lock.json`. */
interface LockedPackage {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly integrity?: string;
  readonly link?: boolean;
  readonly dev?: boolean;
  readonly optional?: boolean;
  readonly os?: readonly string[];
}

/** The `packages` of `package-lock.json`, by their place. */
export type LockedPackages = Readonly<Record<string, LockedPackage>>;

/**
 * What would make `npm ci` refuse a bare clone, or install what nobody checked.
 *
 * npm leaves out a package for another system when it cannot read about it
 * while it writes the lock file, and later refuses the lock file for that. Such
 * an entry may stand without a hash, as long as it is a tool and not shipped.
 */
export function checkLockFile(packages: LockedPackages): string[] {
  const problems: string[] = [];
  for (const [place, entry] of Object.entries(packages)) {
    for (const name of Object.keys({ ...entry.dependencies, ...entry.optionalDependencies })) {
      if (!isFound(packages, place, name)) {
        problems.push(`${place === '' ? 'the manifest' : place} needs ${name}, which has no entry`);
      }
    }
    const isForeignTool = entry.dev === true && entry.optional === true && entry.os !== undefined;
    if (place.startsWith('node_modules/') && entry.integrity === undefined && !entry.link && !isForeignTool) {
      problems.push(`${place} has no hash`);
    }
  }
  return problems;
}

/** Whether Node would find a package from a place: in its own `node_modules`, or in one above. */
function isFound(packages: LockedPackages, place: string, name: string): boolean {
  let folder = place;
  for (;;) {
    if (Object.hasOwn(packages, `${folder === '' ? '' : `${folder}/`}node_modules/${name}`)) return true;
    if (folder === '') return false;
    const end = folder.lastIndexOf('node_modules/');
    folder = folder.slice(0, Math.max(0, end - 1));
  }
}
