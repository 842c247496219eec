/**
 * Patch: two versions of files as a unified difference, for people.
 *
 * Rules: lines are compared as bytes, so that what is no UTF-8 is compared too.
 * All contents and paths are attacker-controlled: the work, the lines and the
 * length of the text are bounded, and what was left out is counted. The text
 * that is handed out holds no control characters but tabs, and no characters
 * that reorder or hide others: they are shown escaped.
 *
 * Follows the unified format of POSIX diff (`diff -U`) for headers and hunks,
 * and git for what it calls binary. The differences are found by jsdiff.
 */
export { PATCH_BOUNDS, type PatchBounds } from './bounds.ts';
export { type FileDiff, type FileVersions, unifiedDiff } from './fileDiff.ts';
export type { DiffLine, Hunk } from './hunks.ts';
export { type ModulePathReplacement, replaceModulePath } from './modulePath.ts';
export { type Patch, patchOf } from './patch.ts';
export { type PatchLine, patchLines } from './patchLines.ts';
export { visibleName } from './visible.ts';
