import { POLICY_FILE_NAME } from '../policy/index.ts';

/** The documents that something is said about. */
export type DocumentKind = 'go.mod' | 'go.work' | 'go.sum' | 'go' | 'policy';

const KINDS: ReadonlyMap<string, DocumentKind> = new Map<string, DocumentKind>([
  ['go.mod', 'go.mod'],
  ['go.work', 'go.work'],
  ['go.sum', 'go.sum'],
  ['go.work.sum', 'go.sum'],
  [POLICY_FILE_NAME, 'policy'],
]);

/**
 * What the document of `uri` is by its file name; null when it is none of ours.
 *
 * The language id is not asked: every editor has its own for go.mod, and some
 * have none. Case counts, as it does for the go command.
 */
export function documentKindOf(uri: string): DocumentKind | null {
  const end = uri.search(/[?#]/);
  const path = end < 0 ? uri : uri.slice(0, end);
  const name = decoded(path.slice(Math.max(path.lastIndexOf('/'), path.indexOf(':')) + 1));
  return KINDS.get(name) ?? (name.endsWith('.go') ? 'go' : null);
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
