import { MemoryZip, type ZipFile } from './memoryZip.ts';
import { Refusal, type ZipRefusalCode } from './problem.ts';

/** A zip that is no module zip, whose structure is sound. */
export interface Archive {
  /** In the order of the zip's directory. No path is there twice. */
  readonly files: readonly ZipFile[];
  /** As `ModuleZip.read`. */
  read(file: ZipFile): Uint8Array;
}

/** An archive, or why it is not read. */
export type OpenedArchive =
  | { readonly kind: 'archive'; readonly archive: Archive }
  | { readonly kind: 'refused'; readonly code: ZipRefusalCode; readonly detail: string };

/**
 * Opens any zip from memory. `zipBytes` is attacker-controlled, and is checked as
 * a module zip is before a byte is uncompressed; neither it nor all of its files
 * together may have more than `maxBytes`. Never throws. Names may be anything.
 */
export function openArchive(zipBytes: Uint8Array, maxBytes: number): OpenedArchive {
  try {
    return { kind: 'archive', archive: new MemoryZip(zipBytes, '', maxBytes) };
  } catch (error) {
    if (error instanceof Refusal) return { kind: 'refused', code: error.code, detail: error.message };
    throw error;
  }
}
