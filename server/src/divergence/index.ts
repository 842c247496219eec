/**
 * Divergence: is the mirror's copy of a module what upstream's commit gives?
 *
 * Selects the files that the go command would take from a commit's tree, converts
 * their blobs as `git archive` would, and compares them with the mirror's zip by
 * blob id, so that hardly any content has to be fetched.
 *
 * Rules: a difference is harmless only when its cause is proven, by hash or by
 * running the conversion forward; likeness proves nothing, because upstream may
 * be as hostile as the mirror. What cannot be decided is undetermined, with a
 * reason. Everything is bounded in time.
 *
 * Follows codeRepo.Zip of cmd/go, golang.org/x/mod/zip, and of git: archive,
 * attributes (attr.c, wildmatch.c as documented in gitattributes(5)) and
 * conversion (convert.c).
 */
export { type ArchivedForm, archivedForms } from './archive.ts';
export { AttributeTree, type PathAttributes } from './attributes.ts';
export { type ComparedModule, compareModule } from './compare.ts';
export type {
  Comparison,
  Differences,
  Explanation,
  HarmlessCause,
  Hint,
  NamedCause,
  Unbuildable,
  UnbuildableCode,
  UndeterminedReason,
} from './comparison.ts';
export { type Builder, type Conversion, readConversion } from './conversion.ts';
export { Effort } from './effort.ts';
export { type ExpectedZip, expectedH1, type UpstreamModule } from './expected.ts';
export { type FileUse, fileUse, isBuilt, type KnownUses } from './fileUse.ts';
export { type Manifest, type ManifestFile, readManifest } from './manifest.ts';
export {
  type ExpectedFile,
  type OmissionReason,
  type OmittedFile,
  type Selection,
  selectFiles,
} from './select.ts';
export type { UpstreamEntry } from './tree.ts';
export type { ReadBlobs } from './upstreamBlobs.ts';
export { type VendorRule, vendorRule } from './vendor.ts';
