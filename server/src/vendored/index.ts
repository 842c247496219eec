/**
 * vendored: which files `go mod vendor` and `go work vendor` make of a module's
 * zip, and whether those that lie in a vendor folder are these.
 *
 * Rules: the folder and its modules.txt are attacker-controlled, and so is the
 * zip; nothing is thrown, and all work is linear in what is given. A file that
 * the go command may leave out is never missing, and one that has the bytes of
 * the zip is never too much. Whether the zip is the right one is asked elsewhere.
 *
 * Follows cmd/go/internal/modcmd/vendor.go, readVendorList of
 * cmd/go/internal/modload, and the documentation of package embed.
 */
export { compareVendored, type VendorDifference, type ZipContents } from './compare.ts';
export { withLineFeeds } from './lineEnds.ts';
export { type ModulesText, parseModulesText, type VendoredModule } from './modulesText.ts';
export { type Placed, placeFiles } from './placeFiles.ts';
export type { VendoredFile } from './vendoredFile.ts';
