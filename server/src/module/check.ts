import { checkElement, type PathKind } from './element.ts';
import { splitPathVersion } from './major.ts';

/**
 * Why `path` is no valid module path, or null when it is one.
 *
 * A module path is an import path whose first element looks like a lower-case
 * domain name with a dot, whose elements do not start with a dot, and whose
 * end follows the rules of {@link splitPathVersion}.
 */
export function checkPath(path: string): string | null {
  const reason = checkElements(path, 'module');
  if (reason !== null) return reason;
  const slash = path.indexOf('/');
  const first = slash < 0 ? path : path.slice(0, slash);
  if (!first.includes('.')) return 'its first element has no dot';
  if (!/^[a-z0-9.-]*$/.test(first)) {
    return 'its first element may hold only lower-case letters, digits, dots and dashes';
  }
  return splitPathVersion(path) === null ? 'its major version suffix is not valid' : null;
}

/** Why `path` is no valid import path of a package, or null when it is one. */
export function checkImportPath(path: string): string | null {
  return checkElements(path, 'import');
}

/** Why `path` is no valid name of a file in a module, with `/` between elements, or null when it is one. */
export function checkFilePath(path: string): string | null {
  return checkElements(path, 'file');
}

function checkElements(path: string, kind: PathKind): string | null {
  if (hasLoneSurrogate(path)) return 'it is not valid Unicode';
  if (path === '') return 'it is empty';
  if (path.startsWith('-') && kind !== 'file') return 'it starts with a dash';
  if (path.includes('//')) return 'it has two slashes in a row';
  if (path.endsWith('/')) return 'it ends with a slash';
  for (const element of path.split('/')) {
    const reason = checkElement(element, kind);
    if (reason !== null) return reason;
  }
  return null;
}

/** A half of a surrogate pair is what is left of text that was never valid UTF-8. */
function hasLoneSurrogate(text: string): boolean {
  return /\p{Surrogate}/u.test(text);
}
