/**
 * What a file of a module is to a build.
 *
 * - `go`: Go source that a build may hold.
 * - `go-test`: built by `go test` alone.
 * - `go-ignored`: Go source that no build of a package holds: named so that the go command passes it over, or
 *   marked `//go:build ignore`.
 * - `go.mod`: the module's own file.
 * - `assembly`, `c` (C, C++, Objective-C, Fortran, SWIG, for cgo), `object` (`.syso`, linked as it is).
 * - `embedded`: named by a `//go:embed` line.
 * - `binary`: holds NUL, and is none of the above.
 * - `other`: text that no build reads.
 */
export type SourceFileKind =
  | 'go'
  | 'go-test'
  | 'go-ignored'
  | 'go.mod'
  | 'assembly'
  | 'c'
  | 'object'
  | 'embedded'
  | 'binary'
  | 'other';

/** The kind of a file by its name and text alone: never `embedded`, and `go` for source that may still be ignored. */
export function kindOfFile(path: string, text: string): SourceFileKind {
  const base = path.slice(path.lastIndexOf('/') + 1);
  if (path === 'go.mod') {
    return 'go.mod';
  }
  const dot = base.lastIndexOf('.');
  const extension = dot < 0 ? '' : base.slice(dot + 1);
  // The go command passes over files whose names start with a point or an underscore (go/build, Import).
  const passedOver = base.startsWith('.') || base.startsWith('_');
  if (extension === 'go') {
    return passedOver ? 'go-ignored' : base.endsWith('_test.go') ? 'go-test' : 'go';
  }
  const kind = passedOver ? undefined : KIND_BY_EXTENSION.get(extension);
  return kind ?? (text.includes('\0') ? 'binary' : 'other');
}

// The extensions that go/build sorts into a package (matchFile and Package's fields).
const KIND_BY_EXTENSION: ReadonlyMap<string, SourceFileKind> = new Map<string, SourceFileKind>([
  ['s', 'assembly'],
  ['S', 'assembly'],
  ['sx', 'assembly'],
  ['syso', 'object'],
  ...['c', 'cc', 'cpp', 'cxx', 'm', 'h', 'hh', 'hpp', 'hxx', 'f', 'F', 'for', 'f90', 'swig', 'swigcxx'].map(
    (extension): [string, SourceFileKind] => [extension, 'c'],
  ),
]);
