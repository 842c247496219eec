/** The files that are judged. */
export type GoFileKind = 'go.mod' | 'go.work';

/**
 * What the document of `uri` is by its file name; null when it is none of ours.
 *
 * The language id is not asked: every editor has its own for go.mod, and some
 * have none. Case counts, as it does for the go command.
 */
export function goFileKindOf(uri: string): GoFileKind | null {
  const end = uri.search(/[?#]/);
  const path = end < 0 ? uri : uri.slice(0, end);
  const name = decoded(path.slice(Math.max(path.lastIndexOf('/'), path.indexOf(':')) + 1));
  return name === 'go.mod' || name === 'go.work' ? name : null;
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
