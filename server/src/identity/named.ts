/**
 * In what kind of place a text names a module.
 *
 * - `install`: behind `go get`, `go install`, `require`.
 * - `import`: an import in an example of a text.
 * - `import-comment`: `package p // import "path"`.
 * - `test-import`: a package's own external tests, which import it.
 * - `code-import`: code imports a folder that the module itself has, under another module's path.
 * - `badge`: at a service that builds, measures or describes repositories.
 * - `doc-link`: at a site of Go documentation or reports.
 * - `clone`: behind `git clone`, or an address ending in `.git`.
 * - `build`: in a Makefile, a workflow, linker flags and the like.
 * - `issue-link`, `link`: addresses of a code host.
 */
export type PlaceKind =
  | 'install'
  | 'import'
  | 'import-comment'
  | 'test-import'
  | 'code-import'
  | 'badge'
  | 'doc-link'
  | 'clone'
  | 'build'
  | 'issue-link'
  | 'link';

/** A place where a module is named. All texts are attacker-controlled. */
export interface Place {
  readonly kind: PlaceKind;
  readonly file: string;
  /** From 0. */
  readonly line: number;
  /** The words of the line around the name, cut to 200 UTF-16 units. */
  readonly text: string;
}

/** A module that a text names, and how much says that it means itself. */
export interface NamedModule {
  /** A module path or, where only a repository is named, the repository's. */
  readonly path: string;
  /** A sum over places; {@link identityOf} tells what counts how much. No unit, and no probability. */
  readonly weight: number;
  /** The most telling first, at most eight. */
  readonly places: readonly Place[];
}

/** One mention, as it is found. */
export interface Mention {
  /** Path as named, without scheme, version and file; not yet cut to a repository. */
  readonly path: string;
  /** The service, for a badge: one service counts once. */
  readonly service: string;
  readonly place: Place;
}
