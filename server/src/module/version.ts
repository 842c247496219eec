/** A module path and a version of it, both unescaped. An empty version means the main module or a directory. */
export interface ModuleVersion {
  readonly path: string;
  readonly version: string;
}
