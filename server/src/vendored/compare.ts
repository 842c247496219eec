import { expectedFiles, type ZipTexts } from './expectedFiles.ts';
import type { VendoredFile } from './vendoredFile.ts';

/** A module's zip, as far as a vendor folder is held against it. */
export interface ZipContents extends ZipTexts {
  /** SHA-256 of a file, lower-case hex; null where the zip has no such file. */
  sha256Of(path: string): string | null;
  /** That of the content with line feeds alone at the ends of lines; null where it has no others. */
  sha256OfLinesOf(path: string): string | null;
}

/** How the vendored files of one module differ from its zip. Paths are inside the module, in no order. */
export interface VendorDifference {
  readonly changed: readonly string[];
  /** The zip has no such file. */
  readonly added: readonly string[];
  /** Of a package that is vendored. */
  readonly missing: readonly string[];
  /** How many files have other line ends than the zip's, and no other difference. */
  readonly otherLineEnds: number;
}

/**
 * Compares the vendored files of one module with its zip. `files` are by path in
 * the module, `directories` those of the packages that modules.txt lists.
 */
export function compareVendored(
  files: ReadonlyMap<string, VendoredFile>,
  directories: readonly string[],
  zip: ZipContents,
): VendorDifference {
  const changed: string[] = [];
  const added: string[] = [];
  let otherLineEnds = 0;
  for (const [path, { sha256, sha256OfLines }] of files) {
    const wanted = zip.sha256Of(path);
    if (wanted === null) added.push(path);
    else if (wanted === sha256) continue;
    else if (wanted === sha256OfLines || zip.sha256OfLinesOf(path) === (sha256OfLines ?? sha256))
      otherLineEnds++;
    else changed.push(path);
  }
  const missing = [...expectedFiles(directories, zip)].filter((path) => !files.has(path));
  return { changed, added, missing, otherLineEnds };
}
