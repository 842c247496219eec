/** One file below a vendor folder, by its hashes. */
export interface VendoredFile {
  /** SHA-256 of the content, lower-case hex; empty for what is no file, such as a link. */
  readonly sha256: string;
  /** That of the content with line feeds alone at the ends of lines; null where it has no others. */
  readonly sha256OfLines: string | null;
}
