import type { ModuleVersion } from '../module/index.ts';
import { MAX_ZIP_BYTES } from './limits.ts';
import { MemoryZip, type ZipFile } from './memoryZip.ts';
import { Refusal, type ZipProblem, type ZipRefusalCode } from './problem.ts';
import { checkRules } from './rules.ts';

/** A module zip whose structure is sound. */
export interface ModuleZip {
  readonly module: ModuleVersion;
  /** What every entry's name starts with: `path@version/`. */
  readonly prefix: string;
  /** In the order of the zip's directory. No path is there twice. */
  readonly files: readonly ZipFile[];
  /** Directory entries, which no zip of the go command has but which count in the `h1:` hash, each time they are there; with trailing slash, without prefix. */
  readonly directories: readonly string[];
  /** What the go command would refuse about it; empty when it would unpack it. */
  readonly problems: readonly ZipProblem[];
  /** The file with that path in the module, or null. */
  find(path: string): ZipFile | null;
  /**
   * Uncompresses one file and proves its size and checksum.
   *
   * Throws {@link ZipError} when the bytes are not what the directory declares.
   * Never makes more bytes than the declared size.
   */
  read(file: ZipFile): Uint8Array;
}

/** A module zip, or why it is not read. */
export type OpenedZip =
  | { readonly kind: 'zip'; readonly zip: ModuleZip }
  | { readonly kind: 'refused'; readonly code: ZipRefusalCode; readonly detail: string };

/**
 * Opens the zip of one module version from memory.
 *
 * `zipBytes` is attacker-controlled: names, sizes, offsets and overlaps are all
 * checked before a byte is uncompressed, in linear time. Never throws. The
 * detail of a refusal may quote names from the zip: escape it.
 */
export function openModuleZip(zipBytes: Uint8Array, module: ModuleVersion): OpenedZip {
  try {
    return { kind: 'zip', zip: new MemoryModuleZip(zipBytes, module) };
  } catch (error) {
    if (error instanceof Refusal) return { kind: 'refused', code: error.code, detail: error.message };
    throw error;
  }
}

class MemoryModuleZip extends MemoryZip implements ModuleZip {
  readonly module: ModuleVersion;
  readonly problems: readonly ZipProblem[];

  constructor(zipBytes: Uint8Array, module: ModuleVersion) {
    super(zipBytes, `${module.path}@${module.version}/`, MAX_ZIP_BYTES);
    this.module = module;
    this.problems = checkRules(module, this.entries);
  }
}
