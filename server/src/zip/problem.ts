/**
 * Why a zip is not read at all: its content would be ambiguous, or reading it unsafe.
 *
 * `too-large`: the zip or the total of its files is above MAX_ZIP_BYTES.
 * `no-directory`: no end record, or one that does not end the file.
 * `bad-directory`: the central directory contradicts itself or the file.
 * `too-many-entries`: more than MAX_ENTRIES, or names with more than MAX_PATH_ELEMENTS.
 * `several-disks`, `encrypted`, `unknown-method`: features that no module zip has.
 * `bad-local-header`: the header before an entry's bytes is missing or names another entry.
 * `overlap`: two entries share bytes.
 * `bad-name`: not UTF-8, empty, or with NUL or line feed.
 * `wrong-prefix`: a name does not start with `path@version/`.
 * `duplicate-name`: two files have the same name.
 * `directory-with-content`: a name that ends in a slash has bytes.
 */
export type ZipRefusalCode =
  | 'too-large'
  | 'no-directory'
  | 'bad-directory'
  | 'too-many-entries'
  | 'several-disks'
  | 'encrypted'
  | 'unknown-method'
  | 'bad-local-header'
  | 'overlap'
  | 'bad-name'
  | 'wrong-prefix'
  | 'duplicate-name'
  | 'directory-with-content';

/**
 * Why the go command would refuse to unpack a zip that can still be read and hashed.
 *
 * `not-canonical`: the module path and version do not fit each other.
 * `unclean-path`: the path has `.`, `..` or empty elements.
 * `invalid-path`: a character or element that CheckFilePath forbids.
 * `collision`: equal to another path but for case, or both file and directory.
 * `nested-go-mod`: a go.mod below the root, in whatever case.
 * `go-mod-case`: a root go.mod that is not spelled in lower case.
 * `go-mod-too-large`, `license-too-large`: above 16 MiB.
 */
export type ZipProblemCode =
  | 'not-canonical'
  | 'unclean-path'
  | 'invalid-path'
  | 'collision'
  | 'nested-go-mod'
  | 'go-mod-case'
  | 'go-mod-too-large'
  | 'license-too-large';

/** One thing that the go command would refuse. */
export interface ZipProblem {
  readonly code: ZipProblemCode;
  /** Path in the module; empty when the whole zip is meant. Attacker-controlled. */
  readonly path: string;
  /** A sentence part that names the reason. Attacker-controlled in part: escape it. */
  readonly detail: string;
}

/**
 * Why the content of one entry cannot be had.
 *
 * `wrong-checksum`: also where the data descriptor behind the content repeats another one.
 */
export type ZipErrorCode = 'broken-compression' | 'wrong-size' | 'wrong-checksum';

/** An entry whose bytes are not what the directory declares. */
export class ZipError extends Error {
  readonly code: ZipErrorCode;
  /** Path in the module. Attacker-controlled. */
  readonly path: string;

  constructor(code: ZipErrorCode, path: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'ZipError';
    this.code = code;
    this.path = path;
  }
}

/** Thrown inside this room while the structure is read; never leaves it. */
export class Refusal extends Error {
  readonly code: ZipRefusalCode;

  constructor(code: ZipRefusalCode, detail: string) {
    super(detail);
    this.code = code;
  }
}
