/**
 * origin: from a module version to the repository, the ref and the folder that
 * it comes from, as a go command that fetches directly would find them.
 *
 * Rules: knowledge without access; what has to be read from a server or a
 * repository comes in as an argument. Paths, pages, refs and go.mod files are
 * attacker-controlled: everything is linear in them, and what cannot be is a
 * value with a reason, never an exception. Nothing here says that two copies
 * differ; where the go command would refuse a version, that is `invalid`.
 *
 * Specification: "Finding a repository for a module path" in the Go Modules
 * Reference, and cmd/go/internal/{vcs,modfetch,modfetch/codehost} of Go 1.26.
 */
export { type NotComparable, notComparable } from './comparable.ts';
export { chooseDirectory, type DeclaredPaths, type DirectoryChoice } from './directory.ts';
export {
  checkPrefixAgreement,
  discoveryUrl,
  type GoImportMatch,
  matchGoImport,
  repositoryOf,
} from './discovery.ts';
export { type GoImport, parseGoImports } from './goImport.ts';
export { upstreamIdentity } from './identity.ts';
export { type Placement, placeModule } from './place.ts';
export { type PseudoVersionNote, type PseudoVersionNoteCode, pseudoVersionNotes } from './pseudoVersion.ts';
export { type RefTarget, repoSum, tagSum } from './refDigest.ts';
export type { Repository, Vcs } from './repository.ts';
export { type StaticRepository, staticRepository } from './static.ts';
export { type CommitReference, tagFor } from './tag.ts';
