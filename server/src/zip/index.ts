/**
 * Zip: reads module zips from memory, and other archives as carefully.
 *
 * Two kinds of trouble are kept apart. A zip is *refused* when its content would
 * be ambiguous or reading it unsafe. A zip that can be read and hashed without
 * doubt but that the go command would not unpack has *problems*, so that a
 * report can still say what is in it.
 *
 * Rules: everything structural is checked before a byte is uncompressed; time
 * is linear in the size of the zip; no entry makes more bytes than it declares.
 *
 * Follows golang.org/x/mod/zip (checkZip), Go's archive/zip where it is lenient
 * by design, and PKWARE's APPNOTE.TXT. Written over `node:zlib` because the hot
 * path needs the checks before the bytes.
 */
export { type Archive, type OpenedArchive, openArchive } from './archive.ts';
export { Collisions } from './collisions.ts';
export { foldPath } from './fold.ts';
export { MAX_ENTRIES, MAX_GO_MOD_BYTES, MAX_LICENSE_BYTES } from './limits.ts';
export type { ZipFile } from './memoryZip.ts';
export { type ModuleZip, type OpenedZip, openModuleZip } from './moduleZip.ts';
export {
  ZipError,
  type ZipErrorCode,
  type ZipProblem,
  type ZipProblemCode,
  type ZipRefusalCode,
} from './problem.ts';
export { isClean } from './rules.ts';
