/**
 * Why a file of the mirror's zip may differ from its blob upstream, or be there
 * on one side only.
 *
 * Harmless, each proven by hash or by running the conversion, never by likeness:
 * `line-endings`, `ident`, `encoding`: what `git archive` does for the commit's
 * own .gitattributes; `attributes`: several of these at once.
 * `vendor-rule`: the zip was made under the vendor rule of the other Go versions.
 * `lfs-content`: the zip holds the very content that upstream's Git LFS pointer names.
 * `builder-line-endings`: every text file has CRLF, as a go command on Windows with
 * `core.autocrlf` made it.
 * `builder-attributes`: all files of a kind have CRLF, or the blob id in `$Id$`, or
 * both, as attributes of the builder's own machine ask for.
 *
 * Not harmless, but named: the go command switches these off, so somebody built
 * the zip in another way.
 * `export-ignore`: a file is missing that the attribute would leave out.
 * `export-subst`: `$Format:…$` was replaced.
 * `filter`: the file has a filter attribute other than `lfs`, whose program is unknown.
 */
export type HarmlessCause =
  | 'line-endings'
  | 'ident'
  | 'encoding'
  | 'attributes'
  | 'vendor-rule'
  | 'lfs-content'
  | 'builder-line-endings'
  | 'builder-attributes';

export type NamedCause = 'export-ignore' | 'export-subst' | 'filter';

/** One difference with a proven, harmless cause. */
export interface Explanation {
  /** Path in the module. Attacker-controlled. */
  readonly path: string;
  readonly cause: HarmlessCause;
  /** A whole sentence that does not name the path. */
  readonly sentence: string;
}

/** One difference that stays a difference, with what it looks like. */
export interface Hint {
  /** Path in the module. Attacker-controlled. */
  readonly path: string;
  readonly cause: NamedCause;
  /** A whole sentence that does not name the path. */
  readonly sentence: string;
}

/** The differences that no harmless cause explains. Paths are sorted bytewise and attacker-controlled. */
export interface Differences {
  readonly changed: readonly string[];
  readonly onlyMirror: readonly string[];
  readonly onlyUpstream: readonly string[];
  readonly explained: readonly Explanation[];
  readonly hints: readonly Hint[];
  /** Files that differ from their blobs, but whose cause could not be looked into. */
  readonly undecided: readonly string[];
}

/** Why the go command could not have built a zip from the commit. */
export type UnbuildableCode =
  | 'unclean-path'
  | 'invalid-path'
  | 'go-mod-case'
  | 'collision'
  | 'forbidden-by-git'
  | 'bad-encoding-attribute'
  | 'file-too-large';

/** One reason, with the path in the module, or in the repository where it lies outside of it. */
export interface Unbuildable {
  readonly path: string;
  readonly code: UnbuildableCode;
  /** A sentence part. Attacker-controlled in part: escape it. */
  readonly detail: string;
}

/**
 * Why the comparison has no outcome.
 *
 * `blobs-unavailable`: upstream did not hand out contents that decide.
 * `unknown-encoding`: a working-tree-encoding that is not implemented here.
 * `attributes-too-complex`: the .gitattributes files would take too long to evaluate.
 * `broken-zip`: an entry of the mirror's zip cannot be read again.
 */
export type UndeterminedReason =
  | 'blobs-unavailable'
  | 'unknown-encoding'
  | 'attributes-too-complex'
  | 'broken-zip';

/**
 * What comparing the mirror's zip with upstream's commit showed.
 *
 * `same`: every file is, byte for byte, the blob upstream, and no file is on one side only.
 * `explained`: every difference has a harmless cause that was proven.
 * `differs`: at least one has not.
 * `unbuildable`: the go command cannot make a zip from that commit, so the mirror's
 * was not made from it; the differences are those from what could be selected.
 */
export type Comparison =
  | { readonly kind: 'same' }
  | { readonly kind: 'explained'; readonly causes: readonly Explanation[] }
  | ({ readonly kind: 'differs' } & Differences)
  | ({ readonly kind: 'unbuildable'; readonly reasons: readonly Unbuildable[] } & Differences)
  | { readonly kind: 'undetermined'; readonly reason: UndeterminedReason; readonly detail: string };
