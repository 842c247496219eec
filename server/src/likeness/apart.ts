import type { FileText } from './fileText.ts';

/**
 * Why the code of a file says nothing about whose module it stands in.
 *
 * - `test`: no program is built from it.
 * - `generated`: two modules that generate code from the same description get the same code.
 * - `third-party`: a copy of somebody else's code, which other modules may hold as well.
 */
export type Apart = 'test' | 'generated' | 'third-party';

/** Folders in which programmers keep copies of other people's code. */
const THIRD_PARTY_FOLDER = /^(?:vendor|third[-_]?party|3rd[-_]?party|godeps|_workspace|extern(?:al)?s?)$/i;

const LICENSE = /^(?:licen[cs]e|copying|unlicense)(?:[-.][\w.-]+)?$/i;

/** Tells for each file whether it is set apart, in the order of the files. Linear in files and path elements. */
export function apartOf(files: readonly FileText[]): readonly (Apart | null)[] {
  const licensed = foldersOfOtherLicense(files);
  return files.map((file) => {
    const folders = foldersOf(file.path);
    if (file.kind !== 'go' || folders.some(({ name }) => isPassedOver(name))) return 'test';
    if (file.isGenerated) return 'generated';
    return folders.some(({ path, name }) => licensed.has(path) || THIRD_PARTY_FOLDER.test(name))
      ? 'third-party'
      : null;
  });
}

/** Folders with a licence of their own, other than the module's: whoever copies code in keeps its licence beside it. */
function foldersOfOtherLicense(files: readonly FileText[]): ReadonlySet<string> {
  const licenses = files.filter(({ path }) => LICENSE.test(path.slice(path.lastIndexOf('/') + 1)));
  const own = new Set(licenses.filter(({ path }) => !path.includes('/')).map(({ digest }) => digest));
  if (own.size === 0) return new Set();
  return new Set(
    licenses
      .filter(({ path, digest }) => path.includes('/') && !own.has(digest))
      .map(({ path }) => path.slice(0, path.lastIndexOf('/'))),
  );
}

/** Patterns such as `./...` pass over these folders (cmd/go, "Package lists and patterns"): examples and test data. */
function isPassedOver(name: string): boolean {
  return name === 'testdata' || name.startsWith('_') || name.startsWith('.');
}

/** Folders deeper than this are not looked at. */
const MAX_DEPTH = 32;

/** The folders that a file lies in, from the outside in. */
function foldersOf(path: string): readonly { readonly path: string; readonly name: string }[] {
  const folders: { path: string; name: string }[] = [];
  let start = 0;
  for (let end = path.indexOf('/'); end >= 0 && folders.length < MAX_DEPTH; end = path.indexOf('/', start)) {
    folders.push({ path: path.slice(0, end), name: path.slice(start, end) });
    start = end + 1;
  }
  return folders;
}
