/** One file of a module. Path and text are attacker-controlled. */
export interface SourceFile {
  /** Inside the module, `/` between elements. */
  readonly path: string;
  readonly sizeBytes: number;
  /** Gives the text; called at most once. */
  read(): string;
}

/** One copy of a module, as far as it is given: files that are no Go source are passed over. */
export interface ModuleSource {
  readonly modulePath: string;
  readonly files: readonly SourceFile[];
}
