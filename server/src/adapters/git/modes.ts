const TYPE_MASK = 0o170000;
const FOLDER = 0o040000;

/** Tells whether a mode, in the form that {@link canonicalMode} gives, is that of a folder. */
export function isFolder(mode: number): boolean {
  return mode === FOLDER;
}

/**
 * Gives the mode that git takes an entry to have: old and broken writers left
 * others in trees, such as 0o100664. What is no file, link or folder is a submodule.
 *
 * Go by git's `canon_mode` (object.h).
 */
export function canonicalMode(mode: number): number {
  switch (mode & TYPE_MASK) {
    case 0o100000:
      return (mode & 0o100) === 0 ? 0o100644 : 0o100755;
    case 0o120000:
      return 0o120000;
    case FOLDER:
      return FOLDER;
    default:
      return 0o160000;
  }
}
