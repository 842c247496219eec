/** One file of a module's copy. Path and content are attacker-controlled. */
export interface CopiedFile {
  /** From the module root, `/` between elements. */
  readonly path: string;
  readonly sizeBytes: number;
  /** The content; throws when it cannot be had as declared. */
  read(): Uint8Array;
}

/** A module's copy, wherever it came from: the path that it is known by, and its files. */
export interface ModuleText {
  readonly modulePath: string;
  readonly files: readonly CopiedFile[];
}
