/** Longer package paths are left alone: Go knows none, and the work for one is bounded. In UTF-16 units. */
const MAX_PACKAGE_PATH = 1000;

/**
 * The path under module `to` of a package that lies at or below module `from`;
 * null when it does not belong to `from`.
 *
 * A package belongs to the longest module path that is a prefix of its own, as
 * for the go command: `others` are the module paths that are known besides, and
 * a package of one that is nested in `from` stays where it is.
 */
export function pathIn(
  packagePath: string,
  from: string,
  to: string,
  others: ReadonlySet<string>,
): string | null {
  if (packagePath.length > MAX_PACKAGE_PATH) return null;
  if (packagePath === from) return to;
  if (!packagePath.startsWith(`${from}/`)) return null;
  for (let end = packagePath.length; end > from.length; end = packagePath.lastIndexOf('/', end - 1)) {
    if (others.has(packagePath.slice(0, end))) return null;
  }
  return to + packagePath.slice(from.length);
}
